"""What stands in a copy: one list of its files with sizes and SHA-256, and what they are of."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from dondoc.limits import LARGEST_COPY_LIST, MEGABYTE, megabytes
from dondoc.problems import Problem, Refused

MANIFEST = "manifest.json"
FORMAT = 1
"""Grown whenever an older program could not read a copy rightly."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class CopiedFile:
    """A file of a copy; `path` is inside its folder, with «/»."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class CopyManifest:
    """`left_out` are settings that hold a password: they must be entered again.

    `missing` are files that the ledger names and that were not whole on the disk when it was
    copied. `versions` says what made the copy: dondoc, python, database.
    """

    taken_at: datetime
    mark: str
    key_fingerprint: str
    revision: str
    ledger: str
    versions: dict[str, str]
    left_out: tuple[str, ...]
    missing: tuple[str, ...]
    files: tuple[CopiedFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)

    def text(self) -> str:
        made = {"format": FORMAT, **asdict(self), "taken_at": self.taken_at.isoformat()}
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def read_manifest(copy: Path) -> CopyManifest:
    """The manifest of a copy. Raises Refused where there is none, or none that can be trusted."""
    path = copy / MANIFEST
    try:
        if path.stat().st_size > LARGEST_COPY_LIST:
            raise _refused(copy, f"{MANIFEST} lớn quá {megabytes(LARGEST_COPY_LIST)}")
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _refused(copy, f"không có {MANIFEST}: đây không phải một bản sao lưu") from None
    except OSError as fault:
        raise _refused(copy, f"không đọc được {MANIFEST} ({fault.strerror})") from None
    except (ValueError, RecursionError):
        raise _refused(copy, f"{MANIFEST} đã hỏng") from None
    try:
        return _manifest(found)
    except _Newer as newer:
        wanted = f"bản sao lưu có dạng {newer}, mới hơn chương trình này; hãy dùng chương trình mới"
        raise _refused(copy, wanted) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _refused(copy, f"{MANIFEST} đã hỏng") from None


class _Newer(Exception):
    pass


def _manifest(found: dict[str, Any]) -> CopyManifest:
    if found["format"] != FORMAT:
        raise _Newer(str(found["format"]))
    taken_at = datetime.fromisoformat(found["taken_at"])
    if taken_at.tzinfo is None:
        raise ValueError(found["taken_at"])
    files = tuple(_file(one) for one in found["files"])
    named = {name: str(found[name]) for name in ("mark", "key_fingerprint", "revision", "ledger")}
    if named["ledger"] not in {one.path for one in files}:
        raise ValueError(named["ledger"])
    return CopyManifest(
        taken_at=taken_at,
        versions={str(name): str(value) for name, value in found["versions"].items()},
        left_out=tuple(map(str, found["left_out"])),
        missing=tuple(map(str, found["missing"])),
        files=files,
        **named,
    )


def _file(found: dict[str, Any]) -> CopiedFile:
    """Raises ValueError for a path that leads out of the copy."""
    path = PurePosixPath(found["path"])
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in str(path):
        raise ValueError(found["path"])
    if not _SHA256.fullmatch(found["sha256"]) or int(found["size"]) < 0:
        raise ValueError(found["sha256"])
    return CopiedFile(str(path), int(found["size"]), found["sha256"])


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    found = hashlib.sha256()
    for piece in pieces(path):
        found.update(piece)
    return found.hexdigest()


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(MEGABYTE):
            yield piece


def _refused(copy: Path, wanted: str) -> Refused:
    return Refused(Problem("bản sao lưu", str(copy), wanted))
