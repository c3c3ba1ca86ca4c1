"""How long a message is tried: whose it is meanwhile, when again, when no longer (DESIGN §6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from dondoc.calendar.sending_hours import WORKING_DAY, office_time
from dondoc.calendar.workdays import Workdays
from dondoc.limits import GIVE_UP
from models import Message

LEASE = timedelta(minutes=20)
"""Longer than a try can take, ten minutes of patience after the dot included: only a dead process
lets it lapse.
"""

LATEST = LEASE - timedelta(minutes=15)
"""How long after its claim a letter may still be handed to a line. All that it may take (`limits`:
LETTER_SECONDS and DOT_SECONDS) then ends before the lease does.
"""

WINDOW_PATIENCE = timedelta(minutes=25)
"""How long a window goes on minute by minute under the account's rate; then it runs once more."""

BACKOFF = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""Pauses after a deferral, the last one repeated, inside office hours."""

IN_DOUBT = 2 * LEASE
"""Pause after a try whose end nobody knows: it may have arrived, and no time-out is as long."""


def pause_after(attempts: int) -> timedelta:
    """How long to wait after this many tries that were deferred."""
    return BACKOFF[min(attempts, len(BACKOFF)) - 1]


def tried_in_vain(message: Message, since: datetime, now: datetime, workdays: Workdays) -> bool:
    """Is it to be given up: every pause was tried, and a day of the hours in which we try is over?

    `since` is the first try that a server put off. A night or a weekend is no patience; nor is the
    time in which no server was reached (`rest`).
    """
    if message.attempts <= len(BACKOFF):
        return False
    if message.any_hour:
        return now - since >= GIVE_UP
    return office_time(since, now, workdays) >= WORKING_DAY
