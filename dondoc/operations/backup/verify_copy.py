"""Is a copy what its manifest says: every file there, of that size, with those bytes?"""

from __future__ import annotations

from pathlib import Path

from dondoc.operations.backup.copy_manifest import (
    MANIFEST,
    CopiedFile,
    CopyManifest,
    digest_of,
    read_manifest,
)
from dondoc.operations.backup.copy_place import list_copies
from dondoc.operations.backup.ledger_dump import SQLITE_COPY, refuse_damaged
from dondoc.problems import Problem, Refused

_MOST_SAID = 20


def chosen_copy(place: Path) -> Path:
    """The folder itself where it is a copy, else the newest copy in it. Raises Refused."""
    if (place / MANIFEST).exists():
        return place
    found = list_copies(place)
    if not found:
        wanted = f"không có bản sao lưu nào ở đây: mỗi bản là một thư mục có {MANIFEST}"
        raise Refused(Problem("nơi sao lưu", str(place), wanted))
    return found[-1].path


def verify_copy(copy: Path) -> CopyManifest:
    """The manifest of a copy that is whole. Raises Refused with every file that is not."""
    manifest = read_manifest(copy)
    problems = [problem for file in manifest.files if (problem := _wrong(copy, file))]
    if problems:
        more = len(problems) - _MOST_SAID
        rest = [Problem("bản sao lưu", str(copy), f"còn {more} tệp khác cũng hỏng")]
        raise Refused([*problems[:_MOST_SAID], *(rest if more > 0 else [])])
    if manifest.ledger == SQLITE_COPY:
        refuse_damaged(copy / manifest.ledger)
    return manifest


def _wrong(copy: Path, file: CopiedFile) -> Problem | None:
    path = copy / file.path
    try:
        if path.is_symlink() or not path.is_file():
            return Problem("bản sao lưu", file.path, "thiếu tệp này")
        if path.stat().st_size != file.size or digest_of(path) != file.sha256:
            return Problem("bản sao lưu", file.path, "tệp này đã hỏng: khác lúc sao lưu")
    except OSError as fault:
        return Problem("bản sao lưu", file.path, f"không đọc được tệp này ({fault.strerror})")
    return None
