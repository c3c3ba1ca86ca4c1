"""Who resolves a procedure, where two texts name one body each; nothing else is compared. Pure."""

from __future__ import annotations

import re

from dondoc.publication.compare.figures import Judgement, says_nothing
from dondoc.publication.matching.abbreviations import ABBREVIATIONS
from dondoc.text import fold, plain_signs

_WORD = re.compile(r"[a-z0-9]+")
_PEOPLES_COMMITTEE = "uy ban nhan dan"
_LEVELS = {"xa": "xa", "phuong": "xa", "huyen": "huyen", "quan": "huyen", "tinh": "tinh"}
_ONE_BODY = re.compile(r"(?:so|bo|cuc|chi cuc) [a-z ]{3,80}")
_MANY = re.compile(r"[;,/+]|\bhoac\b")


def same_body(one: str, other: str) -> Judgement:
    """Two departments of other names are different, and two committees of other levels.

    A committee that is named («UBND xã Hùng An») is one of its level («Ủy ban nhân dân cấp xã»).
    """
    if says_nothing(one) or says_nothing(other):
        return Judgement.SILENT
    body, against = _body(one), _body(other)
    if body is None or against is None:
        return Judgement.NOT_COMPARABLE
    return Judgement.SAME if body == against else Judgement.DIFFERENT


def _body(text: str) -> str | None:
    """The body in one form; None where it is not surely one body."""
    folded = fold(plain_signs(text)).rstrip(". ")
    if _MANY.search(folded):
        return None
    words = [one for word in _WORD.findall(folded) for one in ABBREVIATIONS.get(word, (word,))]
    name = " ".join(words)
    if name.startswith(_PEOPLES_COMMITTEE):
        rest = words[len(_PEOPLES_COMMITTEE.split()) :]
        rest = rest[1:] if rest[:1] == ["cap"] else rest
        level = _LEVELS.get(rest[0]) if rest else None
        return f"{_PEOPLES_COMMITTEE} {level}" if level else None
    name = name.partition(" tinh ")[0].removesuffix(" tinh")
    return name if _ONE_BODY.fullmatch(name) else None
