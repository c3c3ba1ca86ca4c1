"""V and VI: what fell short, with the units' own words; what falls due until the next report."""

from __future__ import annotations

from collections import defaultdict

from dondoc.calendar.periods import period
from dondoc.documents.consolidated.unit_names import many_names
from dondoc.documents.paper.passages import ListLine, Passage, Passages, TextLine
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts
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
    Column("Nhiệm vụ", 34),
    Column("Kỳ", 14),
    Column("Hạn", 11, Kind.DATE),
    Column("Căn cứ", 13),
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
    """What falls due between this report and the next, with what its date rests on."""
    if not facts.next_due:
        return ()
    book = phrases("consolidated")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.duty.short, one.period.short(), one.due_on, book.date_rests_on(one.confirmed))
        for one in facts.next_due
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
