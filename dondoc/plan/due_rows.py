"""Every due date of a year by role, reckoned from the rules; nothing of the ledger is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.periods import Period, periods_of
from dondoc.plan.agenda import waits_for_event
from dondoc.plan.asked_periods import asked_from
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty


@dataclass(frozen=True)
class DueRow:
    """The due date of one role in one period. `units` is how many bodies are in that role."""

    duty: Duty
    period: Period
    role: str
    role_title: str
    units: int
    opens_on: date
    deadline: Deadline


def due_rows(rulebook: Rulebook, duty: Duty, year: int) -> Iterator[DueRow]:
    """A row a period and role, for any year: a rule holds whether or not the plan applies.

    Where it does, only of the periods that it asks for: those on the board.
    """
    if waits_for_event(duty):
        return
    titles = {role.role: role.title for role in rulebook.registry.roles}
    for period in asked_periods(rulebook, duty, year):
        opens_on = rulebook.opens_on(duty, period.key)
        for role in duty.roles_on(opens_on) if duty.covers(opens_on) else ():
            units = len(rulebook.registry.units_in_role(role, opens_on))
            wanted = rulebook.deadline(duty, period.key, role)
            yield DueRow(duty, period, role, titles[role], units, opens_on, wanted)


def asked_periods(rulebook: Rulebook, duty: Duty, year: int) -> list[Period]:
    """The periods of a year that the plan asks for; all of them where it does not apply."""
    applies = rulebook.registry.plan.application(year)
    periods = periods_of(duty.cadence, year, duty.period_basis)
    return [one for one in periods if not applies or asked_from(duty, one, applies.issued_on)]
