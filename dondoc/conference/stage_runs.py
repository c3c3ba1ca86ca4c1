"""The stages of the ledger's conferences as days on which the flow runs, each run with its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from dondoc.conference.find_conference import (
    RSVP_DUTY,
    all_conferences,
    conference_duty,
    takes_place,
)
from dondoc.conference.stage_days import stage_days
from dondoc.conference.stage_rules import Stage, StageDay
from dondoc.messages.environment import phrases
from dondoc.plan.agenda import NamedDay
from dondoc.plan.rulebook import Rulebook
from models import Conference

_COUNTED = (Stage.REMIND_FIRST, Stage.REMIND_SECOND, Stage.REMIND_LAST)
"""Of these the name says how many working days are left to answer."""


def with_stages(session: Session, rulebook: Rulebook, *, today: date) -> Rulebook:
    """The rulebook that also knows the days of conferences still to come, from today on."""
    return replace(rulebook, event_days=stage_runs(session, rulebook, today=today))


def stage_runs(session: Session, rulebook: Rulebook, *, today: date) -> tuple[NamedDay, ...]:
    """One run a working day and conference, with every stage of that day in its name.

    A stage that has passed gets none: nothing of it is made up for. What falls on a day off is
    looked at on the working day before.
    """
    held = [one for one in all_conferences(session) if takes_place(one)]
    if not held:  # a plan without conferences needs no duty of theirs
        return ()
    duty = conference_duty(rulebook.registry, RSVP_DUTY).code
    found = [
        NamedDay(duty, on, name)
        for conference in held
        for on, name in _days(session, rulebook, conference, today)
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def run_words(session: Session, rulebook: Rulebook, on: date) -> str:
    """What the run of that day is called; empty where no conference has a stage on it."""
    named = [one.name for one in stage_runs(session, rulebook, today=on) if one.on == on]
    return "; ".join(named)


def _days(
    session: Session, rulebook: Rulebook, conference: Conference, today: date
) -> Iterable[tuple[date, str]]:
    by_day: dict[date, list[StageDay]] = defaultdict(list)
    for one in stage_days(session, rulebook, conference, today=today):
        on = rulebook.workdays.roll_back(one.on)
        if not one.past and on >= today:
            by_day[on].append(one)
    book = phrases("conference")
    for on, found in by_day.items():
        words = [_words(rulebook, conference, one) for one in found]
        yield on, book.run(conference, ", ".join(words))


def _words(rulebook: Rulebook, conference: Conference, one: StageDay) -> str:
    left = rulebook.workdays.count(one.on, conference.rsvp_by) if one.stage in _COUNTED else 0
    return phrases("conference").run_stage(one.stage.value, left)
