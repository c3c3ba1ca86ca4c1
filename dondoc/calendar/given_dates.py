"""From when on a date may be given: counted from when the unit can hear of it, not from the click.

A day wanted of a unit is a whole working day that it has known of (decision 0025).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dondoc.calendar.date_words import weekday_date
from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.sending_hours import next_office_moment
from dondoc.calendar.workdays import Workdays
from dondoc.clock import local_date

ANEW_DAYS = 2
"""Working days that a date given anew leaves, from the day on which the unit hears of it."""


@dataclass(frozen=True)
class DateRoom:
    """Between which days a date may be given at an instant, and the one proposed.

    `last_on` is None where no level above waits, or where no date can be kept before it any more:
    then `missed_on` is the day on which that level reports.
    """

    earliest_on: date
    proposed_on: date
    last_on: date | None = None
    missed_on: date | None = None


def earliest_date(now: datetime, workdays: Workdays) -> date:
    """The first full working day after the office moment at which the unit can hear of it."""
    return workdays.add(local_date(next_office_moment(now, workdays)), 1)


def date_room(now: datetime, workdays: Workdays, above_on: date | None) -> DateRoom:
    """What may be given now, where the level above reports on `above_on`.

    Two working days, yet before the level above reports while that can be; after that, two working
    days all the same.
    """
    earliest_on = earliest_date(now, workdays)
    anew_on = workdays.add(earliest_on, ANEW_DAYS - 1)
    if above_on is None:
        return DateRoom(earliest_on, anew_on)
    last_on = workdays.add(above_on, -1)
    if last_on < earliest_on:
        return DateRoom(earliest_on, anew_on, missed_on=above_on)
    return DateRoom(earliest_on, min(anew_on, last_on), last_on)


def extension_from(room: DateRoom, due_on: date, workdays: Workdays) -> date | None:
    """The first day that an extension may give: after the present date, heard of in time.

    None where none is left: the present date is already the last before the level above reports.
    """
    first_on = max(room.earliest_on, workdays.add(due_on, 1))
    return None if room.last_on is not None and first_on > room.last_on else first_on


def given_late(dates: Deadline, on: date) -> Deadline:
    """A rule's dates that nobody could keep any more, as `on` instead, with the reason."""
    why = f"{dates.arithmetic}; đơn vị biết muộn hơn, nên hạn là {weekday_date(on)}"
    return Deadline(dates.nominal_on, on, on, why)
