"""V and VI: what fell short, with the units' own words; what falls due until the next report."""

from __future__ import annotations

from collections import defaultdict

from dondoc.calendar.date_words import short_date
from dondoc.calendar.periods import period
from dondoc.documents.consolidated.unit_names import many_names
from dondoc.documents.paper.passages import ListLine, Passage, Passages, TextLine
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts
from dondoc.reporting.consolidated.next_period import NextDue
from dondoc.reporting.consolidated.shortcomings import ShortRound, UnitWords

QUOTED = 20
"""So many units' words stand in the report itself; all of them in the workbook."""

_WORDS = (
    Column("TT", 5, Kind.INTEGER),
    Column("Đơn vị", 30),
    Column("Nhiệm vụ", 30),
    Column("Kỳ", 14),
    Column("Khi nào nêu", 18),
    Column("Lời của đơn vị", 60),
)
_NEXT = (
    Column("Nhiệm vụ", 28),
    Column("Kỳ", 18),
    Column("Hạn", 14),
    Column("Căn cứ", 12),
)


def shortcomings_passages(facts: ConsolidatedFacts) -> Passages:
    """Of each duty who fell short, and when; then what units say of it, each with its name."""
    book = phrases("consolidated")
    found = facts.shortcomings
    said: list[Passage] = [
        ListLine(book.shortfall(some[0].duty, [one.round.period_short for one in some], names))
        for some, names in _alike(facts)
    ]
    if found.words:
        said.append(TextLine(book.own_words_lead()))
        said += [ListLine(book.own_words(one, _short(one))) for one in found.words[:QUOTED]]
    left_out = len(found.words[QUOTED:]) + found.left_out
    if left_out:
        said.append(TextLine(book.words_left_out(left_out)))
    return tuple(said)


def words_table(facts: ConsolidatedFacts) -> Table:
    """What units say of what they did not do, all of it."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, one.row.unit.name, one.duty.short, _short(one), one.said_as.value, one.text)
        for number, one in enumerate(facts.shortcomings.words, start=1)
    )
    return Table(phrases("consolidated").words_title(facts.head), _WORDS, rows)


def next_passages(facts: ConsolidatedFacts) -> Passages:
    """What falls due between this report and the next, with what its date rests on.

    A duty that comes every month is one row of several dates; what is first due stands first.
    """
    if not facts.next_due:
        return ()
    book = phrases("consolidated")
    found: dict[tuple[str, bool], list[NextDue]] = defaultdict(list)
    for one in facts.next_due:
        found[one.duty.code, one.confirmed].append(one)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            some[0].duty.short,
            ", ".join(one.period.short() for one in some),
            ", ".join(short_date(one.due_on) for one in some),
            book.date_rests_on(some[0].confirmed),
        )
        for some in found.values()
    )
    return (Table(book.next_title(), _NEXT, rows),)


def _alike(facts: ConsolidatedFacts) -> list[tuple[list[ShortRound], str]]:
    """Rounds of one duty in which the same units fell short, told together."""
    found: dict[tuple[str, str], list[ShortRound]] = defaultdict(list)
    for one in facts.shortcomings.short:
        names = many_names([row.unit.name for row in one.rows])
        found[one.duty.code, names].append(one)
    return [(some, names) for (_code, names), some in found.items()]


def _short(one: UnitWords) -> str:
    return _period(one.duty, one.row.facts.period)


def _period(duty: Duty, key: str) -> str:
    return period(key, duty.period_basis).short()
