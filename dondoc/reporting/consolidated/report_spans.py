"""The days that a consolidated report is about, and which rounds of a duty belong to it.

A duty reported by the same periods gives its report of that period. Of any other a round belongs
to the one report in whose days it falls due: by then its figures are whole, and none is in two
(decision 0055). What is counted as it is done belongs where its day is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dondoc.calendar.period_words import year_before
from dondoc.calendar.periods import Period, PeriodKind, period, periods_of
from dondoc.plan.agenda import waits_for_event
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.cumulative import to_date


class Stretch(Enum):
    """Of which days a figure is."""

    PERIOD = "period"  # the report's own
    TO_DATE = "to_date"  # the year up to their end
    YEAR_BEFORE = "year_before"  # the same period a year earlier
    YEAR_BEFORE_TO_DATE = "year_before_to_date"


_NOW = (Stretch.PERIOD, Stretch.TO_DATE)


@dataclass(frozen=True)
class ReportSpan:
    """The stretches of one report. Periods run from the 15th to the 14th (NĐ 09/2019, cut-offs).

    A report on demand (`2027-E3`) is of the year up to `until_on`, the day of its `as_of`: `told`
    is the last report that ended before it, None where none has. It has no year before.
    """

    period: Period
    told: Period | None
    before: Period | None
    until_on: date

    @classmethod
    def of(cls, key: str, on: date) -> ReportSpan:
        """As of that day. Raises Refused for a key that names no period."""
        here = period(key, "reporting")
        if here.kind is not PeriodKind.EVENT:
            return cls(here, here, period(year_before(key), "reporting"), here.end_on)
        ended = [p for p in periods_of("four_reports", here.year, "reporting") if p.end_on < on]
        return cls(here, ended[-1] if ended else None, None, min(on, here.end_on))

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return tuple(Stretch) if self.before else _NOW

    @property
    def years(self) -> range:
        """The years in whose rounds something of the report can stand, the earliest first."""
        return range(self.period.year - (2 if self.before else 1), self.period.year + 1)

    def days(self, stretch: Stretch) -> tuple[date, date]:
        """The first and the last day."""
        if self.before and stretch not in _NOW:
            last, until_on = self.before, self.before.end_on
        else:
            last, until_on = self.period, self.until_on
        year = period(last.key[:4], "reporting")
        whole = stretch in (Stretch.TO_DATE, Stretch.YEAR_BEFORE_TO_DATE)
        return (year if whole else last).start_on, until_on

    def holds(self, stretch: Stretch, on: date) -> bool:
        first_on, last_on = self.days(stretch)
        return first_on <= on <= last_on

    def keys(self, duty: Duty, stretch: Stretch) -> tuple[str, ...] | None:
        """The duty's reports of the stretch; None where it is not reported by these periods."""
        if duty.period_basis != "reporting":
            return None
        last = self.told if stretch in _NOW else self.before
        if last is None:
            return ()
        own = {one.key for one in periods_of(duty.cadence, last.year, "reporting")}
        single = stretch in (Stretch.PERIOD, Stretch.YEAR_BEFORE)
        wanted = (last.key,) if single and self.before else to_date(last.key)
        return tuple(key for key in wanted if key in own)


def fell_due(rulebook: Rulebook, duty: Duty, key: str, opens_on: date) -> date:
    """By which day a round is assigned to a report: its last role's date, as the plan sets it.

    Of an event or a demand the day on which it was asked: its date is each document's own.
    """
    if "-E" in key or waits_for_event(duty):
        return opens_on
    return max(rulebook.deadline(duty, key, role).due_on for role in duty.roles)
