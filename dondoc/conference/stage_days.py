"""Every stage of one conference with its day: its own, and those of the scoring that follows."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from dondoc.conference.find_conference import announced
from dondoc.conference.scoring.scoring_duties import scoring_days
from dondoc.conference.stage_rules import StageDay, stages
from dondoc.plan.rulebook import Rulebook
from models import Conference


def stage_days(
    session: Session, rulebook: Rulebook, conference: Conference, *, today: date
) -> list[StageDay]:
    """As it is announced now, in order."""
    day = announced(session, conference).day
    return stage_days_of(rulebook, day, conference.rsvp_by, conference.index_year, today=today)


def stage_days_of(
    rulebook: Rulebook, day: date, rsvp_by: date, index_year: int, *, today: date
) -> list[StageDay]:
    """The same were it held on that day."""
    scoring = scoring_days(rulebook, index_year)
    return stages(day, rsvp_by, rulebook.workdays, scoring, today=today)
