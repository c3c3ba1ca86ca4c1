"""What a source gave, byte for byte: packed under its SHA-256, kept once, never run or rendered."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path

from dondoc.submissions.files import stored_path, write_whole

_LEVEL = 6


def keep_snapshot(folder: Path, content: bytes) -> str:
    """Keep the bytes; returns their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = _path(folder, sha256)
    if not target.exists():
        write_whole(target, gzip.compress(content, _LEVEL, mtime=0))
    return sha256


def read_snapshot(folder: Path, sha256: str, size: int) -> bytes | None:
    """The bytes of that hash, `size` as the ledger has it; None where they are not whole there."""
    path = _path(folder, sha256)
    try:
        with gzip.open(path) as packed:
            content = packed.read(size + 1)
    except (OSError, EOFError, zlib.error):
        return None
    whole = len(content) == size and hashlib.sha256(content).hexdigest() == sha256
    return content if whole else None


def drop_snapshot(folder: Path, sha256: str) -> bool:
    """Take the bytes away; False where they are gone already."""
    path = _path(folder, sha256)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def has_snapshot(folder: Path, sha256: str) -> bool:
    """Are the bytes there?"""
    return _path(folder, sha256).is_file()


def _path(folder: Path, sha256: str) -> Path:
    bare = stored_path(folder, sha256)
    return bare.with_name(f"{bare.name}.gz")
