"""Contacts whose address nobody has confirmed, and units that nobody can be told for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.contacts.address import safe_address
from dondoc.contacts.contact_columns import PURPOSE_WORDS
from dondoc.documents.paper.table import Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.tables.work_rows import GROUP, UNIT
from models import Contact, UnitRow

_COLUMNS = (
    *(UNIT, Column("Đầu mối", 28), Column("Điện thoại", 16), Column("Địa chỉ", 34)),
    *(Column("Vai trò", 14), Column("Số", 8, Kind.INTEGER)),
)


def contacts_tables(
    rows: Sequence[tuple[Contact, UnitRow]], without: Sequence[Unit], *, as_of: datetime
) -> list[Table]:
    """Of a chat service only its name: the address is a secret."""
    book = phrases("tables")
    said = book.as_of(as_of, None)
    return [
        Table(
            "Đầu mối chưa xác nhận địa chỉ",
            _COLUMNS,
            tuple(
                (
                    *(unit.name, contact.person, contact.telephone),
                    safe_address(contact.channel, contact.address),
                    PURPOSE_WORDS[contact.purpose],
                    contact.id,
                )
                for contact, unit in rows
            ),
            notes=(book.private(),),
            above=(said,),
        ),
        Table(
            "Đơn vị chưa có đầu mối dùng được",
            (UNIT, GROUP),
            tuple((unit.name, GROUPS[unit.group]) for unit in without),
            above=(said,),
            name="Chưa có đầu mối",
        ),
    ]
