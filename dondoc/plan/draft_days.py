"""When the report that consolidates a round is drafted: from the day after the units' last date.

Never later than the body's own day (18, rolled back): where the units' date leaves no day between,
the draft is of that morning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dondoc.calendar.anchors import Anchors
from dondoc.calendar.arithmetic import rule_date
from dondoc.calendar.deadlines import reckon
from dondoc.calendar.rules import parse
from dondoc.calendar.workdays import Workdays

if TYPE_CHECKING:
    from dondoc.plan.schema import Duty


@dataclass(frozen=True)
class DraftDays:
    """From when it is drafted, and the day T of the body that signs it."""

    first_on: date
    target_on: date


def drafted_from(duty: Duty, consolidated: Duty, anchors: Anchors, workdays: Workdays) -> DraftDays:
    """The days of one period; `consolidated` is the units' duty that `duty` sums up."""
    own = reckon(rule_date(parse(duty.due_rule(duty.roles[0])), anchors, workdays), workdays)
    theirs = max(
        reckon(rule_date(parse(consolidated.due_rule(role)), anchors, workdays), workdays).due_on
        for role in consolidated.roles
    )
    return DraftDays(min(workdays.add(theirs, 1), own.target_on), own.target_on)
