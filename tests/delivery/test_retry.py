"""How long a message is tried: the pauses that grow, and the end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from dondoc.clock import at
from dondoc.delivery.retry import (
    BACKOFF,
    IN_DOUBT,
    LATEST,
    LEASE,
    pause_after,
    tried_in_vain,
)
from dondoc.limits import GIVE_UP
from models import Message


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 5), (2, 15), (3, 60), (4, 60), (40, 60)])
def test_the_pauses_grow_and_the_last_is_repeated(attempts: int, minutes: int):
    assert timedelta(minutes=minutes) == pause_after(attempts)


FRIDAY, MONDAY, TUESDAY = date(2027, 3, 5), date(2027, 3, 8), date(2027, 3, 9)
OFTEN = len(BACKOFF) + 1


@pytest.mark.parametrize(
    ("since", "now", "attempts", "ends"),
    [
        (at(MONDAY, 8), at(TUESDAY, 8), OFTEN, True),
        (at(MONDAY, 8), at(TUESDAY, 7, 59), OFTEN, False),
        (at(MONDAY, 8), at(TUESDAY, 8), len(BACKOFF), False),  # it was hardly tried
        (at(FRIDAY, 14), at(MONDAY, 13, 59), OFTEN, False),  # nobody tries at a weekend
        (at(FRIDAY, 14), at(MONDAY, 14), OFTEN, True),
    ],
)
def test_it_is_given_up_after_a_day_of_the_hours_in_which_it_is_tried(
    rulebook, since: datetime, now: datetime, attempts: int, ends: bool
):
    message = Message(key="k", channel="email", window="w", mime_id="m", created_at=since)
    message.attempts = attempts

    assert ends is tried_in_vain(message, since, now, rulebook.workdays)


def test_what_may_leave_at_any_hour_is_given_up_after_a_day(rulebook):
    message = Message(key="k", channel="email", window="w", mime_id="m", created_at=at(FRIDAY, 14))
    message.attempts, message.any_hour = OFTEN, True

    given_up = [
        tried_in_vain(message, at(FRIDAY, 14), at(FRIDAY, 14) + later, rulebook.workdays)
        for later in (GIVE_UP - timedelta(minutes=1), GIVE_UP)
    ]
    assert [False, True] == given_up


def test_a_letter_is_home_before_its_lease_ends_and_doubt_outlasts_both():
    assert LATEST < LEASE < IN_DOUBT < GIVE_UP
