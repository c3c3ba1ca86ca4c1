"""The scoring of an index year at a glance: every unit with its steps and scores, who appraises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.conference.scoring.score_ledger import exports_of, newest_lines
from dondoc.conference.scoring.scoring_progress import scoring_rounds
from dondoc.conference.stage_rules import Stage
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.rounds.progress import Progress, rows_of
from dondoc.rounds.unit_progress import UnitProgress
from models import Assignment, ScoringExplanation, ScoringExport, ScoringLine
from models.scoring import ScoringStep

_STEP_STAGES = {ScoringStep.SCORED: Stage.SELF_SCORING, ScoringStep.FILED: Stage.SCORING_FILE}


@dataclass(frozen=True)
class ScoredUnit:
    """One unit: how each step that is asked of it stands, and what the software said last."""

    unit: Unit
    steps: Mapping[ScoringStep, UnitProgress]
    line: ScoringLine | None

    @property
    def self_score(self) -> float | None:
        return self.line.self_score if self.line else None

    @property
    def appraised_score(self) -> float | None:
        return self.line.appraised_score if self.line else None

    @property
    def otherwise(self) -> tuple[ScoringStep, ...]:
        """Steps that the ledger has and the software's newest export does not show."""
        return tuple(
            step
            for step, row in self.steps.items()
            if row.standing.handed_in and self.line and getattr(self.line, step.value) is False
        )


@dataclass(frozen=True)
class ScoringBoard:
    """All of it as it stands; `export` is the newest that was handed in."""

    index_year: int
    rounds: Mapping[Stage, Progress]
    units: tuple[ScoredUnit, ...]
    export: ScoringExport | None

    @property
    def appraisals(self) -> tuple[UnitProgress, ...]:
        """Who appraises its part, each with how that stands."""
        found = self.rounds.get(Stage.APPRAISAL)
        return found.rows if found else ()

    @property
    def explanations(self) -> list[UnitProgress]:
        steps = (one.steps.get(ScoringStep.EXPLAINED) for one in self.units)
        return [row for row in steps if row is not None]

    @property
    def explained(self) -> int:
        return sum(row.standing.handed_in for row in self.explanations)


def scoring_board(
    session: Session, rulebook: Rulebook, index_year: int, *, now: datetime
) -> ScoringBoard:
    rounds = scoring_rounds(session, rulebook, index_year, now=now)
    rows: dict[ScoringStep, Sequence[UnitProgress]] = {
        step: rounds[stage].rows for step, stage in _STEP_STAGES.items() if stage in rounds
    }
    rows[ScoringStep.EXPLAINED] = _explanations(session, rulebook, index_year, now=now)
    exports = exports_of(session, index_year)
    return ScoringBoard(
        index_year=index_year,
        rounds=rounds,
        units=tuple(_units(rulebook, rows, newest_lines(session, index_year))),
        export=exports[0] if exports else None,
    )


def explanation_ids(session: Session, index_year: int) -> list[int]:
    """The assignments that ask units to explain results of that index year."""
    query = select(ScoringExplanation.assignment_id).where(
        col(ScoringExplanation.index_year) == index_year
    )
    return list(session.exec(query.order_by(col(ScoringExplanation.assignment_id))))


def _explanations(
    session: Session, rulebook: Rulebook, index_year: int, *, now: datetime
) -> list[UnitProgress]:
    """The oldest first: of several of one unit the newest is shown. What was withdrawn is not."""
    mine = col(Assignment.id).in_(explanation_ids(session, index_year))
    found = rows_of(session, rulebook, mine, as_of=now)
    return sorted((one for one in found if one.is_asked), key=lambda one: one.facts.id)


def _units(
    rulebook: Rulebook,
    rows: Mapping[ScoringStep, Sequence[UnitProgress]],
    lines: Mapping[str, ScoringLine],
) -> list[ScoredUnit]:
    """Whoever is asked for a step or named by an export, in the official order."""
    asked: dict[str, dict[ScoringStep, UnitProgress]] = {code: {} for code in lines}
    bodies: dict[str, Unit] = {code: rulebook.registry.unit(code) for code in lines}
    for step, found in rows.items():
        for row in found:
            asked.setdefault(row.facts.unit_code, {})[step] = row
            bodies[row.facts.unit_code] = row.unit
    units = [ScoredUnit(bodies[code], steps, lines.get(code)) for code, steps in asked.items()]
    return sorted(units, key=lambda one: (one.unit.order, one.unit.code))
