"""What stands in many rounds at once: all of one unit, all of one year, the last reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Plan
from dondoc.rounds.on_time_rate import is_judged
from dondoc.rounds.progress import (
    OWN,
    Progress,
    UnitProgress,
    progress_from,
    progress_of_duty,
    rows_of,
)
from models import Assignment, Round

LAST_REPORTS = 4
"""How many periods a rate is of: a year of reports."""


def unit_rows(
    session: Session, rulebook: Rulebook, unit: str, *, as_of: datetime
) -> list[UnitProgress]:
    """Everything that was asked of the unit by then, what is under another's too, by date.

    `unit` is the code that is unique over all time: a statistics office's number was given to
    another body since, and what that one owes is not this one's.
    """
    known = in_plan(session, rulebook.registry, local_date(as_of))
    rows = rows_of(session, rulebook, col(Assignment.unit_code) == unit, *known, as_of=as_of)
    return sorted(rows, key=_by_date)


def owed(rows: Iterable[UnitProgress]) -> list[UnitProgress]:
    """What the unit has to do now: open, returned or past its date; the earliest date first."""
    return [
        row
        for row in rows
        if row.standing.waiting_for_unit and row.facts.chased and not row.visited
    ]


def rounds_of_year(
    session: Session, rulebook: Rulebook, year: int, *, as_of: datetime
) -> dict[tuple[str, str], Progress]:
    """Every round of the year that was open by then, by duty and period."""
    known = in_plan(session, rulebook.registry, local_date(as_of))
    of_year = col(Round.period).startswith(str(year), autoescape=True)
    rows = rows_of(session, rulebook, OWN, of_year, *known, as_of=as_of)
    found: dict[tuple[str, str], list[UnitProgress]] = defaultdict(list)
    for row in rows:
        found[row.facts.duty, row.facts.period].append(row)
    return {
        (duty, period): progress_from(rulebook, duty, period, some, as_of=as_of)
        for (duty, period), some in found.items()
    }


@dataclass(frozen=True)
class Reports:
    """The rounds of the consolidated report: the one that opened last, running or not, and the
    last ones whose date has passed, the newest last.
    """

    newest: Progress | None
    passed: tuple[Progress, ...]


def last_reports(
    session: Session, rulebook: Rulebook, *, as_of: datetime, most: int = LAST_REPORTS
) -> Reports:
    """As they stand at `as_of`; none where no duty consolidates another."""
    duty = report_duty(rulebook.registry.plan)
    if duty is None:
        return Reports(None, ())
    query = (
        select(Round.period)
        .where(col(Round.duty) == duty.code, col(Round.opened_at) <= as_of)
        .order_by(col(Round.opens_on).desc())
        .limit(most + 1)  # the newest may still be running
    )
    periods = list(dict.fromkeys(session.exec(query)))
    found = progress_of_duty(session, rulebook, duty=duty.code, periods=periods, as_of=as_of)
    passed = [one for one in found if any(map(is_judged, one.rows))]
    return Reports(next(iter(found), None), tuple(passed[:most][::-1]))


def report_duty(plan: Plan) -> Duty | None:
    """The duty whose rounds another one consolidates: the reports that everybody owes."""
    return next((plan.duty(one.consolidates) for one in plan.duties if one.consolidates), None)


def years_of(rows: Sequence[UnitProgress]) -> list[int]:
    """The years that the rows' periods are of, the newest first."""
    return sorted({int(row.facts.period[:4]) for row in rows}, reverse=True)


def _by_date(row: UnitProgress) -> tuple[date, str, str]:
    return row.facts.due_on, row.facts.duty, row.facts.period
