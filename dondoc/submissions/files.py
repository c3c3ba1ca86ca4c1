"""Files handed in: known by their content, stored under their SHA-256, never under a given name."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from dondoc.limits import LARGEST_FILE, LARGEST_GROWTH, megabytes
from dondoc.problems import Problem, Refused
from dondoc.zip_guard import GrowsTooLarge, NotOpened, part_names
from models import ConferenceFile, DemandFile, DocumentFile, File, ScoringExport

_WANTED = f"hãy gửi tệp pdf, docx, xlsx, jpg hoặc png, không quá {megabytes(LARGEST_FILE)}"
_UNPACKED = (
    f"bung ra nhiều hơn {megabytes(LARGEST_GROWTH)} hoặc có quá nhiều phần bên trong;"
    " hãy gửi bản pdf, hoặc chia thành các tệp nhỏ hơn"
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SUFFIXES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    _OFFICE["word/document.xml"]: ".docx",
    _OFFICE["xl/workbook.xml"]: ".xlsx",
}


@dataclass(frozen=True)
class StoredFile:
    """A file that is on disk under its hash, not yet tied to a submission."""

    name: str
    sha256: str
    size: int
    media_type: str


def media_type(content: bytes) -> str | None:
    """The type by content (a name proves nothing); None for what is not taken."""
    try:
        return _type(content)
    except NotOpened:
        return None


def _type(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return _office_type(content) if content.startswith(b"PK\x03\x04") else None


def suffix_of(content: bytes) -> str:
    """«.pdf», by content; empty for what is not taken."""
    return suffix_for(media_type(content) or "")


def suffix_for(media_type: str) -> str:
    """«.pdf» of a type that is taken; empty for any other."""
    return _SUFFIXES.get(media_type, "")


def store(folder: Path, name: str, content: bytes) -> StoredFile:
    """Keep a file under its SHA-256; the same bytes are kept once. Raises Refused."""
    file = judged(name, content)
    target = stored_path(folder, file.sha256)
    if not target.exists():
        write_whole(target, content)
    return file


def judged(name: str, content: bytes) -> StoredFile:
    """What a file would be kept as; nothing is written. Raises Refused for what is not taken."""
    clean = _clean(name)
    if len(content) > LARGEST_FILE:
        wanted = f"lớn quá {megabytes(LARGEST_FILE)}; {_WANTED}"
        raise Refused(Problem("file", clean, wanted, "Tệp kèm theo"))
    try:
        kind = _type(content)
    except GrowsTooLarge:
        raise Refused(Problem("file", clean, _UNPACKED, "Tệp kèm theo")) from None
    except NotOpened:
        kind = None
    if kind is None:
        wanted = f"không phải loại tệp được nhận; {_WANTED}"
        raise Refused(Problem("file", clean, wanted, "Tệp kèm theo"))
    return StoredFile(clean, hashlib.sha256(content).hexdigest(), len(content), kind)


def is_sha256(text: str) -> bool:
    """Is it a hash as we write it, and so no path that leads elsewhere?"""
    return _SHA256.fullmatch(text) is not None


def stored_path(folder: Path, sha256: str) -> Path:
    """Where the bytes of that hash lie. Raises ValueError for what is no SHA-256."""
    if not is_sha256(sha256):
        raise ValueError(sha256)
    return folder / sha256[:2] / sha256


def write_whole(target: Path, content: bytes) -> None:
    """Whole and on the disk when this returns, or not there at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(target)  # whole or not at all, though the machine stops here


def claimed_files(session: Session, hashes: Collection[str] | None = None) -> set[str]:
    """Which stored files (of these, or of all) the ledger speaks of: a unit's, an office's own."""
    found: set[str | None] = set()
    for table in (File, DemandFile, DocumentFile, ConferenceFile, ScoringExport):
        column: Any = col(table.sha256)
        query = select(column)
        found |= set(session.exec(query if hashes is None else query.where(column.in_(hashes))))
    return {one for one in found if one}  # a link in a file's place has no bytes


def _office_type(content: bytes) -> str | None:
    names = part_names(content)
    return next((kind for part, kind in _OFFICE.items() if part in names), None)


def _clean(name: str) -> str:
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    printable = "".join(letter for letter in base if letter.isprintable())
    return printable.strip()[:150] or "tep-khong-ten"
