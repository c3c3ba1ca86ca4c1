"""One letter wrong in a word: left out, put in, changed, or two the other way round. Pure."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[ivxlc]+|.*[0-9].*")
_SHORTEST = 4
"""Letters of a word that may have a slip: «đi» and «đến», «I» and «II» are other words."""


def may_slip(word: str) -> bool:
    """Could this word be written wrongly and still be known? No number, and not a short one."""
    return len(word) >= _SHORTEST and _NUMBER.fullmatch(word) is None


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
