"""Delegates as a table: the list as it stands, and as a paper with head and signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.clock import local
from dondoc.conference.desk.desk_people import DeskPerson
from dondoc.conference.desk.desk_rights import inviting_body
from dondoc.documents.letters.paper_head import head_of
from dondoc.documents.paper.paper_templates import LIST
from dondoc.documents.paper.paper_values import ListValues
from dondoc.documents.paper.passages import TextLine
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.portal.board.groups import GROUPS
from models import Conference

_COLUMNS = (
    *(Column("TT", 5, Kind.INTEGER), Column("Họ và tên", 26), Column("Chức vụ", 26)),
    *(Column("Đơn vị", 36), Column("Nhóm", 20), Column("Điện thoại", 15), Column("Mã", 8)),
    *(Column("Cách đăng ký", 18), Column("Có mặt lúc", 16), Column("Bàn", 18)),
)
_PRINTED = (
    *(Column("TT", 4, Kind.INTEGER), Column("Họ và tên", 18), Column("Chức vụ", 16)),
    *(Column("Đơn vị", 18), Column("Ký nhận", 11)),
)
"""Together as wide as the text of an upright page."""


def delegate_tables(
    conference: Conference, people: Sequence[DeskPerson], *, as_of: datetime
) -> list[Table]:
    """Everybody expected or in, in official order."""
    book = phrases("desk")
    count = sum(one.is_in for one in people)
    above = (phrases("tables").as_of(as_of, None), book.present(count, len(people)))
    rows = tuple(_row(number, one) for number, one in enumerate(people, start=1))
    return [Table(conference.title, _COLUMNS, rows, above=above, name="Đại biểu")]


def delegate_paper(here: Context, conference: Conference, people: Sequence[DeskPerson]) -> bytes:
    """The list to be signed, as docx; no telephones, for it lies open on a table."""
    book = phrases("desk")
    body = inviting_body(here.rulebook, here.today)
    about = book.list_about(conference.title)
    rows = tuple(
        (number, one.delegate.name, one.delegate.post, one.unit.name, "")
        for number, one in enumerate(people, start=1)
    )
    said = phrases("tables").as_of(here.now, None)  # below: two tables side by side would be one
    table = Table(book.delegates(), _PRINTED, rows)
    content = TextLine(book.listed(len(people))), table, TextLine(said)
    head = head_of(here.rulebook, body, here.today, kind="DS", about=about)
    own = here.settings.own_templates_dir
    return paper(LIST, ListValues(**head, content=content), as_of=here.now, own=own)


def _row(number: int, one: DeskPerson) -> tuple[Cell, ...]:
    delegate, attendance = one.delegate, one.attendance
    return (
        *(number, delegate.name, delegate.post, one.unit.name, GROUPS[one.unit.group]),
        *(delegate.telephone, delegate.code, phrases("desk").origin(delegate.origin.value)),
        f"{local(attendance.arrived_at):%H:%M %d/%m/%Y}" if attendance else "",
        one.scan.device if one.scan else "",
    )
