"""A unit across all its duties: where each period stands, and what it owes now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dondoc.documents.paper.table import Table
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.tables.work_rows import WORK_COLUMNS, work_rows
from dondoc.portal.board.unit_overview import UnitOverview


def unit_tables(
    rulebook: Rulebook,
    shown: UnitOverview,
    *,
    as_of: datetime,
    on: date | None,
    problems: Sequence[str] = (),
) -> list[Table]:
    """The year's standings, then what waits for the unit, of whatever year."""
    book = phrases("tables")
    said = book.as_of(as_of, on)
    rates = (book.on_time(f"Mọi nhiệm vụ năm {shown.year}", shown.in_year),)
    return [
        Table(
            f"{shown.unit.name}: các nhiệm vụ năm {shown.year}",
            WORK_COLUMNS,
            tuple(work_rows(rulebook, (row for line in shown.lines for row in line.rows))),
            notes=tuple(filter(None, rates)),
            above=(said, *problems),
            name="Các nhiệm vụ",
        ),
        Table(
            f"{shown.unit.name}: đang phải làm",
            WORK_COLUMNS,
            tuple(work_rows(rulebook, (one.row for one in shown.owed))),
            above=(said,),
            name="Đang phải làm",
        ),
    ]
