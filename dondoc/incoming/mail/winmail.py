"""The files inside a `winmail.dat` (TNEF, [MS-OXTNEF]), which Outlook sends instead of them.

Strict: a checksum that is wrong or an end that is missing means that nothing is taken out, and the
letter waits with the whole thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.incoming.mail.charset import decode

_BEGINS = bytes.fromhex("789f3e22")
_NEW_FILE, _TITLE, _DATA, _PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_LONG_NAME = 0x3707
_TEXT, _WIDE_TEXT, _BYTES, _OBJECT = 0x1E, 0x1F, 0x102, 0x0D
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4}
_SIZES |= {0x14: 8, 0x40: 8, 0x48: 16}
_MANY = 0x1000
_MOST = 2_000
"""Attributes, or properties of a file, that are looked through."""


class _Damaged(ValueError):
    """Not as it is written down."""


@dataclass
class _TnefFile:
    title: str = ""
    name: str = ""
    content: bytes = b""


@dataclass
class _Bytes:
    """Bytes taken one number after the other."""

    raw: bytes
    at: int = 0
    taken: int = field(default=0, repr=False)

    def take(self, size: int) -> bytes:
        piece = self.raw[self.at : self.at + size]
        if len(piece) < size:
            raise _Damaged
        self.at += size
        return piece

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")


def winmail_files(raw: bytes) -> list[tuple[str, bytes]]:
    """Name and content of each file; none where it is no TNEF, is cut off or damaged."""
    try:
        files = _files(raw)
    except _Damaged:
        return []
    return [(one.name or one.title, one.content) for one in files if one.content]


def _files(raw: bytes) -> list[_TnefFile]:
    files: list[_TnefFile] = []
    for kind, data in _attributes(raw):
        if kind == _NEW_FILE:
            files.append(_TnefFile())
        elif files and kind == _TITLE:
            files[-1].title = decode(data.rstrip(b"\0"), "").words
        elif files and kind == _DATA:
            files[-1].content = data
        elif files and kind == _PROPERTIES:
            files[-1].name = _long_name(data)
    return files


def _attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    read = _Bytes(raw)
    if read.take(4) != _BEGINS:
        raise _Damaged
    read.number(2)
    for _count in range(_MOST):
        if read.at == len(raw):
            return
        read.number(1)
        kind, length = read.number(4), read.number(4)
        data = read.take(length)
        if read.number(2) != sum(data) & 0xFFFF:
            raise _Damaged
        yield kind, data
    raise _Damaged


def _long_name(data: bytes) -> str:
    """Its whole name, where the properties can be read so far; else its short one is used."""
    read = _Bytes(data)
    try:
        for _count in range(min(read.number(4), _MOST)):
            kind, name = read.number(2), read.number(2)
            if name >= 0x8000:
                _skip_own_name(read)
            values = list(_values(read, kind))
            if name == _LONG_NAME and values:
                code = "utf-16le" if kind == _WIDE_TEXT else ""
                return decode(values[0], code).words.rstrip("\0")
    except _Damaged:
        pass
    return ""


def _skip_own_name(read: _Bytes) -> None:
    read.take(16)
    if read.number(4) == 0:
        read.take(4)
    else:
        _padded(read)


def _values(read: _Bytes, kind: int) -> Iterator[bytes]:
    one = kind & ~_MANY
    varies = one in (_TEXT, _WIDE_TEXT, _BYTES, _OBJECT)
    if not varies and one not in _SIZES:
        raise _Damaged
    count = read.number(4) if varies or kind & _MANY else 1
    for _place in range(min(count, _MOST)):
        yield _padded(read) if varies else read.take(_SIZES[one])


def _padded(read: _Bytes) -> bytes:
    length = read.number(4)
    value = read.take(length)
    read.take(-length % 4)
    return value
