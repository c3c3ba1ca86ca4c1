"""Every conference as a table: one line each, with its figures. Nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.conference.announcement import Announcement
from dondoc.conference.conference_figures import ConferenceFigures
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from models import Conference

Listed = tuple[Conference, Announcement, ConferenceFigures]

_COLUMNS = (
    *(Column("Mã", 16), Column("Hội nghị", 50), Column("Năm Chỉ số", 10)),
    *(Column("Ngày họp", 14, Kind.DATE), Column("Tình trạng", 30)),
    *(
        Column(head, 10, Kind.INTEGER)
        for head in (
            *("Đã mời", "Đã trả lời", "Dự", "Không dự được", "Cần xác nhận lại"),
            *("Đại biểu", "Có mặt", "Câu hỏi", "Câu chưa trả lời"),
            *("Tài khoản đã giao", "Tài khoản đã nhận"),
        )
    ),
)


def conference_list(found: Sequence[Listed], *, as_of: datetime) -> list[Table]:
    """In the order given."""
    book = phrases("conference")
    above = (phrases("tables").as_of(as_of, None),)
    rows = tuple(_row(*one) for one in found)
    return [Table(book.list_title(), _COLUMNS, rows, above=above, name="Hội nghị")]


def _row(one: Conference, said: Announcement, figures: ConferenceFigures) -> tuple[Cell, ...]:
    return (
        *(one.code, one.title, str(one.index_year), said.day, phrases("conference").state(one)),
        *(figures.invited, figures.answered, figures.coming, figures.unable, figures.to_confirm),
        *(figures.delegates, figures.checked_in, figures.questions, figures.questions_open),
        *(figures.accounts.handed, figures.accounts.confirmed),
    )
