"""When a duty closes: from then on it can no longer be done for its period (DESIGN §5 rule 11).

What the plan does not say is settled by the kind of duty (decision 0042): what the level above
sums up closes with that report; what is done within a period some days after the period's end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dondoc.calendar.deadlines import rule_date
from dondoc.calendar.periods import PeriodKind
from dondoc.calendar.rules import parse
from dondoc.plan.duty import CLOSES_NEVER, CLOSES_OTHERWISE, CLOSES_WITH_REPORT
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty

CLOSES_AFTER = 3
"""Working days after the period's end, and after a date that was given anew."""


@dataclass(frozen=True)
class Closing:
    """`on` is the last day on which it can be done; `report` the duty that it closes with."""

    on: date | None = None
    report: str | None = None


OPEN_FOR_EVER = Closing()


def closing_of(rulebook: Rulebook, duty: Duty, period: str, role: str) -> Closing:
    """When a round of the duty closes for a role; what an event or a demand asks for never does."""
    if duty.closes == CLOSES_NEVER or rulebook.period(duty, period).kind is PeriodKind.EVENT:
        return OPEN_FOR_EVER
    if duty.closes not in CLOSES_OTHERWISE:
        anchors = rulebook.anchors(duty, period)
        return Closing(rule_date(parse(duty.closes), anchors, rulebook.workdays))
    if duty.closes == CLOSES_WITH_REPORT or duty.bounded_by:
        return Closing(report=duty.bounded_by)
    end_on = rulebook.workdays.add(rulebook.period(duty, period).end_on, CLOSES_AFTER)
    within = rulebook.deadline(duty, period, role).nominal_on < end_on
    return Closing(end_on) if within else OPEN_FOR_EVER


def closes_with_report(duty: Duty) -> bool:
    """Is it summed up by the level above, so that who is silent has sent nothing to it?"""
    return duty.closes == CLOSES_WITH_REPORT or (duty.closes == "" and bool(duty.bounded_by))
