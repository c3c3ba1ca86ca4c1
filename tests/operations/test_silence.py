"""What is silent at an instant: a pure rule over the last times and the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.operations.silence import Miss, Silent, silent_at
from models import Beat
from models.kinds import BeatName, SilenceKind

FRIDAY, SATURDAY, MONDAY = date(2027, 2, 26), date(2027, 2, 27), date(2027, 3, 1)
LONG_AGO = at(date(2027, 1, 4), 8)
DISPATCH, READING, PREFECT, PORTAL = SilenceKind
MINUTE = timedelta(minutes=1)


@pytest.fixture
def silent(rulebook):
    def ask(now, *beats, since=LONG_AGO, expected=tuple(SilenceKind)):
        known = {beat.name: beat for beat in beats}
        return silent_at(now, known, rulebook.workdays, watched_since=since, expected=expected)

    return ask


def _window(begun, *, ended=None, failing=None):
    return Beat(name=BeatName.DISPATCH, begun_at=begun, ended_at=ended, failing_since=failing)


def _well(begun):
    return _window(begun, ended=begun + MINUTE)


LAST = _well(at(FRIDAY, 14))


@pytest.mark.parametrize(
    ("now", "missed"),
    [
        (at(SATURDAY, 10), None),
        (at(MONDAY, 8, 29), None),
        (at(MONDAY, 8, 30), at(MONDAY, 8)),
        (at(MONDAY, 14, 29), at(MONDAY, 8)),
        (at(MONDAY, 14, 30), at(MONDAY, 14)),
    ],
)
def test_no_run_by_half_an_hour_after_a_window_of_a_working_day(silent, now, missed):
    wanted = [Silent(DISPATCH, missed, Miss.NOT_BEGUN)] if missed else []

    assert wanted == silent(now, LAST)


def test_on_the_days_off_of_tet_nobody_waits(silent):
    before_tet, first_after = date(2027, 2, 4), date(2027, 2, 15)  # calendar.yaml, 2027

    assert [] == silent(at(date(2027, 2, 8), 12), _well(at(before_tet, 14)))
    assert [DISPATCH] == [
        one.kind for one in silent(at(first_after, 12), _well(at(before_tet, 14)))
    ]


@pytest.mark.parametrize("begun", [at(MONDAY, 7, 56), at(MONDAY, 8), at(MONDAY, 8, 25)])
def test_a_run_around_the_hour_is_the_windows(silent, begun):
    assert [] == silent(at(MONDAY, 8, 30), _well(begun))


def test_a_run_that_does_not_end_or_does_not_end_well_is_missed_too(silent):
    begun = at(MONDAY, 8)
    hangs, broke = _window(begun), _window(begun, ended=begun + MINUTE, failing=begun + MINUTE)

    assert [] == silent(begun + 70 * MINUTE, hangs)
    assert [Silent(DISPATCH, begun, Miss.UNENDED)] == silent(begun + 71 * MINUTE, hangs)
    assert [Silent(DISPATCH, begun + MINUTE, Miss.FAILED)] == silent(at(MONDAY, 8, 30), broke)


def test_a_new_installation_waits_for_the_first_window_under_watch(silent):
    assert [] == silent(at(MONDAY, 12), since=at(MONDAY, 9))
    assert [] == silent(at(MONDAY, 14, 29), since=at(MONDAY, 9))
    assert [Silent(DISPATCH, at(MONDAY, 14), Miss.NOT_BEGUN)] == silent(
        at(MONDAY, 14, 30), since=at(MONDAY, 9)
    )


def test_a_machine_that_was_off_makes_up_for_it_first(silent):
    on_again = at(MONDAY, 10)

    assert [] == silent(on_again + 9 * MINUTE, LAST, since=on_again)
    assert [DISPATCH] == [one.kind for one in silent(on_again + 10 * MINUTE, LAST, since=on_again)]


def test_reading_stands_still_after_a_promise_not_kept_or_half_an_hour_of_faults(silent):
    now = at(MONDAY, 10)
    well = _well(at(MONDAY, 8))
    kept = Beat(name=BeatName.READING, next_by=now)
    broken = Beat(name=BeatName.READING, next_by=now - MINUTE)
    failing = Beat(name=BeatName.READING, failing_since=now - 30 * MINUTE)

    assert [] == silent(now, well, kept)
    assert [Silent(READING, now - MINUTE, Miss.NOT_BEGUN)] == silent(now, well, broken)
    assert [Silent(READING, now - 30 * MINUTE, Miss.FAILED)] == silent(now, well, failing)
    assert [] == silent(now - MINUTE, well, failing)


def test_prefect_is_given_ten_minutes(silent):
    down = Beat(name=BeatName.PREFECT, failing_since=at(MONDAY, 10))
    well = _well(at(MONDAY, 8))

    assert [] == silent(at(MONDAY, 10, 9), well, down)
    assert [Silent(PREFECT, at(MONDAY, 10), Miss.FAILED)] == silent(at(MONDAY, 10, 10), well, down)
    assert [] == silent(at(MONDAY, 10, 10), well, down, expected=[DISPATCH])


def test_the_portal_is_given_ten_minutes_where_it_answered_once(silent):
    well = _well(at(MONDAY, 8))
    down = Beat(name=BeatName.PORTAL, well_at=at(MONDAY, 9), failing_since=at(MONDAY, 10))
    never_seen = Beat(name=BeatName.PORTAL, failing_since=at(MONDAY, 8))

    assert [] == silent(at(MONDAY, 10, 9), well, down)
    assert [Silent(PORTAL, at(MONDAY, 10), Miss.FAILED)] == silent(at(MONDAY, 10, 10), well, down)
    assert [] == silent(at(MONDAY, 10, 10), well, never_seen)
