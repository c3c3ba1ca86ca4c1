"""A date given counts from when the unit can hear of it, and leaves it a whole working day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dondoc.calendar.given_dates import DateRoom, date_room, earliest_date
from dondoc.calendar.workdays import load_workdays
from dondoc.clock import at

MONDAY, TUESDAY, WEDNESDAY = date(2027, 3, 22), date(2027, 3, 23), date(2027, 3, 24)
FRIDAY, SATURDAY = date(2027, 3, 19), date(2027, 3, 20)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(SATURDAY, 10), TUESDAY),  # heard on Monday at 07:30
        (at(FRIDAY, 9), MONDAY),
        (at(FRIDAY, 16, 59), MONDAY),
        (at(FRIDAY, 17), TUESDAY),
        (at(MONDAY, 6), TUESDAY),  # heard at 07:30
        (at(MONDAY, 12), TUESDAY),  # heard at 13:30
        (at(date(2027, 4, 29), 18), date(2027, 5, 5)),  # 30/04 to 03/05 are off
    ],
)
def test_the_earliest_day_is_a_full_one_after_the_unit_can_hear(
    now: datetime, expected: date
) -> None:
    assert expected == earliest_date(now, load_workdays())


@pytest.mark.parametrize(
    ("above_on", "expected"),
    [
        (None, DateRoom(TUESDAY, WEDNESDAY)),
        (date(2027, 3, 30), DateRoom(TUESDAY, WEDNESDAY, last_on=date(2027, 3, 29))),
        (WEDNESDAY, DateRoom(TUESDAY, TUESDAY, last_on=TUESDAY)),
        (TUESDAY, DateRoom(TUESDAY, WEDNESDAY, missed_on=TUESDAY)),
        (date(2027, 3, 18), DateRoom(TUESDAY, WEDNESDAY, missed_on=date(2027, 3, 18))),
    ],
)
def test_two_working_days_before_the_level_above_while_that_can_be(
    above_on: date | None, expected: DateRoom
) -> None:
    assert expected == date_room(at(SATURDAY, 10), load_workdays(), above_on)
