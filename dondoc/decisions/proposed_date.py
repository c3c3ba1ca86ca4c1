"""The date that a return gives by itself, and what an officer is told of the level above."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from dondoc.calendar.given_dates import ANEW_DAYS
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import reports_not_done
from models import Assignment, Round


def return_date(rulebook: Rulebook, duty: Duty, facts: Facts, *, now: datetime) -> date:
    """The date a return proposes: `ANEW_DAYS` from when the unit hears, as `date_room` says.

    A unit whose reason for «chưa thực hiện được» is not accepted keeps a date that is later.
    """
    proposed_on = rulebook.date_room(duty, facts.period, now).proposed_on
    return max(proposed_on, facts.due_on) if reports_not_done(facts) else proposed_on


def grant_date(rulebook: Rulebook, duty: Duty, facts: Facts, *, now: datetime) -> date | None:
    """The date a waiting request is granted with: the one asked for, or the earliest still possible
    where our answer is late. None where nothing was asked.
    """
    asked_on = facts.request.asked_on if facts.request else None
    if asked_on is None:
        return None
    return max(asked_on, rulebook.date_room(duty, facts.period, now).earliest_on)


def extend_date(rulebook: Rulebook, duty: Duty, facts: Facts, *, now: datetime) -> date | None:
    """What an extension proposes that nobody asked for; None where no later date is left before
    the level above reports.
    """
    room = rulebook.date_room(duty, facts.period, now)
    later_on = max(room.proposed_on, rulebook.workdays.add(facts.due_on, ANEW_DAYS))
    if room.last_on is None or later_on <= room.last_on:
        return later_on
    return room.last_on if facts.due_on < room.last_on else None


def above_missed(rulebook: Rulebook, duty: Duty, period: str, due_on: date) -> str:
    """One sentence for the officer where the date is too late for the level above; else empty."""
    above_on = rulebook.report_above_on(duty, period)
    if above_on is None or due_on < above_on:
        return ""
    return phrases("decisions").above_missed(above_on)


def above_missed_by(session: Session, rulebook: Rulebook, assignment: Assignment) -> str:
    """The same of the date that an assignment has now."""
    round_ = session.get_one(Round, assignment.round_id)
    duty = rulebook.registry.duty_of(round_.plan, round_.duty)
    return above_missed(rulebook, duty, round_.period, assignment.due_on)
