"""Cells of an official list as the ledger keeps them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dondoc.publication.official.levels import level_keys
from dondoc.publication.official.list_entry import ListEntry
from dondoc.publication.official.list_groups import GroupFacts, read_act
from dondoc.tables.sheet import SheetRow
from dondoc.text import fold
from models.publication_kinds import ItemAct

_EMPTY = frozenset({"khong co thong tin", "khong co", "khong", "-", "chua co thong tin"})
"""Fillers of the national database: they say nothing."""
_ZERO_FEES = frozenset({"khong", "khong dong", "mien phi", "khong thu"})
_SHORT_NOTE = 40
_ENDED = ("bai bo", "huy bo", "het hieu luc")


def said(text: str, *, fee: bool = False) -> str:
    """A cell's words, empty for a filler; «không» of a fee is a fee of nothing."""
    bare = fold(text).strip(" .()")
    if fee and bare in _ZERO_FEES:
        return text
    return "" if bare in _EMPTY else text


def act_of(row: SheetRow, facts: GroupFacts) -> ItemAct | None:
    note = row["note"] if len(row["note"]) <= _SHORT_NOTE else ""
    noted = read_act(note) if fold(note).startswith(_ENDED) else None
    return read_act(row["act"]) or read_act(row["status"]) or noted or facts.act


def parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]


_JOINED = frozenset({"level", "units", "name"})


def differing(one: ListEntry, two: ListEntry) -> list[str]:
    names = sorted({*one.values, *two.values} - _JOINED)
    found = [name for name in names if one.values.get(name) != two.values.get(name)]
    return found + (["act"] if one.act != two.act else [])


def joined(one: Mapping[str, Any], two: Mapping[str, Any]) -> dict[str, Any]:
    levels = [given for given in (one.get("level", ""), two.get("level", "")) if given]
    alike = len(levels) == 2 and level_keys(levels[0]) == level_keys(levels[1])
    found = dict(one)
    if levels:
        found["level"] = levels[0] if alike else "; ".join(dict.fromkeys(levels))
    if units := sorted({*one.get("units", ()), *two.get("units", ())}):
        found["units"] = units
    return found
