"""The date that a return gives by itself; an officer may give another."""

from __future__ import annotations

from datetime import date

from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty

RETURN_DAYS = 2
"""Working days that a return gives (domain.md §7), never past the level above."""


def return_date(rulebook: Rulebook, duty: Duty, period: str, *, today: date) -> date:
    """The date a return gives: `RETURN_DAYS` on, never past the level above."""
    given = rulebook.workdays.add(today, RETURN_DAYS)
    last = rulebook.last_day(duty, period)
    return max(min(given, last), today) if last else given
