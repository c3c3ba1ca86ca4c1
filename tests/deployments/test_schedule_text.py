"""Days as Prefect takes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from deployments.schedule import Moment, Range, TooLong, dates_of, rdate
from dondoc.plan.rulebook import Rulebook


def _moment(day: int, hour: int = 7) -> Moment:
    return Moment(datetime(2027, 3, day, hour, 30), f"ngày {day}")  # noqa: DTZ001 - wall time


def test_dates_are_sorted_and_carry_no_zone():
    wanted = "RDATE:20270301T073000,20270302T073000"

    assert wanted == rdate([_moment(2), _moment(1), _moment(2)])


def test_the_dates_are_what_stands_behind_the_servers_own_line():
    kept = "DTSTART:20270301T073000\nRDATE:20270301T073000,20270302T073000"

    assert "20270301T073000,20270302T073000" == dates_of(kept)


def test_more_than_the_server_takes_is_refused():
    first = datetime(2027, 1, 1, 7, 30)  # noqa: DTZ001 - wall time
    daily = [Moment(first + timedelta(days=index), "") for index in range(420)]

    with pytest.raises(TooLong, match="420 ngày"):
        rdate(daily)


def test_every_day_of_a_month_looks_at_the_same_whole_months():
    days = {Range.around(date(2026, 11, day)) for day in (1, 15, 30)}

    assert {Range(date(2026, 11, 1), date(2027, 12, 31))} == days


def test_every_working_day_of_the_range_fits_into_one_schedule(rulebook: Rulebook):
    for year in range(2024, 2031):
        worked = Range.around(date(year, 1, 31)).workdays(rulebook.workdays)
        text = rdate(Moment(datetime(on.year, on.month, on.day, 8), "") for on in worked)  # noqa: DTZ001 - wall time
        assert len(text) <= 6500
