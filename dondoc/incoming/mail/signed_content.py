"""A letter inside its signature (`smime.p7m`, RFC 8551 §3.5.2): the signed content, unwrapped once.

It proves nothing about who wrote: the signature is not checked, the letter is only made readable.
Outlook and some document systems sign so that nothing else is left in the mail.
"""

from __future__ import annotations

from dataclasses import dataclass

_SIGNED = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2
_CONSTRUCTED = 0x20
_SEQUENCE, _OBJECT, _INNER = 0x30, 0x06, 0xA0
_OCTETS = (0x04, 0x24)
_DEEPEST = 12
_MOST_NODES = 20_000


class _Odd(ValueError):
    """Not what it should be."""


@dataclass
class _Node:
    """A tag of BER with its content; `after` is where the next one begins."""

    tag: int
    begin: int
    end: int
    after: int


def signed_content(raw: bytes) -> bytes | None:
    """What was signed; None where it is no signed content, is encrypted or is cut off."""
    try:
        return _Reader(raw).content()
    except (_Odd, IndexError):
        return None


@dataclass
class _Reader:
    raw: bytes
    left: int = _MOST_NODES

    def content(self) -> bytes:
        kind, wrapped = self.children(self.wanted(0, _SEQUENCE))[:2]
        if self.raw[kind.begin : kind.end] != _SIGNED:
            raise _Odd
        (data,) = self.children(wrapped)[:1]
        inner = next(one for one in self.children(data) if one.tag == _SEQUENCE)
        found = [one for one in self.children(inner) if one.tag == _INNER]
        if not found:
            raise _Odd  # the content stands beside its signature
        (octets,) = self.children(found[0])[:1]
        return b"".join(self.octets(octets, 0))

    def octets(self, node: _Node, depth: int) -> list[bytes]:
        """The pieces of an octet string, which may be written in several."""
        if node.tag not in _OCTETS or depth > _DEEPEST:
            raise _Odd
        if not node.tag & _CONSTRUCTED:
            return [self.raw[node.begin : node.end]]
        return [piece for one in self.children(node) for piece in self.octets(one, depth + 1)]

    def wanted(self, at: int, tag: int) -> _Node:
        node = self.node(at, 0)
        if node.tag != tag:
            raise _Odd
        return node

    def children(self, node: _Node) -> list[_Node]:
        found, at = [], node.begin
        while at < node.end:
            found.append(self.node(at, 0))
            at = found[-1].after
        if len(found) < 1:
            raise _Odd
        return found

    def node(self, at: int, depth: int) -> _Node:
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            raise _Odd
        tag, length = self.raw[at], self.raw[at + 1]
        if length == 0x80:
            return self._without_length(tag, at + 2, depth)
        begin = at + 2
        if length > 0x80:
            size = length & 0x7F
            length = int.from_bytes(self.raw[begin : begin + size], "big")
            begin += size
        if begin + length > len(self.raw):
            raise _Odd
        return _Node(tag, begin, begin + length, begin + length)

    def _without_length(self, tag: int, begin: int, depth: int) -> _Node:
        """Its parts follow one another up to two zeros."""
        at = begin
        while self.raw[at : at + 2] != b"\0\0":
            at = self.node(at, depth + 1).after
        return _Node(tag, begin, at, at + 2)
