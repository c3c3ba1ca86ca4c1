"""Small things that every reader of rows does: a name made clean, the text around a place. Pure."""

from __future__ import annotations

import re

from dondoc.limits import EXCERPT_AROUND
from dondoc.publication.procedure_code import without_codes
from dondoc.text import fold, tidy

_NUMBER = re.compile(r"^(?:[0-9]{1,4}|[ivxIVX]{1,6}|[a-zđ])[.)/\-–](?![0-9]) ?")
_CODE_LABEL = re.compile(
    r"\(?\[?\b(?:m[aã](?: s[oố])?(?: (?:tthc|th[uủ] t[uụ]c))?(?: h[aà]nh ch[ií]nh)?)"
    r" ?[:.-]? ?(?=$|[)\]])\)?\]?",
    re.IGNORECASE,
)
_EDGES = " -–—:;,.|*•+"
_VERBS = (
    "bao bo cam cap cham chap chi chung chuan chuyen cho cong cung dang danh dat de di dieu dinh"
    " doi dung gia giai giao ghi han ho hoan hop huong huy ke khai kiem ky lap lien mien mo mua"
    " nghiem nhan nop phan phe phuc quyet rut sap sua tach tam tang tham thanh thay thong thu thue"
    " thuc tiep to tra trich tro truy tuyen van xac xep xet xoa xuat"
)
_STARTS = frozenset(_VERBS.split())
"""The first words of official names: a verb of what an office does."""
_LEAST_WORDS = 3
_LEVELS = frozenset({"xa", "huyen", "tinh", "bo", "trung"})


def clean_name(text: str) -> str:
    """A name without its number in the list, its code, and the label of that code."""
    bare = tidy(_CODE_LABEL.sub(" ", tidy(without_codes(_NUMBER.sub("", text)))))
    return _NUMBER.sub("", bare.strip(_EDGES.replace(".", ""))).strip(" -–—:;,|*•+")


def like_a_procedure(text: str) -> bool:
    """Could it be the name of a procedure: «Thủ tục …», or what an office does, in a few words?

    «Thủ tục hành chính cấp xã» is the heading of a list.
    """
    words = fold(text).split()
    titled = words[:2] == ["thu", "tuc"] and words[2:4] != ["hanh", "chinh"]
    for prefix in (["thu", "tuc"], ["hanh", "chinh"]):
        words = words[2:] if words[:2] == prefix else words
    if words[:1] == ["cap"] and words[1:2] and words[1] in _LEVELS:
        return False
    return len(words) >= _LEAST_WORDS and (titled or words[0].strip("“\"'") in _STARTS)


def excerpt(text: str, at: int = 0, length: int = 0) -> str:
    """The text around a place, cut at both ends where it is longer."""
    start, end = max(at - EXCERPT_AROUND, 0), at + length + EXCERPT_AROUND
    shown = text[start:end].strip()
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"
