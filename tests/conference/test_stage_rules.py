"""Each stage of a conference is a date from one anchor: the conference day."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.calendar.workdays import load_workdays
from dondoc.conference.scoring.scoring_duties import scoring_days
from dondoc.conference.stage_rules import (
    Stage,
    invited_in_time,
    nearest_workdays,
    rsvp_deadline,
    stage_on,
    stages,
)
from dondoc.plan.rulebook import load_rulebook

WORKDAYS = load_workdays()
DAY = date(2026, 11, 27)  # a Friday; 24/11/2026 is a day off
AFTER_TET = date(2026, 2, 26)  # off from 14/02 to 22/02/2026


@pytest.mark.parametrize(
    ("expected", "stage"),
    [
        (date(2026, 11, 5), Stage.PLAN),
        (date(2026, 11, 5), Stage.INVITE),
        (date(2026, 11, 23), Stage.INVITE_FLOOR),
        (date(2026, 11, 19), Stage.RSVP),
        (date(2026, 11, 5), Stage.REMIND_FIRST),
        (date(2026, 11, 12), Stage.REMIND_SECOND),
        (date(2026, 11, 17), Stage.REMIND_LAST),
        (date(2026, 11, 20), Stage.CALL_LIST),
        (DAY, Stage.DAY),
        (date(2026, 11, 30), Stage.MINUTES),
        (date(2026, 12, 4), Stage.CONCLUSIONS),
        (date(2026, 12, 11), Stage.QUESTIONS),
    ],
)
def test_a_stage_is_reckoned_from_the_day(expected: date, stage: Stage) -> None:
    assert expected == stage_on(stage, DAY, rsvp_deadline(DAY, WORKDAYS), WORKDAYS)


@pytest.mark.parametrize(
    ("expected", "stage"),
    [
        (date(2026, 2, 23), Stage.INVITE_FLOOR),
        (date(2026, 2, 12), Stage.RSVP),
        (date(2026, 1, 29), Stage.PLAN),
    ],
)
def test_working_days_are_counted_over_tet(expected: date, stage: Stage) -> None:
    rsvp_by = rsvp_deadline(AFTER_TET, WORKDAYS)

    assert expected == stage_on(stage, AFTER_TET, rsvp_by, WORKDAYS)


def test_what_fell_before_today_is_past_and_still_listed() -> None:
    listed = stages(DAY, date(2026, 11, 19), WORKDAYS, _scoring(2026), today=date(2026, 11, 19))

    past = {one.stage for one in listed if one.past}
    assert {Stage.PLAN, Stage.INVITE, Stage.REMIND_FIRST} < past
    assert Stage.RSVP not in past
    assert [one.on for one in listed] == sorted(one.on for one in listed)
    assert set(Stage) == {one.stage for one in listed}


def test_only_what_rests_on_a_text_is_confirmed() -> None:
    listed = stages(DAY, date(2026, 11, 19), WORKDAYS, _scoring(2026), today=date(2026, 11, 2))

    confirmed = {one.stage for one in listed if one.confirmed}
    assert {Stage.INVITE_FLOOR, Stage.CONCLUSIONS} == confirmed


@pytest.mark.parametrize(
    ("expected", "stage"),
    [
        (date(2026, 12, 1), Stage.SELF_SCORING_OPENS),
        (date(2026, 12, 31), Stage.SELF_SCORING),
        (date(2027, 1, 11), Stage.SCORING_FILE),  # the 10th is a Sunday
        (date(2027, 2, 15), Stage.APPRAISAL),
        (date(2027, 3, 10), Stage.COUNCIL),
        (date(2027, 3, 31), Stage.DECISION),
    ],
)
def test_scoring_has_the_days_of_the_plans_duties(expected: date, stage: Stage) -> None:
    assert expected == _scoring(2026)[stage]


def _scoring(year: int) -> dict[Stage, date]:
    return scoring_days(load_rulebook(), year)


def test_three_working_days_before_is_still_in_time() -> None:
    assert invited_in_time(DAY, date(2026, 11, 23), WORKDAYS)
    assert not invited_in_time(DAY, date(2026, 11, 25), WORKDAYS)


def test_a_day_off_has_two_neighbours() -> None:
    assert (date(2026, 2, 13), date(2026, 2, 23)) == nearest_workdays(date(2026, 2, 18), WORKDAYS)
