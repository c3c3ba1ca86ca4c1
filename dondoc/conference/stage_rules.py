"""The stages of a conference, each a date from one anchor: the conference day. Pure.

The plan sets no date (`domain.md` §3): what rests on no source is a default, and said to be
unconfirmed. QĐ 45/2018/QĐ-TTg: invitations at least three working days before, unless urgent;
the notice of conclusions within five working days after the end. Scoring, which follows, is duties
of the plan with dates of their own (`scoring/scoring_duties.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dondoc.calendar.workdays import Workdays

INVITE_AT_LEAST = 3
"""Working days before the day (QĐ 45/2018/QĐ-TTg); later is «đột xuất», with a reason."""


class Stage(StrEnum):
    """A step of the conference's life."""

    PLAN = "plan"
    INVITE = "invite"
    INVITE_FLOOR = "invite_floor"
    REMIND_FIRST = "remind_first"
    REMIND_SECOND = "remind_second"
    REMIND_LAST = "remind_last"
    RSVP = "rsvp"
    CALL_LIST = "call_list"
    DOCUMENTS = "documents"
    LINE_TEST = "line_test"
    DAY_WORD = "day_word"  # who comes is reminded, with the delegates' codes
    DAY = "day"
    ACCOUNTS = "accounts"  # for the scoring software, handed out
    MINUTES = "minutes"
    CONCLUSIONS = "conclusions"
    QUESTIONS = "questions"
    SELF_SCORING_OPENS = "self_scoring_opens"
    SELF_SCORING = "self_scoring"
    SCORING_FILE = "scoring_file"
    APPRAISAL = "appraisal"
    COUNCIL = "council"
    DECISION = "decision"


@dataclass(frozen=True)
class StageRule:
    """Working days from the day (negative: before it), or from the RSVP deadline."""

    days: int
    from_rsvp: bool = False
    confirmed: bool = False  # does it rest on a text?


RULES: Mapping[Stage, StageRule] = {
    Stage.PLAN: StageRule(-15),
    Stage.INVITE: StageRule(-15),
    Stage.INVITE_FLOOR: StageRule(-INVITE_AT_LEAST, confirmed=True),
    Stage.REMIND_FIRST: StageRule(-10, from_rsvp=True),
    Stage.REMIND_SECOND: StageRule(-5, from_rsvp=True),
    Stage.REMIND_LAST: StageRule(-2, from_rsvp=True),
    Stage.RSVP: StageRule(-5),
    Stage.CALL_LIST: StageRule(1, from_rsvp=True),
    Stage.DOCUMENTS: StageRule(-5),
    Stage.LINE_TEST: StageRule(-1),
    Stage.DAY_WORD: StageRule(-1),
    Stage.DAY: StageRule(0),
    Stage.ACCOUNTS: StageRule(1),
    Stage.MINUTES: StageRule(1),
    Stage.CONCLUSIONS: StageRule(5, confirmed=True),
    Stage.QUESTIONS: StageRule(10),
}


@dataclass(frozen=True)
class StageDay:
    """A stage and its day. `past` where it fell before today: shown as such, never made up for."""

    stage: Stage
    on: date
    past: bool
    confirmed: bool


def rsvp_deadline(day: date, workdays: Workdays) -> date:
    """By when answers are wanted, where nobody says otherwise."""
    return workdays.add(day, RULES[Stage.RSVP].days)


def stage_on(stage: Stage, day: date, rsvp_by: date, workdays: Workdays) -> date:
    """The day of one of `RULES`. Days counted in working days are working days, over Tết too."""
    rule = RULES[stage]
    if stage is Stage.RSVP:
        return rsvp_by
    return workdays.add(rsvp_by if rule.from_rsvp else day, rule.days)


def stages(
    day: date, rsvp_by: date, workdays: Workdays, scoring: Mapping[Stage, date], *, today: date
) -> list[StageDay]:
    """Every stage in the order of its day; of one day, in the order of the list of stages.

    `scoring` has the days of those that follow the conference: they are dates of the plan's duties.
    """
    known = {stage: stage_on(stage, day, rsvp_by, workdays) for stage in RULES} | dict(scoring)
    found = [
        StageDay(
            stage, known[stage], known[stage] < today, stage in RULES and RULES[stage].confirmed
        )
        for stage in Stage
        if stage in known
    ]
    return sorted(found, key=lambda one: one.on)


def nearest_workdays(on: date, workdays: Workdays) -> tuple[date, date]:
    """The working days before and after a day off."""
    return workdays.roll_back(on), workdays.roll_forward(on)


def example_day(today: date, workdays: Workdays) -> date:
    """A day for a conference thought of today: each step before it still has its own."""
    return workdays.add(today, max(-rule.days for rule in RULES.values()))


def invited_in_time(day: date, today: date, workdays: Workdays) -> bool:
    """Is an invitation of today early enough (QĐ 45/2018/QĐ-TTg)?"""
    return today <= workdays.add(day, -INVITE_AT_LEAST)
