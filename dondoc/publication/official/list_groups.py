"""The rows of a list that name a group: whose level, which field, what a decision does. Pure.

A group holds for the rows below it, until another of the same numbering («A.», «I.», «1.»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dondoc.publication.official.official_code import read_code
from dondoc.tables.sheet import SheetRow
from dondoc.text import fold, tidy
from models.publication_kinds import ItemAct

_MARK = re.compile(
    r"\(?(?:(?P<roman>[ivxIVX]{1,6})|(?P<letter>[A-ZĐa-hđ])|(?P<digit>\d{1,2}(?:\.\d{1,2})*))"
    r"[.)/:-]{1,3} ?"
)
_ROMAN = re.compile(r"[ivx]{1,6}", re.IGNORECASE)
_LETTER = re.compile(r"[a-zđ]", re.IGNORECASE)
_SECTOR = re.compile(r"^(?:nhóm |các )?(?:thủ tục|tthc)?.{0,40}?lĩnh vực ?:? ?", re.IGNORECASE)
_LEVEL = re.compile(r"cap (trung uong|bo|tinh|huyen|xa)\b")
_ACTS = (
    (ItemAct.REVOKE, ("bai bo", "huy bo", "het hieu luc")),
    (ItemAct.AMEND, ("sua doi", "bo sung", "thay the")),
    (ItemAct.NEW, ("moi ban hanh", "ban hanh moi", "cong bo moi", "them moi")),
)
_BEGINNINGS = (
    *("linh vuc", "danh muc", "nhom thu tuc", "cac thu tuc"),
    *("thu tuc hanh chinh cap", "tthc cap"),
)
_LEVEL_WORDS = {
    "trung uong": "Trung ương",
    "bo": "Bộ",
    "tinh": "Tỉnh",
    "huyen": "Huyện",
    "xa": "Xã",
}
_LONGEST = 300


@dataclass(frozen=True)
class GroupFacts:
    """What the groups above a row say of it; empty where none says so."""

    level: str = ""
    sector: str = ""
    act: ItemAct | None = None

    def under(self, above: GroupFacts) -> GroupFacts:
        return GroupFacts(
            self.level or above.level, self.sector or above.sector, self.act or above.act
        )


@dataclass
class Outline:
    """The groups that hold at a row, from the outermost."""

    _open: list[tuple[str, GroupFacts]] = field(default_factory=list)

    def take(self, numbering: str, text: str) -> None:
        """A row that names a group begins it, and ends the one before it of the same numbering."""
        style, words = _style(numbering, text)
        styles = [one for one, _facts in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        self._open.append((style, group_facts(words)))

    @property
    def facts(self) -> GroupFacts:
        found = GroupFacts()
        for _style, facts in self._open:
            found = facts.under(found)
        return found


def group_of(row: SheetRow) -> tuple[str, str] | None:
    """The numbering and the words of a row that only names a group; None for a procedure."""
    numbering, others = row.numbering, row.others
    if len(others) > 1 or row["code"]:
        return None
    words = others[0] if others else ""
    if not words:
        return ("", numbering) if len(numbering) > 1 and not numbering.isdecimal() else None
    if read_code(words):
        return None
    if numbering.isdecimal():
        return (numbering, words) if says_group(words) else None
    mark = _MARK.match(words)
    marked = mark is not None and mark.lastgroup != "digit"  # «1. …» may be a procedure
    return (numbering, words) if numbering or marked or _names_group(words) else None


def _names_group(words: str) -> bool:
    return says_group(words) or words.isupper()


def says_group(text: str) -> bool:
    """Words that only the name of a group begins with."""
    return fold(_without_mark(text)).startswith(_BEGINNINGS)


def group_facts(words: str) -> GroupFacts:
    """What the name of a group says; a name that says neither level nor act is a field."""
    text = _without_mark(tidy(words))[:_LONGEST]
    bare = fold(text)
    level = _LEVEL.search(bare)
    act = read_act(text)
    facts = GroupFacts(_LEVEL_WORDS[level[1]] if level else "", "", act)
    said = _SECTOR.match(text)
    if said:
        return replace(facts, sector=_capital(text[said.end() :].strip(" .:;()")))
    return facts if level or act else replace(facts, sector=_capital(text.strip(" .:;")))


def read_act(text: str) -> ItemAct | None:
    """What these words say that a decision does; None where they do not say."""
    bare = fold(text)
    return next((act for act, words in _ACTS if any(one in bare for one in words)), None)


def _without_mark(text: str) -> str:
    found = _MARK.match(text)
    return text[found.end() :] if found else text


def _style(numbering: str, text: str) -> tuple[str, str]:
    """What its numbering is made of, and the words behind it."""
    if numbering:
        if numbering.strip(". ").replace(".", "").isdecimal():
            return "digit", text
        mark = numbering.strip(".)/: ")
        if _ROMAN.fullmatch(mark):
            return "roman", text
        return ("letter" if _LETTER.fullmatch(mark) else ""), text
    found = _MARK.match(text)
    return (found.lastgroup or "" if found else ""), _without_mark(text)


def _capital(text: str) -> str:
    """«HỘ TỊCH MẪU» as a list of fields has it: «Hộ tịch mẫu»."""
    return text.capitalize() if text.isupper() else text
