"""When the machine looks again at what a unit says it has mended. Pure."""

from __future__ import annotations

from datetime import date

from dondoc.calendar.workdays import Workdays


def next_look_on(today: date, workdays: Workdays) -> date:
    """Sources with findings open are looked at each working day: the next one after today."""
    return workdays.add(today, 1)
