"""The body of an answer: unpacked by us under a cap, and never more of it than is kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import requests
from urllib3.exceptions import ProtocolError

from dondoc.web.site_answer import NotFetched, Why

_PIECE = 16_384
_DEFLATED = 8
"""The method in the first byte of a zlib header, RFC 1950."""
_GZIP, _ZLIB, _BARE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
ENCODINGS = "gzip, deflate"
"""What is asked for: these unpack piece by piece, so that a bomb is stopped at the cap."""


@dataclass(frozen=True)
class BodyCaps:
    """Bytes: on the wire, unpacked, and what is kept of a body that is larger than either."""

    wire: int
    unpacked: int
    kept: int


@dataclass(frozen=True)
class Body:
    content: bytes
    wire_bytes: int
    truncated: bool


class _Unpacking:
    """What comes over the wire, unpacked piece by piece."""

    def __init__(self, encoding: str) -> None:
        self._packed = encoding != "identity"
        self._may_be_bare = encoding == "deflate"
        self._machine = zlib.decompressobj(_ZLIB if encoding == "deflate" else _GZIP)
        self._begun = False

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """What it unpacks to; who has enough stops asking. Raises NotFetched."""
        if not self._packed:
            yield piece
            return
        if not self._begun and self._may_be_bare and piece[0] & 0x0F != _DEFLATED:
            self._machine = zlib.decompressobj(_BARE)  # many servers leave the zlib header out
        self._begun = True
        try:
            full = True
            while (piece or full) and not self._machine.eof:
                part = self._machine.decompress(piece, _PIECE)
                piece, full = self._machine.unconsumed_tail, len(part) == _PIECE
                yield part
        except zlib.error:
            raise NotFetched(Why.DAMAGED) from None

    @property
    def whole(self) -> bool:
        return not self._begun or self._machine.eof


def read_body(answer: requests.Response, caps: BodyCaps) -> Body:
    """The body, or the beginning of one that is larger or broke off. Raises NotFetched."""
    encoding = answer.headers.get("Content-Encoding", "").strip().lower().removeprefix("x-")
    if encoding not in ("", "identity", "gzip", "deflate"):
        raise NotFetched(Why.DAMAGED)
    unpacking, content, wire = _Unpacking(encoding or "identity"), bytearray(), 0
    most = caps.wire if _length(answer) <= caps.wire else caps.kept  # no need to read it all
    cut = False
    try:
        for piece in _pieces(answer):
            wire += len(piece)
            for part in unpacking.feed(piece):
                content += part
                if len(content) > caps.unpacked:
                    break
            cut = wire > most or len(content) > caps.unpacked
            if cut:
                break
    except ProtocolError:  # the line broke in the middle
        cut = True
    if cut or not unpacking.whole:
        return Body(bytes(content[: caps.kept]), wire, truncated=True)
    return Body(bytes(content), wire, truncated=False)


def _length(answer: requests.Response) -> int:
    """How long the body is said to be; 0 where that is not said."""
    said = answer.headers.get("Content-Length", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 else 0


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    while piece := answer.raw.read(_PIECE, decode_content=False):
        yield piece
