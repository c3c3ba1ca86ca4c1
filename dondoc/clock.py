"""The only reader of the clock, and the one zone that people see.

Rules take `as_of` or `now` as an argument; only flows, the command line and the portal come here.
"""

from __future__ import annotations

import time as seconds
from datetime import UTC, date, datetime, time

import pendulum

ZONE = pendulum.timezone("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


class Watch:
    """How long something has been at work, and waiting for more of it; tests bring their own."""

    def __init__(self) -> None:
        self._started = seconds.monotonic()

    def elapsed(self) -> float:
        """Seconds since it was made, whatever is done to the clock on the wall meanwhile."""
        return seconds.monotonic() - self._started

    def wait(self, pause: float) -> None:
        """Let this many seconds pass."""
        seconds.sleep(pause)


def local(moment: datetime) -> datetime:
    """The instant as a clock on a wall in Việt Nam shows it."""
    return moment.astimezone(ZONE)


def local_date(moment: datetime) -> date:
    """The day it is in Việt Nam at this instant."""
    return local(moment).date()


def at(on: date, hour: int, minute: int = 0) -> datetime:
    """The instant (UTC) of a local time of day."""
    return datetime.combine(on, time(hour, minute), tzinfo=ZONE).astimezone(UTC)


def end_of(on: date) -> datetime:
    """The last instant of a local day: a time limit ends at 24:00 (BLDS 2015 art. 148.6)."""
    return datetime.combine(on, time(23, 59, 59, 999999), tzinfo=ZONE).astimezone(UTC)
