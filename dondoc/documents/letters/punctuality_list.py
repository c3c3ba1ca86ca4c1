"""Danh sách đúng hạn, chậm, chưa gửi of a round: every unit once, as its tally counts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dondoc.clock import local_date
from dondoc.documents.letters.paper_head import head_of
from dondoc.documents.paper.paper_values import ListValues
from dondoc.documents.paper.passages import Passages, TextLine
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.consolidated.discipline import Discipline, discipline
from dondoc.rounds.figure_parts import Counted
from dondoc.rounds.progress import Progress
from dondoc.rounds.unit_progress import UnitProgress

_HEADS = (
    Column("TT", 3, Kind.INTEGER),
    Column("Đơn vị", 21),
    Column("Hạn gửi", 10, Kind.DATE),
    Column("Ngày nhận", 10, Kind.DATE),
    Column("Số văn bản", 11),
    Column("Tình trạng", 12),
)
"""Together as wide as the text of an upright page."""

_NOT_SENT = (Counted.OVERDUE, Counted.NOT_SENT, Counted.CLOSED)


def punctuality_list(rulebook: Rulebook, progress: Progress) -> ListValues:
    """The round's own figures, each with its units: on time, late, not sent, and who is none of it.

    Who could never be told, who is only asked, whose day of sending nobody has checked is on no
    list of the late: they stand apart, with how they stand.
    """
    book = phrases("letters")
    duty = rulebook.registry.plan.duty(progress.duty)
    on = local_date(progress.as_of)
    body = rulebook.registry.monitoring_unit(duty, on)
    label = rulebook.period(duty, progress.period).label()
    about = book.list_about(duty, label)
    head = head_of(rulebook, body, on, kind="DS", about=about)
    return ListValues(**head, content=_content(progress))


def _content(progress: Progress) -> Passages:
    book = phrases("letters")
    parts = [
        Table(book.list_part(name, len(rows)), _HEADS, _cells(rows))
        for name, rows in _parts(discipline(progress))
        if rows
    ]
    return (
        TextLine(f"{progress.sentence()}."),
        *parts,
        TextLine(book.list_as_of(progress.as_of)),
    )


def _parts(found: Discipline) -> Iterator[tuple[str, Sequence[UnitProgress]]]:
    """The parts by name; together they are every unit asked, each once."""
    groups = {one.counts: one.rows for one in found.groups}
    not_sent = [row for counts in _NOT_SENT for row in groups.pop(counts, ())]
    yield "on_time", groups.pop(Counted.ON_TIME, ())
    yield "late", found.sent_late
    yield "not_sent", not_sent
    rest = [row for rows in groups.values() for row in rows]
    yield "others", _official([*rest, *found.sent_unjudged])


def _official(rows: Sequence[UnitProgress]) -> list[UnitProgress]:
    return sorted(rows, key=lambda row: (row.unit.order, row.unit.code))


def _cells(rows: Sequence[UnitProgress]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(_row(number, row) for number, row in enumerate(rows, start=1))


def _row(number: int, row: UnitProgress) -> tuple[Cell, ...]:
    last = row.facts.last
    return (
        number,
        row.unit.name,
        row.facts.due_on,
        local_date(last.received_at) if last else None,
        (last.document_number or "") if last else "",
        row.spoken.phrase,
    )
