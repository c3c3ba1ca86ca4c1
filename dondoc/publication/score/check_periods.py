"""The periods in which publication is judged."""

from __future__ import annotations

from dondoc.calendar.periods import Period, PeriodKind, period


def check_period(key: str) -> Period:
    """The period of a key. Raises Refused for a key that names none.

    Months and weeks run by the calendar, as the monthly conclusion does (III.1.3.b2.2); quarters,
    halves and years from the 15th to the 14th, as the reports do that tell of them.
    """
    found = period(key, "calendar")
    by_calendar = found.kind in (PeriodKind.MONTH, PeriodKind.WEEK)
    return found if by_calendar else period(key, "reporting")
