"""Days turned into schedules: an RRULE of exact dates, as Prefect takes them (prefect.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from dondoc.calendar.workdays import Workdays

ZONE = "Asia/Ho_Chi_Minh"
"""Carried by the schedule's own field: `RDATE;TZID=` is refused."""

LONGEST = 6500
"""Characters that Prefect's server takes in one RRULE: about 400 dates."""

AHEAD = relativedelta(months=13)

DAWN = time(6)
"""Public pages are visited while nobody else needs them, and what is found leaves at eight."""

MORNING = time(7, 30)

LAST_IN_THE_MORNING = time(7, 55)
"""`follow_up` comes after the duties, which speak first, and before the first window."""

NIGHT = time(1, 30)


class TooLong(Exception):
    """More dates than one schedule can carry; split the duty's schedule in two."""


@dataclass(frozen=True, order=True)
class Moment:
    """One planned run: its local time on the wall, and the name a person reads."""

    at: datetime
    name: str


@dataclass(frozen=True)
class Range:
    """The days schedules are made for, both included.

    Whole months, so that every night of one month computes the same text and nothing that stands
    unchanged is deployed again: a deployment loses its future runs and their names.
    """

    from_on: date
    to_on: date

    @classmethod
    def around(cls, today: date) -> Range:
        """From the first of this month to the end of the thirteenth month after it."""
        first = today.replace(day=1)
        return cls(first, first + AHEAD + relativedelta(months=1) - timedelta(days=1))

    def days(self) -> Iterable[date]:
        count = (self.to_on - self.from_on).days + 1
        return (self.from_on + timedelta(days=index) for index in range(count))

    def workdays(self, workdays: Workdays) -> list[date]:
        return [on for on in self.days() if workdays.is_workday(on)]


def at_time(on: date, of_day: time) -> datetime:
    """A local wall time; the zone stands in the schedule, not in the date."""
    return datetime.combine(on, of_day)


def rdate(moments: Iterable[Moment]) -> str:
    """`RDATE:20261201T073000,…`, sorted. Raises TooLong past what the server takes."""
    stamps = sorted({moment.at.strftime("%Y%m%dT%H%M%S") for moment in moments})
    text = "RDATE:" + ",".join(stamps)
    if len(text) > LONGEST:
        raise TooLong(f"{len(stamps)} ngày, {len(text)} ký tự; nhiều nhất {LONGEST}")
    return text


def dates_of(rrule: str) -> str:
    """What stands after `RDATE:`; the server keeps a `DTSTART` line of its own before it."""
    return rrule.rpartition("RDATE:")[2].strip()
