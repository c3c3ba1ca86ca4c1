"""Many things to one contact in one message: what is late first, the newest on top; then by date.

The newest is news; the oldest of what is late is marked, so that it is not lost at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from dondoc.messages.environment import phrases
from dondoc.messages.ground_notes import marks_of, note_of
from dondoc.messages.message_facts import (
    Item,
)
from dondoc.messages.notice_kinds import RULES, DigestGroup
from models.kinds import NoticeKind

_FIGURES = 5


@dataclass(frozen=True)
class DigestRow:
    """One thing in the message."""

    number: int
    item: Item
    line: str


@dataclass(frozen=True)
class RowGroup:
    """Rows under one opening sentence."""

    says: str
    rows: tuple[DigestRow, ...]
    all_link: str = ""  # where more stands than the rows name


@dataclass(frozen=True)
class Parts:
    """The items by what they want of the reader, each part by date."""

    asked: tuple[Item, ...]
    reported: tuple[Item, ...]
    told: tuple[Item, ...]


def parts(items: Iterable[Item]) -> Parts:
    """What is late before the rest, the newest of it first; the rest by date.

    One request among the items of the reader makes the message a request (DESIGN §6).
    """
    ordered = sorted(items, key=lambda item: item.due_on)
    mine = [item for item in ordered if not reports(item)]
    if any(item.tone == "request" for item in mine):
        mine = [replace(item, tone="request") for item in mine]
    asked = [item for item in mine if not _told(item)]
    late = [item for item in asked if _late(item)]
    return Parts(
        asked=(*reversed(late), *(item for item in asked if not _late(item))),
        reported=tuple(item for item in ordered if reports(item)),
        told=tuple(item for item in mine if _told(item)),
    )


def reports(item: Item) -> bool:
    """Is it said to one body about another?"""
    return RULES[item.kind].group is DigestGroup.REPORTED


def _late(item: Item) -> bool:
    return item.tone != "request" and item.as_of > item.due_on


def oldest(items: Sequence[Item]) -> Item:
    """Which of them has the earliest date."""
    return min(items, key=lambda item: item.due_on)


def _line(item: Item, items: Sequence[Item]) -> str:
    late = [one for one in items if _late(one)]
    marked = len(late) > 1 and item is oldest(late)
    rows = phrases("rows")
    return f"{rows.line(item)} {rows.oldest()}" if marked else rows.line(item)


def _told(item: Item) -> bool:
    return RULES[item.kind].group is DigestGroup.TOLD


MOST_REPORTED = 20
"""So many overdue things a superior is named, the oldest; of the others it gets the figures.

A letter of four thousand rows is read by nobody, and weighs 2.5 MB.
"""


def groups(found: Parts) -> tuple[RowGroup, ...]:
    """The parts that are not empty, their rows numbered through and marked with their grounds."""
    rows = phrases("rows")
    numbers = count(1)
    reported = worst(found.reported)
    marks = marks_of([*found.asked, *reported, *found.told])
    left_out = len(found.reported) > len(reported)
    return tuple(
        RowGroup(
            says,
            tuple(
                DigestRow(next(numbers), item, f"{line}{marks[note_of(item)]}")
                for item, line in _lines(items)
            ),
            next(one.all_link for one in items if one.all_link) if cut else "",
        )
        for says, items, cut in (
            (rows.asked(found.asked) if found.asked else "", found.asked, False),
            (_reported(found.reported, reported), reported, left_out),
            (rows.told(found.told) if found.told else "", found.told, False),
        )
        if items
    )


MOST_ALIKE = 3
"""So many things of one kind, about different matters, with one date are named; the others are
counted in a row of their own, with the page that lists them all: a check may find forty.
"""


def _lines(items: Sequence[Item]) -> list[tuple[Item, str]]:
    """What each row is about and says; of many that are alike the first few, then their number."""
    lines: dict[int, tuple[Item, str]] = {}
    alike: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        alike.setdefault(_likeness(item), []).append(item)
    for same in alike.values():
        few = len(same) <= MOST_ALIKE + 1
        for item in same if few else same[:MOST_ALIKE]:
            lines[id(item)] = item, _line(item, items)
        if not few:
            first = same[MOST_ALIKE]
            listed = replace(first, link=f"{first.link}/{LIST_PAGE}", nil_link="")
            more = phrases("rows").alike(first, len(same) - MOST_ALIKE)
            lines[id(first)] = listed, more
    return [lines[id(item)] for item in items if id(item) in lines]


def named(items: Sequence[Item]) -> list[Item]:
    """Those that get a row in their own words, where room is short."""
    counted: Counter[tuple[object, ...]] = Counter()
    kept = []
    for item in items:
        counted[_likeness(item)] += 1
        if counted[_likeness(item)] <= MOST_ALIKE:
            kept.append(item)
    return kept


def _likeness(item: Item) -> tuple[object, ...]:
    if not item.about or reports(item):
        return (id(item),)
    return (item.kind, item.unit_name, item.clause, item.brief, item.due_on)


LIST_PAGE = "danh-sach"
"""The page, behind a unit's link, that lists all that it has open."""


def worst(reported: Sequence[Item]) -> tuple[Item, ...]:
    """What of it is named: of what is overdue the oldest, by date; everything else."""
    overdue = [item for item in reported if item.all_link]
    left_out = {id(item) for item in overdue[MOST_REPORTED:]}
    return tuple(item for item in reported if id(item) not in left_out)


def _reported(items: Sequence[Item], named: Sequence[Item]) -> str:
    """The opening of what is said about others; where not all is named, with the figures."""
    if not items:
        return ""
    if len(items) == len(named):
        return phrases("rows").reported(items)
    counted = Counter(f"{item.short} {item.period_short}" for item in items if item.all_link)
    units = {item.unit_name for item in items if item.all_link}
    return phrases("rows").reported_most(
        items[0], counted.total(), len(units), counted.most_common(_FIGURES), len(counted)
    )


def spans(items: Iterable[Item]) -> list[tuple[str, str]]:
    """The periods of which figures are asked anew, each once, with its days."""
    opened = (item for item in items if item.kind is NoticeKind.OPENING and item.cutoff_on)
    return list(dict.fromkeys((item.period_short, item.span) for item in opened if item.span))


def contacts(rows: Sequence[DigestRow]) -> str:
    """Whom to call, about which rows where it is not the same person for all."""
    called: dict[str, list[int]] = {}
    for row in rows:
        called.setdefault(phrases("say").whom(row.item), []).append(row.number)
    return phrases("rows").contacts(list(called.items()), rows[0].item)
