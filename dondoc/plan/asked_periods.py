"""Which periods the plan asks for, where they began before it was issued (decision 0046)."""

from __future__ import annotations

from datetime import date

from dondoc.calendar.periods import Period, PeriodKind
from dondoc.plan.duty import Duty

_SHORT = frozenset({PeriodKind.WEEK, PeriodKind.MONTH})


def asked_from(duty: Duty, period: Period, issued_on: date) -> bool:
    """Does a plan issued that day ask for this period of the duty?

    What is reported over NĐ 09/2019's periods is asked where its figures close on or after that
    day; the plan's own year always. What is done within a week or a month is asked only where all
    of it lies ahead; within a quarter or a half-year, where at least half of it does.
    """
    if period.kind is PeriodKind.YEAR or period.start_on >= issued_on:
        return True
    if duty.period_basis == "reporting":
        return period.cutoff_on >= issued_on
    if period.kind in _SHORT:
        return False
    return period.end_on - issued_on >= issued_on - period.start_on
