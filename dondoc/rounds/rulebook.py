"""The plan and the calendar together, and the dates that follow from both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dondoc.calendar.deadlines import Anchors, Deadline, day, deadline
from dondoc.calendar.periods import Period, period, periods_of
from dondoc.calendar.rules import parse
from dondoc.calendar.workdays import Workdays, load_workdays
from dondoc.plan.registry import Registry, load_registry
from dondoc.plan.schema import Duty


@dataclass(frozen=True)
class Rulebook:
    """What is true of the plan: its duties and units, and which days are worked."""

    registry: Registry
    workdays: Workdays

    def periods(self, duty: Duty, year: int) -> list[Period]:
        """The periods of a year that the plan asks for; none where it does not apply."""
        if self.registry.plan.application(year) is None:
            return []
        return periods_of(duty.cadence, year, duty.period_basis)

    def period(self, duty: Duty, key: str) -> Period:
        return period(key, duty.period_basis)

    def anchors(self, duty: Duty, key: str) -> Anchors:
        """What the duty's rules may count from in this period."""
        applies = self.registry.plan.application(int(key[:4]))
        issued_on = applies.issued_on if applies else None
        return Anchors.of(self.period(duty, key), issued_on=issued_on)

    def opens_on(self, duty: Duty, key: str) -> date:
        return day(parse(duty.opens), self.anchors(duty, key), self.workdays)

    def deadline(self, duty: Duty, key: str, role: str) -> Deadline:
        """By when the units of a role owe this duty's period, with the arithmetic as text."""
        return deadline(parse(duty.due_rule(role)), self.anchors(duty, key), self.workdays)

    def report_above_on(self, duty: Duty, key: str) -> date | None:
        """When the level above must itself report on this period (NĐ 09/2019 art. 8.5)."""
        if duty.bounded_by is None:
            return None
        upper = self.registry.plan.duty(duty.bounded_by)
        return self.deadline(upper, key, upper.roles[0]).due_on

    def last_day(self, duty: Duty, key: str) -> date | None:
        """The last day that a return or an extension may give: a working day before that."""
        above_on = self.report_above_on(duty, key)
        return None if above_on is None else self.workdays.add(above_on, -1)

    def confirmed(self, duty: Duty, key: str) -> bool:
        """Does everything that a date of this period rests on have a source?"""
        applies = self.registry.plan.application(int(key[:4]))
        calendar = self.workdays.confirmed(self.period(duty, key).end_on.year)
        return bool(applies and applies.confirmed and duty.basis.confirmed and calendar)


@lru_cache(maxsize=4)
def load_rulebook(folder: Path | None = None, *, demo: bool = False) -> Rulebook:
    """The shipped plan, or the one in `folder`; in the demo it applies to any year and says so."""
    registry = load_registry(folder)
    calendar = folder / "calendar.yaml" if folder else None
    return Rulebook(registry.for_demo() if demo else registry, load_workdays(calendar))
