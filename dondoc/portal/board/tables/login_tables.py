"""Accounts for the scoring software as a table: handed out, confirmed. Never a password."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dondoc.clock import local_date
from dondoc.conference.accounts.account_list import AccountLine
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.portal.board.tables.work_rows import UNIT
from models import Conference

_COLUMNS = (
    *(UNIT, Column("Tài khoản", 26), Column("Người giữ", 26)),
    *(Column("Tình trạng", 24), Column("Ngày giao", 14, Kind.DATE)),
    *(Column("Hạn xác nhận", 14, Kind.DATE), Column("Ngày xác nhận", 14, Kind.DATE)),
)


def login_tables(
    conference: Conference, lines: Sequence[AccountLine], *, as_of: datetime
) -> list[Table]:
    """One line a unit, in official order."""
    rows = tuple(_row(one) for one in lines)
    above = (phrases("tables").as_of(as_of, None),)
    return [Table(conference.title, _COLUMNS, rows, above=above, name="Tài khoản")]


def _row(line: AccountLine) -> tuple[Cell, ...]:
    account = line.account
    return (
        *(line.unit.name, account.login, account.holder, line.says()),
        *(_day(account.handed_at), line.due_on, _day(line.confirmed_at)),
    )


def _day(instant: datetime | None) -> date | None:
    return local_date(instant) if instant else None
