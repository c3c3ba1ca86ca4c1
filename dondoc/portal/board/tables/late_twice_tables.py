"""«Ai trễ hai kỳ liền?» as a table: a row a unit and duty, with both periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dondoc.documents.paper.table import Column, Table
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.standing_day import standing_said
from dondoc.portal.board.tables.work_rows import DUTY, GROUP, UNIT
from dondoc.rounds.late_twice import LateTwice

_COLUMNS = (
    *(DUTY, UNIT, GROUP, Column("Kỳ trước", 14), Column("Tình trạng kỳ trước", 28)),
    *(Column("Kỳ sau", 14), Column("Tình trạng kỳ sau", 28)),
)


def late_twice_tables(
    rulebook: Rulebook,
    found: Sequence[LateTwice],
    *,
    as_of: datetime,
    on: date | None,
    problems: Sequence[str] = (),
) -> list[Table]:
    """In the page's order."""
    book = phrases("tables")
    units = len({one.unit.code for one in found})
    rows = (
        (
            *(one.duty.short, one.unit.name, GROUPS[one.unit.group]),
            rulebook.period(one.duty, one.before.facts.period).short(),
            standing_said(one.before),
            rulebook.period(one.duty, one.last.facts.period).short(),
            standing_said(one.last),
        )
        for one in found
    )
    above = (book.as_of(as_of, on), book.late_twice(units), *problems)
    return [Table("Trễ hai kỳ liền", _COLUMNS, tuple(rows), notes=(book.late_note(),), above=above)]
