"""A day across all duties: what falls due around it, and what is overdue, by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.past_dates import may_be_overdue
from dondoc.rounds.progress import OWN, rows_of
from dondoc.rounds.standing import NOT_WANTED
from dondoc.rounds.unit_progress import UnitProgress
from models import Assignment


@dataclass(frozen=True)
class FallsDue:
    """The slots of one round that fall due on one day: how many are in, of how many asked."""

    due_on: date
    duty: Duty
    period: str
    period_short: str
    done: int
    asked: int

    @property
    def whole(self) -> bool:
        return self.done == self.asked


@dataclass(frozen=True)
class OverdueUnit:
    """A unit with everything of it that is overdue, the oldest first."""

    unit: Unit
    rows: tuple[UnitProgress, ...]

    @property
    def since_on(self) -> date:
        return self.rows[0].facts.due_on


def falls_due(
    session: Session, rulebook: Rulebook, *, first_on: date, last_on: date, as_of: datetime
) -> list[FallsDue]:
    """What falls due from the one day to the other, both included, by day and in the plan's order.

    What is only counted has a look-day and no date to keep; it is not among these.
    """
    due_on = col(Assignment.due_on)
    known = in_plan(session, rulebook.registry, local_date(as_of))
    within = (OWN, col(Assignment.chased).is_(True), due_on >= first_on, due_on <= last_on, *known)
    found: dict[tuple[date, str, str], list[UnitProgress]] = defaultdict(list)
    for row in rows_of(session, rulebook, *within, as_of=as_of):
        if not row.visited and row.standing.kind not in NOT_WANTED:
            found[row.facts.due_on, row.facts.duty, row.facts.period].append(row)
    order = [duty.code for duty in rulebook.registry.plan.duties]
    return [
        _falls_due(rulebook, found[key])
        for key in sorted(found, key=lambda key: (key[0], _place(order, key[1]), key[2]))
    ]


def overdue_units(session: Session, rulebook: Rulebook, *, as_of: datetime) -> list[OverdueUnit]:
    """Who has something overdue, the most first; who is asked is never overdue."""
    by_unit: dict[str, list[UnitProgress]] = defaultdict(list)
    known = in_plan(session, rulebook.registry, local_date(as_of))
    wanted = (OWN, *may_be_overdue(as_of), *known)
    for row in rows_of(session, rulebook, *wanted, as_of=as_of):
        if row.overdue and not row.visited:
            by_unit[row.unit.code].append(row)
    found = [
        OverdueUnit(rows[0].unit, tuple(sorted(rows, key=lambda row: row.facts.due_on)))
        for rows in by_unit.values()
    ]
    return sorted(found, key=lambda one: (-len(one.rows), one.unit.order, one.unit.code))


def _falls_due(rulebook: Rulebook, rows: Sequence[UnitProgress]) -> FallsDue:
    facts = rows[0].facts
    duty = rulebook.registry.duty_of(facts.plan, facts.duty)
    return FallsDue(
        due_on=facts.due_on,
        duty=duty,
        period=facts.period,
        period_short=rulebook.period(duty, facts.period).short(),
        done=sum(row.standing.handed_in or row.reached for row in rows),
        asked=len(rows),
    )


def _place(order: Sequence[str], code: str) -> int:
    return order.index(code) if code in order else len(order)
