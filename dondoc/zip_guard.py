"""A file that is a zip inside (docx, xlsx), looked at through one guard before anybody reads it.

Its directory is the sender's word: how many parts there are is counted in the bytes before the
library lists them, and what they unpack to is summed before a part is opened. The library itself
stops where a part holds more than the directory says.
"""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from dondoc.limits import LARGEST_GROWTH, MOST_ENTRIES, MOST_GROWN, MOST_PACKED, MOST_TAGS

_PIECE = 1024 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LARGEST_LINE = 500
"""Bytes of one entry in a directory: its name, what another system adds to it, a few marks."""
_LOCKED = 1
"""The flag of a part that asks for a password."""


class NotOpened(ValueError):
    """No zip that can be read: damaged, cut off, or never one."""


class GrowsTooLarge(NotOpened):
    """What it unpacks to, or the number of its parts, is nobody's document."""


def part_names(content: bytes) -> frozenset[str]:
    """The names of the parts. Raises NotOpened or GrowsTooLarge, and nothing else."""
    if content.count(_DIRECTORY_ENTRY) > MOST_PACKED:
        raise GrowsTooLarge
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except Exception as error:  # the library raises whatever it stumbles over, another each version
        raise NotOpened from error
    if sum(part.file_size for part in parts) > len(content) + LARGEST_GROWTH:
        raise GrowsTooLarge
    return frozenset(part.filename for part in parts)


def refuse_many_tags(content: bytes) -> None:
    """Whoever builds a tree of the parts pays for each tag: they are counted first.

    Raises NotOpened or GrowsTooLarge, and nothing else.
    """
    count = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.infolist():
                with package.open(part) as text:
                    while count <= MOST_TAGS and (piece := text.read(_PIECE)):
                        count += piece.count(b"<")
    except Exception as error:  # as above
        raise NotOpened from error
    if count > MOST_TAGS:
        raise GrowsTooLarge


class HostileName(NotOpened):
    """A part that would be unpacked elsewhere, is a link, is locked, or stands there twice."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@contextmanager
def opened_pack(path: Path, is_name: Callable[[str], bool]) -> Iterator[zipfile.ZipFile]:
    """A zip on the disk, of any size, whose directory was looked at and whose names are all good.

    Nothing of it is unpacked. Raises NotOpened, GrowsTooLarge or HostileName for what it is, and
    OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        try:
            package = zipfile.ZipFile(_Watched(file))
        except (GrowsTooLarge, OSError):
            raise
        except Exception as error:  # as above
            raise NotOpened from error
        with package:
            parts = package.infolist()
            # A zip cut off ends in the directory of a zip that it holds, and would be read as that.
            if min((part.header_offset for part in parts), default=0):
                raise NotOpened
            _refuse_hostile(parts, path.stat().st_size, is_name)
            yield package


def digest_of(package: zipfile.ZipFile, name: str) -> str:
    """The SHA-256 of a part, read piece by piece. Raises NotOpened where it is damaged."""
    digest = hashlib.sha256()
    try:
        with package.open(name) as part:
            while piece := part.read(_PIECE):
                digest.update(piece)
    except Exception as error:  # as above
        raise NotOpened from error
    return digest.hexdigest()


class _Watched:
    """A file whose directory is counted before the library makes an object of each entry."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > MOST_ENTRIES * _LARGEST_LINE:
            raise GrowsTooLarge
        content = self._file.read(size)
        if content.count(_DIRECTORY_ENTRY) > MOST_ENTRIES:
            raise GrowsTooLarge
        return content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _refuse_hostile(
    parts: Sequence[zipfile.ZipInfo], size: int, is_name: Callable[[str], bool]
) -> None:
    known: set[str] = set()
    for part in parts:
        linked = stat.S_ISLNK(part.external_attr >> 16)
        if linked or part.flag_bits & _LOCKED or part.filename in known:
            raise HostileName(part.filename)
        if not is_name(part.filename):
            raise HostileName(part.filename)
        known.add(part.filename)
    if sum(part.file_size for part in parts) > size * MOST_GROWN + LARGEST_GROWTH:
        raise GrowsTooLarge
