"""Deadlines as calendar entries: METHOD:PUBLISH, a stable UID, an alarm the day before at 08:00."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

_PRODUCT = "-//Don Doc//Han bao cao//VI"


@dataclass(frozen=True)
class CalendarEntry:
    """One entry. `sequence` grows when the date moves, so that a calendar replaces the old one.

    It `rings` the day before, as long as there is something to do.
    """

    uid: str
    summary: str
    due_on: date
    sequence: int
    stamp: datetime
    description: str = ""
    url: str = ""
    rings: bool = True


def calendar(deadlines: Iterable[CalendarEntry], *, name: str | None = None) -> str:
    """A calendar of all-day entries, as text with CRLF (RFC 5545)."""
    whole = Calendar()
    whole.add("prodid", _PRODUCT)
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    if name:
        whole.add("x-wr-calname", name)
    for deadline in deadlines:
        whole.add_component(_event(deadline))
    return str(whole.to_ical(), "utf-8")


def _event(deadline: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", deadline.uid)
    event.add("dtstamp", deadline.stamp)
    event.add("dtstart", deadline.due_on)
    event.add("dtend", deadline.due_on + timedelta(days=1))
    event.add("sequence", deadline.sequence)
    event.add("summary", deadline.summary)
    event.add("transp", "TRANSPARENT")  # a deadline does not make the day busy
    if deadline.description:
        event.add("description", deadline.description)
    if deadline.url:
        event.add("url", deadline.url)
    if deadline.rings:
        event.add_component(_alarm(deadline.summary))
    return event


def _alarm(summary: str) -> Alarm:
    # An all-day entry starts at 00:00: sixteen hours earlier is 08:00 of the day before.
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(hours=-16))
    return alarm
