"""The day on which the board opens: what falls due, who is overdue, what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dondoc.documents.paper.table import Cell, Column, Table
from dondoc.messages.environment import phrases
from dondoc.portal.board.day_section import DaySection
from dondoc.portal.board.tables.work_rows import DUE

_COLUMNS = (
    Column("Mục", 26),
    Column("Nội dung", 60),
    Column("Số liệu", 14),
    DUE,
)


def day_tables(day: DaySection, *, as_of: datetime) -> list[Table]:
    """Everything of the day in one table, section by section as the page shows it."""
    book = phrases("tables")
    above = (book.as_of(as_of, None), book.overdue(day.overdue_count, len(day.overdue)))
    return [Table("Trong ngày", _COLUMNS, tuple(_rows(day)), above=above)]


def _rows(day: DaySection) -> Iterator[tuple[Cell, ...]]:
    for group in day.waiting:
        for row in group.rows:
            yield (group.says, row.line, "", None)
        if group.more or not group.rows:
            yield (group.says, group.more, "", None)
    for part in day.due:
        for due in part.lines:
            what = f"{due.duty.short}, {due.period_short}"
            yield (f"Đến hạn: {part.heading}", what, f"{due.done}/{due.asked}", due.due_on)
    for one in day.overdue:
        yield ("Quá hạn theo đơn vị", one.unit.name, f"{len(one.rows)} việc", one.since_on)
