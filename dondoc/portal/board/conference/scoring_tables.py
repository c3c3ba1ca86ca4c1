"""An index year's scoring as tables: units with steps and scores, who appraises, the stages."""

from __future__ import annotations

from datetime import datetime

from dondoc.conference.scoring.scoring_board import ScoredUnit
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.portal.board.conference.scoring_view import ScoringView
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.tables.work_rows import GROUP, UNIT
from models.scoring import ScoringStep

_UNITS = (
    *(UNIT, GROUP, Column("Tự chấm", 22), Column("Nộp hồ sơ", 22), Column("Giải trình", 22)),
    *(Column("Điểm tự chấm", 14, Kind.DECIMAL), Column("Điểm thẩm định", 14, Kind.DECIMAL)),
    Column("Phần mềm ghi khác sổ", 30),
)
_APPRAISALS = Column("Cơ quan thẩm định", 34), Column("Lĩnh vực", 34), Column("Tình trạng", 24)
_STAGES = Column("Bước", 30), Column("Hạn", 14, Kind.DATE), Column("Tình trạng", 40)


def scoring_tables(view: ScoringView, *, as_of: datetime) -> list[Table]:
    """Units first; a sheet each for who appraises and for the stages."""
    book = phrases("scoring")
    title = book.board_title(view.board.index_year)
    above = (phrases("tables").as_of(as_of, None), book.source(view.board.export))
    appraisals = tuple(
        (one.row.unit_name, one.part, one.row.spoken.phrase) for one in view.appraisals
    )
    return [
        Table(title, _UNITS, tuple(map(_row, view.units)), above=above, name="Đơn vị"),
        Table(title, _APPRAISALS, appraisals, notes=(book.parts_unconfirmed(),), name="Thẩm định"),
        Table(title, _STAGES, _stages(view), name="Các bước"),
    ]


def _stages(view: ScoringView) -> tuple[tuple[Cell, ...], ...]:
    book = phrases("conference")
    return tuple(
        (capital(book.stage_name(one.day.stage.value)), one.day.on, book.stage_word(one))
        for one in view.stages
    )


def _row(one: ScoredUnit) -> tuple[Cell, ...]:
    steps = (one.steps.get(step) for step in ScoringStep)
    return (
        *(one.unit.name, GROUPS[one.unit.group]),
        *(row.spoken.phrase if row else "" for row in steps),
        *(one.self_score, one.appraised_score),
        phrases("scoring").otherwise(one.otherwise),
    )
