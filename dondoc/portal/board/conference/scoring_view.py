"""What the page of an index year's scoring shows: its stages, who appraises what, every unit."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from dondoc.calendar.rule_words import rule_words
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.scoring.scoring_board import ScoredUnit, ScoringBoard, scoring_board
from dondoc.conference.scoring.scoring_duties import (
    EXPLANATION_DUTY,
    STAGE_DUTIES,
    duty_of_stage,
    scoring_duty,
)
from dondoc.conference.stage_progress import StageProgress, stage_progress
from dondoc.conference.stage_rules import Stage
from dondoc.plan.duty_parts import parts_of
from dondoc.portal.board.groups import PLACE
from dondoc.portal.context import PageContext
from dondoc.rounds.unit_progress import UnitProgress
from models import Conference


@dataclass(frozen=True)
class Appraisal:
    """Who appraises, and which part."""

    row: UnitProgress
    part: str


@dataclass(frozen=True)
class ScoringView:
    """All of it as it stands now."""

    conference: Conference
    board: ScoringBoard
    stages: tuple[StageProgress, ...]
    appraisals: tuple[Appraisal, ...]
    explain_within: str  # 5 ngày làm việc sau ngày gửi kết quả

    @property
    def units(self) -> list[ScoredUnit]:
        """In the official order of the board."""
        return sorted(
            self.board.units,
            key=lambda one: (PLACE[one.unit.group], one.unit.order, one.unit.code),
        )

    @property
    def otherwise(self) -> int:
        """Units of which the software no longer shows what the ledger has."""
        return sum(bool(one.otherwise) for one in self.board.units)


def scoring_view(session: Session, here: PageContext, conference: Conference) -> ScoringView:
    board = scoring_board(session, here.rulebook, conference.index_year, now=here.now)
    figures = conference_figures(session, conference)
    stages = stage_progress(session, here.rulebook, conference, figures, now=here.now)
    explanation = scoring_duty(here.rulebook.registry, EXPLANATION_DUTY)
    return ScoringView(
        conference=conference,
        board=board,
        stages=tuple(one for one in stages if one.day.stage in STAGE_DUTIES),
        appraisals=tuple(Appraisal(row, _part(here, row)) for row in board.appraisals),
        explain_within=rule_words(str(explanation.due), event="ngày gửi kết quả"),
    )


def _part(here: PageContext, row: UnitProgress) -> str:
    registry = here.rulebook.registry
    duty = duty_of_stage(registry, Stage.APPRAISAL)
    return parts_of(registry, duty, row.unit, row.facts.opens_on) if duty else ""
