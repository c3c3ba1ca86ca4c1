"""III: who reported when. The counts are the round's own; the lists say whom each is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dondoc.clock import local_date
from dondoc.documents.consolidated.unit_names import many_names
from dondoc.documents.paper.passages import ListLine, Passages, TextLine
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts
from dondoc.reporting.consolidated.discipline import Discipline
from dondoc.rounds.figure_parts import Counted
from dondoc.rounds.unit_progress import UnitProgress

_HEADS = (
    Column("TT", 4, Kind.INTEGER),
    Column("Đơn vị", 31),
    Column("Tình trạng", 28),
    Column("Hạn", 11, Kind.DATE),
    Column("Ngày nhận", 11, Kind.DATE),
    Column("Số văn bản", 13),
    Column("Ngày văn bản", 11, Kind.DATE),
)
"""Together as wide as the text of a page laid across."""


def discipline_passages(facts: ConsolidatedFacts) -> Passages:
    """The round's own sentence, then a line for each count with the units that it is of."""
    sentence = f"{facts.discipline.progress.sentence()}."
    return (TextLine(sentence), *(ListLine(one) for one in _lines(facts.discipline)))


def discipline_table(facts: ConsolidatedFacts) -> Table:
    """Every unit asked, in the official order, as the round's page shows it."""
    rows = facts.discipline.progress.rows
    return Table(phrases("consolidated").discipline_title(facts.head), _HEADS, _cells(rows))


def late_table(facts: ConsolidatedFacts, frozen: str) -> Table:
    """Who let an ordered date pass, in or not; `frozen` says whether the list is final."""
    title = phrases("consolidated").late_title(facts.head)
    return Table(title, _HEADS, _cells(facts.discipline.late), notes=(frozen,))


def _lines(discipline: Discipline) -> Iterator[str]:
    book = phrases("consolidated")
    for group in discipline.groups:
        names = "" if group.counts is Counted.ON_TIME else _names(group.rows)
        yield book.counted_units(capital(group.counts.value), len(group), names)
    for label, rows in (
        (book.sent_late(), discipline.sent_late),
        (book.sent_unjudged(), discipline.sent_unjudged),
        (book.came_back(), discipline.came_back),
        (book.extended(), discipline.extended),
    ):
        if rows:
            yield book.counted_units(label, len(rows), _names(rows))


def _names(rows: Sequence[UnitProgress]) -> str:
    return many_names([row.unit.name for row in rows])


def _cells(rows: Sequence[UnitProgress]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(_row(number, row) for number, row in enumerate(rows, start=1))


def _row(number: int, row: UnitProgress) -> tuple[Cell, ...]:
    last = row.facts.last
    return (
        number,
        row.unit.name,
        row.spoken.phrase,
        row.facts.due_on,
        local_date(last.received_at) if last else None,
        (last.document_number or "") if last else "",
        last.document_on if last else None,
    )
