"""A conference as tables: units with answers and attendance; its stages; whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.portal.board.conference.call_list import CallLine
from dondoc.portal.board.conference.conference_state import (
    ConferenceView,
    UnitAnswer,
    answered_words,
)
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.tables.work_rows import GROUP, UNIT
from models import Conference

_UNITS = (
    *(UNIT, GROUP, Column("Buổi", 8, Kind.INTEGER), Column("Số chỗ", 8, Kind.INTEGER)),
    *(Column("Trả lời", 26), Column("Ngày trả lời", 14), Column("Trả lời muộn", 10)),
    *(Column("Lý do", 36), Column("Đại biểu", 10, Kind.INTEGER)),
    *(Column("Có mặt", 10, Kind.INTEGER), Column("Tỷ lệ có mặt", 12, Kind.PERCENT)),
)
_STAGES = Column("Bước", 30), Column("Ngày", 14, Kind.DATE), Column("Tình trạng", 24)
_CALLS = (
    *(UNIT, GROUP, Column("Người", 26), Column("Là", 16), Column("Điện thoại", 16)),
    *(Column("Địa chỉ", 34), Column("Kết quả gọi", 34)),
)


def conference_tables(
    view: ConferenceView, rows: Sequence[UnitAnswer], *, as_of: datetime, reasons: bool
) -> list[Table]:
    """Attendance by unit first, then the stages. No delegate's name; what units wrote only with
    `reasons`.
    """
    above = (phrases("tables").as_of(as_of, None), view.figures.sentence())
    title = view.conference.title
    units = Table(
        title, _UNITS, tuple(_row(one, reasons=reasons) for one in rows), above=above, name="Đơn vị"
    )
    stages = tuple(
        (
            capital(phrases("conference").stage_name(one.day.stage.value)),
            one.day.on,
            phrases("conference").stage_word(one),
        )
        for one in view.stages
    )
    return [units, Table(title, _STAGES, stages, name="Các bước")]


def call_tables(
    conference: Conference, lines: Sequence[CallLine], *, as_of: datetime
) -> list[Table]:
    """Who has not answered, with the people to call; the last column is to be written in."""
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        group = GROUPS[line.unit.group]
        rows += [
            (line.unit.name, group, one.person, one.purpose, one.telephone, one.address, "")
            for one in line.people
        ] or [(line.unit.name, group, "", "", "", "", "")]
    above = (phrases("tables").as_of(as_of, None), phrases("conference").to_call(len(lines)))
    return [Table(conference.title, _CALLS, tuple(rows), above=above, name="Cần gọi")]


def _row(row: UnitAnswer, *, reasons: bool) -> tuple[Cell, ...]:
    return (
        *(row.unit.name, GROUPS[row.unit.group], row.hour.number, row.invitee.seats),
        *(row.says, answered_words(row), "có" if row.late else ""),
        row.reason if reasons else "",
        *(row.delegates, row.inside, row.inside / row.delegates if row.delegates else None),
    )
