"""A round of an inspection: who was drawn, when each is visited, what is to be put right."""

from __future__ import annotations

from datetime import datetime

from dondoc.documents.paper.table import Cell, Column, Table
from dondoc.inspections.year_overview import Inspection, Visit
from dondoc.messages.environment import phrases
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.standing_day import standing_said
from dondoc.portal.board.tables.work_rows import GROUP, UNIT

_COLUMNS = (
    *(UNIT, GROUP, Column("Kỳ trước cũng được rút", 12), Column("Tình trạng", 14)),
    *(Column("Lịch hẹn", 34), Column("Biên bản, kết luận", 34), Column("Khắc phục", 44)),
)


def inspection_tables(inspection: Inspection, *, as_of: datetime) -> list[Table]:
    """No rows where nothing is drawn yet."""
    above = [phrases("tables").as_of(as_of, None)]
    if inspection.share:
        above.append(f"{inspection.share.sentence()}.")
    rows = tuple(_row(visit) for visit in inspection.visits)
    title = f"{inspection.duty.short} {inspection.period_label}"
    return [Table(title, _COLUMNS, rows, above=tuple(above), name="Kiểm tra")]


def _row(visit: Visit) -> tuple[Cell, ...]:
    book = phrases("tables")
    remedies = [f"{row.facts.subject}: {standing_said(row)}" for row in visit.remedies]
    return (
        *(visit.unit.name, GROUPS[visit.unit.group], "có" if visit.again else ""),
        "Đã kiểm tra" if visit.done else "Đã hẹn" if visit.appointment else "Chưa hẹn",
        visit.appointment,
        "\n".join(book.visit_paper(name, paper) for name, paper in visit.papers),
        "\n".join(remedies),
    )
