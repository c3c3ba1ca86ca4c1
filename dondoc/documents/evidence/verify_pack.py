"""Is a pack still what it was? Each entry against the manifest, and the manifest against itself.

Whoever gives the file is not trusted: names, sizes and numbers are looked at before anything is
read, and nothing is unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from dondoc.documents.evidence.entry_names import MANIFEST, is_entry_name
from dondoc.documents.evidence.manifest import Manifest, PackEntry
from dondoc.limits import LARGEST_MANIFEST, MOST_ENTRIES, megabytes
from dondoc.messages.phrasing import number, shorten
from dondoc.problems import Problem, Refused
from dondoc.text import legible
from dondoc.zip_guard import GrowsTooLarge, HostileName, NotOpened, digest_of, opened_pack

_LONGEST_SAID = 100


class PackFault(StrEnum):
    """What is wrong with one entry."""

    EDITED = "bị sửa"  # the manifest itself
    CHANGED = "bị đổi"
    MISSING = "bị thiếu"
    ADDED = "thêm vào"


@dataclass(frozen=True)
class PackFinding:
    fault: PackFault
    name: str


@dataclass(frozen=True)
class PackVerdict:
    """`manifest` is None where it can no longer be read."""

    manifest: Manifest | None
    findings: tuple[PackFinding, ...]


def verify_pack(path: Path) -> PackVerdict:
    """Look at every entry. Raises Refused for what is no pack, or would harm who unpacks it."""
    try:
        with opened_pack(path, is_entry_name) as package:
            return _judged(package, path)
    except HostileName as hostile:
        name = shorten(legible(hostile.name), _LONGEST_SAID)
        wanted = f"có tên tệp không an toàn «{name}»: dẫn ra ngoài, trùng, khóa hoặc không phải tệp"
        raise _refused(path, f"{wanted}; không giải nén, hãy xin lại gói") from None
    except GrowsTooLarge:
        wanted = f"có quá {number(MOST_ENTRIES)} tệp bên trong, hoặc bung ra lớn bất thường"
        raise _refused(path, f"{wanted}; không giải nén, hãy xin lại gói") from None
    except NotOpened:
        wanted = "không phải tệp zip đọc được, hoặc đã bị cắt; hãy chép lại hoặc xin lại gói"
        raise _refused(path, wanted) from None
    except OSError:
        wanted = "không có tệp này hoặc không đọc được; hãy ghi đường dẫn tới tệp .zip"
        raise _refused(path, wanted) from None


def _judged(package: zipfile.ZipFile, path: Path) -> PackVerdict:
    sizes = {part.filename: part.file_size for part in package.infolist()}
    if MANIFEST not in sizes:
        raise _refused(path, f"không phải hồ sơ minh chứng: bên trong không có {MANIFEST}")
    if sizes[MANIFEST] > LARGEST_MANIFEST:
        raise _refused(path, f"có {MANIFEST} lớn quá {megabytes(LARGEST_MANIFEST)}")
    manifest = _manifest(package)
    if manifest is None:
        return PackVerdict(None, (PackFinding(PackFault.EDITED, MANIFEST),))
    return PackVerdict(manifest, tuple(_findings(package, manifest, sizes)))


def _manifest(package: zipfile.ZipFile) -> Manifest | None:
    """As it stands there; None where it is damaged or says what none of ours does."""
    try:
        digest_of(package, MANIFEST)  # its bytes are those that the zip says
        return Manifest.model_validate_json(package.read(MANIFEST))
    except (NotOpened, ValidationError):
        return None


def _findings(
    package: zipfile.ZipFile, manifest: Manifest, sizes: dict[str, int]
) -> Iterator[PackFinding]:
    if manifest.hashed() != manifest.sha256:
        yield PackFinding(PackFault.EDITED, MANIFEST)
    listed = {entry.name: entry for entry in manifest.entries}
    for name, entry in listed.items():
        if name not in sizes:
            yield PackFinding(PackFault.MISSING, name)
        elif sizes[name] != entry.size or not _same(package, entry):
            yield PackFinding(PackFault.CHANGED, name)
    for name in sizes:
        if name not in listed and name != MANIFEST:
            yield PackFinding(PackFault.ADDED, name)


def _same(package: zipfile.ZipFile, entry: PackEntry) -> bool:
    try:
        return digest_of(package, entry.name) == entry.sha256
    except NotOpened:
        return False


def _refused(path: Path, wanted: str) -> Refused:
    return Refused(Problem("file", legible(path.name), wanted, "Tệp"))
