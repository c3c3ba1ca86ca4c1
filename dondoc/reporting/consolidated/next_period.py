"""VI. The next period: what falls due between this report and the next one, as the plan says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.calendar.periods import Period, PeriodKind, periods_of
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.report_rows import ReportRows

_AFTER_A_DEMAND = timedelta(days=92)
"""A report on demand has no next one: the three months after it."""


@dataclass(frozen=True)
class NextDue:
    """A round that is to come; `confirmed` where everything its date rests on has a source."""

    duty: Duty
    period: Period
    opens_on: date
    due_on: date
    confirmed: bool


def next_due(rows: ReportRows) -> tuple[NextDue, ...]:
    """By date, then in plan order; nothing of a year that no plan applies to."""
    after_on, until_on = _between(rows)
    found = [
        NextDue(
            duty=duty,
            period=one.period,
            opens_on=one.opens_on,
            due_on=one.last_due_on,
            confirmed=rows.rulebook.confirmed(duty, one.period.key),
        )
        for duty in rows.duties
        for year in range(after_on.year - 1, until_on.year + 1)
        for one in rows.rulebook.rounds(duty, year)
        if after_on < one.last_due_on <= until_on
    ]
    return tuple(sorted(found, key=lambda one: one.due_on))


def _between(rows: ReportRows) -> tuple[date, date]:
    """The day on which this report is due, and the day of the next one."""
    here = rows.span.period
    if here.kind is PeriodKind.EVENT:
        after_on = rows.span.until_on
        return after_on, after_on + _AFTER_A_DEMAND
    after = _following(rows.report, here)
    return _due_on(rows.rulebook, rows.report, here), _due_on(rows.rulebook, rows.report, after)


def _following(report: Duty, here: Period) -> Period:
    years = (here.year, here.year + 1)
    every = [one for y in years for one in periods_of(report.cadence, y, report.period_basis)]
    return min((one for one in every if one.end_on > here.end_on), default=here)


def _due_on(rulebook: Rulebook, report: Duty, of: Period) -> date:
    return rulebook.deadline(report, of.key, report.roles[0]).due_on
