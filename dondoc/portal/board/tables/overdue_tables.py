"""Who has something overdue: how much and since when, then each thing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dondoc.documents.paper.table import Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.tables.work_rows import GROUP, UNIT, WORK_COLUMNS, work_rows
from dondoc.rounds.day_view import OverdueUnit

_COLUMNS = (
    *(UNIT, GROUP, Column("Số việc quá hạn", 12, Kind.INTEGER)),
    Column("Lâu nhất từ", 14, Kind.DATE),
)


def overdue_tables(
    rulebook: Rulebook,
    chosen: Sequence[OverdueUnit],
    *,
    as_of: datetime,
    on: date | None,
    problems: Sequence[str] = (),
) -> list[Table]:
    """Of the units chosen; the title says nothing of whom, the rows do."""
    book = phrases("tables")
    things = sum(len(one.rows) for one in chosen)
    above = (book.as_of(as_of, on), book.overdue(things, len(chosen)), *problems)
    rows = [row for one in chosen for row in one.rows]
    return [
        Table(
            "Quá hạn theo đơn vị",
            _COLUMNS,
            tuple(
                (one.unit.name, GROUPS[one.unit.group], len(one.rows), one.since_on)
                for one in chosen
            ),
            notes=(book.overdue_note(),),
            above=above,
        ),
        Table(
            "Quá hạn: từng việc",
            WORK_COLUMNS,
            tuple(work_rows(rulebook, rows)),
            above=above[:1],
            name="Từng việc",
        ),
    ]
