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
from dondoc.rounds.alike import counted_alike
from dondoc.rounds.on_time_rate import is_judged
from dondoc.rounds.progress import OWN, RoundCount, count_from, rows_of
from dondoc.rounds.tally import Alike
from dondoc.rounds.unit_progress import UnitProgress
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
) -> dict[tuple[str, str], RoundCount]:
    """Every round of the year that was open by then, by duty and period."""
    known = in_plan(session, rulebook.registry, local_date(as_of))
    of_year = col(Round.period).startswith(str(year), autoescape=True)
    found: dict[tuple[str, str], list[Alike]] = defaultdict(list)
    for one in counted_alike(session, rulebook, OWN, of_year, *known, as_of=as_of):
        found[one.row.facts.duty, one.row.facts.period].append(one)
    return {
        (duty, period): count_from(rulebook, duty, period, some, as_of=as_of)
        for (duty, period), some in found.items()
    }


@dataclass(frozen=True)
class Reports:
    """The rounds of the consolidated report: the one that opened last, running or not, and the
    last ones whose date has passed, the newest last.
    """

    newest: RoundCount | None
    passed: tuple[RoundCount, ...]


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
    mine = (OWN, col(Round.duty) == duty.code, col(Round.period).in_(periods))
    alike = counted_alike(session, rulebook, *mine, as_of=as_of)
    found = [
        count_from(rulebook, duty.code, key, _of_period(alike, key), as_of=as_of) for key in periods
    ]
    passed = [one for one in found if any(is_judged(each.row) for each in one.alike)]
    return Reports(next(iter(found), None), tuple(passed[:most][::-1]))


def _of_period(alike: Iterable[Alike], period: str) -> list[Alike]:
    return [one for one in alike if one.row.facts.period == period]


def report_duty(plan: Plan) -> Duty | None:
    """The duty whose rounds another one consolidates: the reports that everybody owes."""
    return next((plan.duty(one.consolidates) for one in plan.duties if one.consolidates), None)


def years_of(rows: Sequence[UnitProgress]) -> list[int]:
    """The years that the rows' periods are of, the newest first."""
    return sorted({int(row.facts.period[:4]) for row in rows}, reverse=True)


def _by_date(row: UnitProgress) -> tuple[date, str, str]:
    return row.facts.due_on, row.facts.duty, row.facts.period
