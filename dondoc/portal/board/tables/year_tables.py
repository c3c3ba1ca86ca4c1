"""A year: every round with its date and figures, then the page's own duties × months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.portal.board.tables.work_rows import CLAUSE, DUTY, PERIOD
from dondoc.rounds.year_plan import NEXT_YEAR, DutyYear, PlannedRound

_COLUMNS = (
    *(DUTY, CLAUSE, PERIOD, Column("Hạn", 13, Kind.DATE), Column("Tình trạng", 22)),
    Column("Đã xong", 10, Kind.INTEGER),
    Column("Phải làm", 10, Kind.INTEGER),
    Column("Quá hạn", 10, Kind.INTEGER),
    Column("Đã khép mà không có", 12, Kind.INTEGER),
)
_MONTH_WIDTH = 15


def year_tables(
    lines: Sequence[DutyYear],
    year: int,
    *,
    as_of: datetime,
    on: date | None,
    today: date,
    problems: Sequence[str] = (),
) -> list[Table]:
    """Both tables of one year; `today` parts what is still to be opened from what never was."""
    book = phrases("tables")
    above = (book.as_of(as_of, on), *problems)
    last = max((month for line in lines for month in line.months), default=0)
    months = range(1, 13 if last < NEXT_YEAR else NEXT_YEAR + 1)
    heads = ["Sang năm" if one == NEXT_YEAR else f"Tháng {one}" for one in months]
    return [
        Table(
            f"Năm {year}: kế hoạch và đã làm",
            _COLUMNS,
            tuple(row for line in lines for row in _rounds(line, today)),
            notes=(book.year_note(),),
            above=above,
            name="Các kỳ",
        ),
        Table(
            f"Năm {year}: theo tháng",
            (DUTY, *(Column(head, _MONTH_WIDTH) for head in heads)),
            tuple(
                (line.duty.short, *("\n".join(_month(line, one, today)) for one in months))
                for line in lines
            ),
            notes=(book.year_note(),),
            above=above,
            name="Theo tháng",
        ),
    ]


def _rounds(line: DutyYear, today: date) -> Iterator[tuple[Cell, ...]]:
    for one in line.rounds:
        tally = one.tally
        yield (
            *(line.duty.short, line.duty.clause, one.period_short, one.due_on),
            _state(one, today),
            *((one.done, tally.asked, one.overdue, tally.closed) if tally else (None,) * 4),
        )


def _month(line: DutyYear, month: int, today: date) -> Iterator[str]:
    for one in line.months.get(month, ()):
        said = ", ".join(filter(None, (one.figure or _state(one, today), _late(one), one.closed)))
        yield f"{capital(one.name)}: {said} ({one.due_on:%d/%m})"


def _late(one: PlannedRound) -> str:
    return f"{one.overdue} quá hạn" if one.overdue else ""


def _state(one: PlannedRound, today: date) -> str:
    """As the page's legend calls it."""
    if one.tally is None:
        return "không mở" if one.due_on < today else "chưa mở"
    if one.whole:
        return "đã đủ"
    if one.overdue:
        return "có đơn vị quá hạn"
    return "đã khép" if one.closed else "đã mở, chưa đủ"
