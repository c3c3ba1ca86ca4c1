"""When something may leave: 08:00 and 14:00 on working days, office hours for what is immediate."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dondoc.calendar.workdays import Workdays
from dondoc.clock import at, local

WINDOWS = (time(8), time(14))
"""The hours at which what is due is gathered and sent (DESIGN §6)."""

ANSWER_BEFORE = time(11)
"""By when an answer of today is wanted where the superior's report is due today (DESIGN §6)."""

OFFICE_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))


WORKING_DAY = sum(
    (
        datetime.combine(date.min, closes) - datetime.combine(date.min, opens)
        for opens, closes in OFFICE_HOURS
    ),
    timedelta(),
)
"""How long an office is open on a day."""


def windows_in_words() -> str:
    """«08:00 và 14:00»"""
    return " và ".join(f"{opens:%H:%M}" for opens in WINDOWS)


def next_window(now: datetime, workdays: Workdays) -> datetime:
    """The next window's opening at or after `now`, on a working day."""
    here = local(now)
    if workdays.is_workday(here.date()):
        for opens in WINDOWS:
            if here.time() <= opens:
                return at(here.date(), opens.hour, opens.minute)
    return _first_window_after(here.date(), workdays)


def last_window(now: datetime, workdays: Workdays) -> datetime:
    """The opening of the newest window that has opened by `now`, on a working day."""
    here = local(now)
    opened = [opens for opens in WINDOWS if opens <= here.time()]
    if opened and workdays.is_workday(here.date()):
        return at(here.date(), opened[-1].hour, opened[-1].minute)
    return at(workdays.add(here.date(), -1), WINDOWS[-1].hour, WINDOWS[-1].minute)


def window_name(now: datetime) -> str:
    """The window that `now` falls into, as `2027-03-12T08:00`; before the first one, the first."""
    here = local(now)
    opened = [opens for opens in WINDOWS if opens <= here.time()]
    opens = opened[-1] if opened else WINDOWS[0]
    return f"{here.date().isoformat()}T{opens:%H:%M}"


def in_office_hours(now: datetime, workdays: Workdays) -> bool:
    """Is it a working day between 07:30–11:30 or 13:30–17:00?"""
    here = local(now)
    return workdays.is_workday(here.date()) and any(
        opens <= here.time() < closes for opens, closes in OFFICE_HOURS
    )


def next_office_moment(now: datetime, workdays: Workdays) -> datetime:
    """`now` inside office hours, else their next opening."""
    if in_office_hours(now, workdays):
        return now
    here = local(now)
    if workdays.is_workday(here.date()):
        for opens, _closes in OFFICE_HOURS:
            if here.time() < opens:
                return at(here.date(), opens.hour, opens.minute)
    first = OFFICE_HOURS[0][0]
    return at(workdays.add(here.date(), 1), first.hour, first.minute)


def office_time(since: datetime, until: datetime, workdays: Workdays) -> timedelta:
    """How long the office was open between two instants."""
    open_for, on = timedelta(), local(since).date()
    while on <= local(until).date():
        for opens, closes in OFFICE_HOURS if workdays.is_workday(on) else ():
            first = max(since, at(on, opens.hour, opens.minute))
            last = min(until, at(on, closes.hour, closes.minute))
            open_for += max(last - first, timedelta())
        on += timedelta(days=1)
    return open_for


def _first_window_after(today: date, workdays: Workdays) -> datetime:
    opens = WINDOWS[0]
    return at(workdays.add(today, 1), opens.hour, opens.minute)
