"""How long a message is tried: whose it is meanwhile, when again, when no longer (DESIGN §6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from dondoc.limits import GIVE_UP
from models import Message

LEASE = timedelta(minutes=15)
"""Far longer than a try can take (15 s a socket operation): only a dead process lets it lapse."""

LATEST = LEASE - timedelta(minutes=6)
"""How long after its claim a letter may still be handed to a line. All that it may take (`limits`:
LETTER_SECONDS and DOT_SECONDS) then ends before the lease does.
"""

WINDOW_PATIENCE = timedelta(minutes=30)
"""How long a window goes on minute by minute under the account's rate; then it runs once more."""

BACKOFF = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""Pauses after a deferral, the last one repeated, inside office hours."""

IN_DOUBT = 2 * LEASE
"""Pause after a try whose end nobody knows: it may have arrived, and no time-out is as long."""


def pause_after(attempts: int) -> timedelta:
    """How long to wait after this many tries that were deferred."""
    return BACKOFF[min(attempts, len(BACKOFF)) - 1]


def tried_in_vain(message: Message, now: datetime) -> bool:
    """Is it to be given up: a day old, and every pause was tried?"""
    return now - message.created_at >= GIVE_UP and message.attempts > len(BACKOFF)
