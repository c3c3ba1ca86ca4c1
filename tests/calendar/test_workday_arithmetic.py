"""Counting in working days: BLDS 2015 Điều 147.2, 148.5."""

from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendar.workdays import Workdays, load_workdays

ANY_DAY = st.dates(date(2020, 1, 1), date(2030, 12, 31))
REAL = load_workdays()


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2026, 3, 16), 1, date(2026, 3, 17)),  # the day itself is not counted
        (date(2026, 3, 14), 2, date(2026, 3, 17)),  # from a Saturday: Monday, Tuesday
        (date(2021, 9, 1), 1, date(2021, 9, 6)),  # over Quốc khánh and a weekend
        (date(2021, 2, 9), 1, date(2021, 2, 17)),  # over Tết
        (date(2026, 1, 1), 1, date(2026, 1, 5)),  # 02/01/2026 was swapped away
        (date(2026, 1, 9), 1, date(2026, 1, 10)),  # the Saturday that was worked for it
        (date(2025, 12, 30), 3, date(2026, 1, 6)),  # over New Year
        (date(2021, 9, 18), -1, date(2021, 9, 17)),  # back from a day off
        (date(2021, 9, 17), -1, date(2021, 9, 16)),
        (date(2026, 1, 5), -2, date(2025, 12, 30)),
        (date(2026, 3, 14), 0, date(2026, 3, 14)),  # nothing counted, nothing moved
    ],
)
def test_it_adds_working_days(workdays: Workdays, start: date, days: int, expected: date) -> None:
    assert expected == workdays.add(start, days)


def test_it_adds_over_many_years(workdays: Workdays) -> None:
    start, later = date(2020, 6, 15), date(2030, 6, 14)

    days = workdays.count(start, later)

    assert later == workdays.add(start, days)
    assert start == workdays.add(later, -days)


def test_a_day_off_rolls_to_the_nearest_working_day_on_the_side_asked(workdays: Workdays) -> None:
    assert date(2021, 3, 22) == workdays.roll_forward(date(2021, 3, 20))
    assert date(2021, 3, 19) == workdays.roll_back(date(2021, 3, 20))
    assert date(2026, 9, 3) == workdays.roll_forward(date(2026, 9, 1))
    assert date(2021, 9, 1) == workdays.roll_forward(date(2021, 9, 1)), "a Wednesday, worked"
    assert date(2026, 1, 10) == workdays.roll_forward(date(2026, 1, 10)), "a made-up Saturday"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 3, 14), date(2026, 3, 17), 2),
        (date(2026, 3, 17), date(2026, 3, 14), -2),
        (date(2026, 3, 17), date(2026, 3, 17), 0),
        (date(2025, 12, 29), date(2026, 1, 7), 5),  # over New Year 2026 and its swap
    ],
)
def test_it_counts_after_the_first_day_up_to_the_last(
    workdays: Workdays, start: date, end: date, expected: int
) -> None:
    assert expected == workdays.count(start, end)


@given(start=ANY_DAY, days=st.integers(-300, 300).filter(bool))
def test_adding_agrees_with_walking_day_by_day(start: date, days: int) -> None:
    on, left, one = start, abs(days), timedelta(days=1 if days > 0 else -1)
    while left:
        on += one
        left -= REAL.is_workday(on)

    assert on == REAL.add(start, days)


@given(start=ANY_DAY, end=ANY_DAY)
def test_counting_is_the_sum_of_its_parts(start: date, end: date) -> None:
    middle = date(2026, 1, 10)

    assert REAL.count(start, end) == REAL.count(start, middle) + REAL.count(middle, end)


@given(on=ANY_DAY)
def test_rolling_finds_the_nearest_working_day(on: date) -> None:
    ahead, behind = REAL.roll_forward(on), REAL.roll_back(on)

    assert behind <= on <= ahead
    assert REAL.is_workday(ahead)
    assert REAL.is_workday(behind)
    assert (ahead == behind == on) == REAL.is_workday(on)
    assert (ahead > on) == REAL.count(on, ahead)


def test_it_survives_pickling(workdays: Workdays) -> None:
    copy = pickle.loads(pickle.dumps(workdays))

    assert date(2026, 1, 10) == copy.add(date(2026, 1, 9), 1)
