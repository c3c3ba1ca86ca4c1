"""What is asked of units for each step of an index year's scoring, as it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.conference.scoring.scoring_duties import FILE_DUTY, SELF_SCORING_DUTY, scoring_duties
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import Standing, standing
from models import Assignment, Round, ScoringExplanation
from models.scoring import ScoringStep

_OF_THE_YEAR = {ScoringStep.SCORED: SELF_SCORING_DUTY, ScoringStep.FILED: FILE_DUTY}


@dataclass(frozen=True)
class AskedStep:
    """One assignment of one unit; of an explanation the day of the result that it answers."""

    facts: Facts
    standing: Standing
    result_on: date | None = None


Asked = Mapping[tuple[ScoringStep, str], AskedStep]
"""By step and unit; of several explanations the one asked last."""


def asked_steps(session: Session, rulebook: Rulebook, index_year: int, *, now: datetime) -> Asked:
    duties = scoring_duties(rulebook.registry)
    steps = {duties[slug].code: step for step, slug in _OF_THE_YEAR.items() if slug in duties}
    of_year = (col(Round.duty).in_(steps), col(Round.period) == str(index_year))
    found = {
        (steps[facts.duty], facts.unit_code): _as_it_stands(facts, None, now)
        for facts in load_facts(session, *of_year, as_of=now)
        if facts.parent_id is None
    }
    results = _results(session, index_year)
    explained = load_facts(session, col(Assignment.id).in_(results), as_of=now)
    for facts in sorted(explained, key=lambda one: one.id):
        key = (ScoringStep.EXPLAINED, facts.unit_code)
        found[key] = _as_it_stands(facts, results[facts.id], now)
    return found


def _as_it_stands(facts: Facts, result_on: date | None, now: datetime) -> AskedStep:
    return AskedStep(facts, standing(facts, now), result_on)


def _results(session: Session, index_year: int) -> dict[int, date]:
    query = select(ScoringExplanation).where(col(ScoringExplanation.index_year) == index_year)
    return {one.assignment_id: one.result_on for one in session.exec(query)}
