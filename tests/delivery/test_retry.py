"""How long a message is tried: the pauses that grow, and the end."""

from __future__ import annotations

from datetime import date, timedelta

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

NOW = at(date(2027, 3, 2), 8)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 5), (2, 15), (3, 60), (4, 60), (40, 60)])
def test_the_pauses_grow_and_the_last_is_repeated(attempts: int, minutes: int):
    assert timedelta(minutes=minutes) == pause_after(attempts)


@pytest.mark.parametrize(
    ("age", "attempts", "ends"),
    [
        (GIVE_UP, len(BACKOFF) + 1, True),
        (GIVE_UP - timedelta(minutes=1), len(BACKOFF) + 1, False),
        (GIVE_UP, len(BACKOFF), False),  # it stood in the queue, and was hardly tried
    ],
)
def test_after_a_day_of_every_pause_it_is_given_up(age: timedelta, attempts: int, ends: bool):
    message = Message(key="k", channel="email", window="w", mime_id="m", created_at=NOW - age)
    message.attempts = attempts

    assert ends is tried_in_vain(message, NOW)


def test_a_letter_is_home_before_its_lease_ends_and_doubt_outlasts_both():
    assert LATEST < LEASE < IN_DOUBT < GIVE_UP
