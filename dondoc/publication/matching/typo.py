"""One letter wrong in a word: left out, put in, changed, or two the other way round. Pure."""

from __future__ import annotations

_ROMAN = frozenset("ivxlc")
_SHORTEST = 4
"""Letters of a word that may have a slip: «đi» and «đến», «I» and «II» are other words."""


def may_slip(word: str, right: str) -> bool:
    """Could the right word be written so and still be known? No number, and not a short one."""
    return len(right) >= _SHORTEST and not any(map(_is_number, (word, right)))


def _is_number(word: str) -> bool:
    return _ROMAN.issuperset(word) or any(letter.isdigit() for letter in word)


def one_slip(one: str, other: str) -> bool:
    """Are two different words one slip apart?"""
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    rest, rest_other = one[at:], other[at:]
    if len(one) == len(other):
        swapped = rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:]
        return rest[1:] == rest_other[1:] or swapped
    return rest[1:] == rest_other if len(one) > len(other) else rest == rest_other[1:]
