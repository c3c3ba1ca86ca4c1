"""Names of procedures in a text without tables, broken over lines as its pages break them. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.publication.matching.matcher import Matcher
from dondoc.publication.matching.name_key import squeezed

_SHORTEST = 15
"""Letters, without blanks, of a name that is looked for: a shorter one is part of a sentence."""


def names_in_text(text: str, matcher: Matcher) -> frozenset[str]:
    """The codes of all procedures whose whole folded names stand in the text.

    The longest first: «Đăng ký X» is not found inside «Xóa đăng ký X», where that is one as well.
    """
    plain = squeezed(text)
    taken = bytearray(len(plain))
    found: set[str] = set()
    names = matcher.names()
    for name in sorted(names, key=lambda one: (-len(one), one)):
        if len(name) < _SHORTEST:
            break
        free = [at for at in _places(plain, name) if not taken[at]]
        for at in free:
            taken[at : at + len(name)] = b"\x01" * len(name)
        if free:
            found.update(names[name])
    return frozenset(found)


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))
