"""The body of an answer: unpacked by us under a cap, and never more of it than is kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import requests
from urllib3.exceptions import ProtocolError

from dondoc.web.site_answer import NotFetched, Why

_PIECE = 16_384
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
    """What comes over the wire, unpacked to no more than is asked for."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._packed = encoding not in ("", "identity")
        self._machine = zlib.decompressobj(_GZIP if "gzip" in encoding else _ZLIB)
        self._begun = False

    def feed(self, piece: bytes, most: int) -> bytes:
        """At most so many bytes of it, and one more that says there was more."""
        if not self._packed:
            return piece[: most + 1]
        if not self._begun and self._encoding == "deflate" and piece[0] & 0x0F != 8:
            self._machine = zlib.decompressobj(_BARE)  # many servers leave the zlib header out
        self._begun = True
        try:
            return self._machine.decompress(piece, most + 1)
        except zlib.error:
            raise NotFetched(Why.DAMAGED) from None

    @property
    def whole(self) -> bool:
        return not self._packed or not self._begun or self._machine.eof


def read_body(answer: requests.Response, caps: BodyCaps) -> Body:
    """The body, or the beginning of one that is larger or broke off. Raises NotFetched."""
    encoding = answer.headers.get("Content-Encoding", "").strip().lower().removeprefix("x-")
    if encoding not in ("", "identity", "gzip", "deflate"):
        raise NotFetched(Why.DAMAGED)
    unpacking, content, wire, cut = _Unpacking(encoding), bytearray(), 0, False
    pieces = _pieces(answer)
    try:
        for piece in pieces:
            wire += len(piece)
            content += unpacking.feed(piece, caps.unpacked - len(content))
            if wire > caps.wire or len(content) > caps.unpacked:
                cut = True
                break
    except ProtocolError:  # the line broke in the middle
        cut = True
    truncated = cut or not unpacking.whole
    return Body(bytes(content[: caps.kept]) if truncated else bytes(content), wire, truncated)


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    while piece := answer.raw.read(_PIECE, decode_content=False):
        yield piece
