"""The matrix of a duty: units × periods as the page has it, then each thing in a row of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.documents.paper.table import Column, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.board_view import View
from dondoc.portal.board.filters import BY_SLUG
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.matrix import MatrixLine, shown_lines
from dondoc.portal.board.standing_day import standing_said
from dondoc.portal.board.tables.work_rows import GROUP, UNIT, WORK_COLUMNS, work_rows
from dondoc.rounds.counted_rows import asks_extension
from dondoc.rounds.progress import Progress
from dondoc.rounds.unit_progress import UnitProgress

_PERIOD_WIDTH = 30


def matrix_tables(
    rulebook: Rulebook, view: View, rounds: Sequence[Progress], *, as_of: datetime
) -> list[Table]:
    """The view's tables; none where no round is open."""
    book = phrases("tables")
    lines = shown_lines(view, rounds)
    every = len({row.unit.code for one in rounds for row in one.rows})
    filter_ = BY_SLUG.get(view.only or "")
    above = (
        book.as_of(as_of, view.on),
        *(book.round(one) for one in rounds if one.period == view.period),
        book.shown(len(lines), every, filter_.words if filter_ else ""),
        *view.problems,
    )
    periods = [Column(capital(one.period_short), _PERIOD_WIDTH) for one in rounds]
    name = view.duty.short if view.duty else ""
    works = [row for line in lines for one in rounds for row in line.cells.get(one.period, ())]
    return [
        Table(
            f"{name}, năm {view.year}",
            (UNIT, GROUP, *periods),
            tuple((line.name, GROUPS[line.group], *_cells(line, rounds)) for line in lines),
            notes=(book.matrix_note(),),
            above=above,
            name="Bảng theo dõi",
        ),
        Table(
            f"{name}, năm {view.year}: từng việc",
            WORK_COLUMNS,
            tuple(work_rows(rulebook, works)),
            above=above[:1],
            name="Từng việc",
        ),
    ]


def _cells(line: MatrixLine, rounds: Sequence[Progress]) -> list[str]:
    return ["\n".join(map(_said, line.cells.get(one.period, ()))) for one in rounds]


def _said(row: UnitProgress) -> str:
    asks = ", xin gia hạn" if asks_extension(row) else ""
    about = f"{row.facts.subject}: " if row.facts.subject else ""
    return f"{about}{standing_said(row)}{asks}"
