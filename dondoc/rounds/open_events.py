"""What happened and still waits for a unit, beside the periodic answer about the same matter.

A unit that reviews each month (II.3.3) and was asked to submit after a ministry's decision
(II.3.3.2) has something to say for that month: «không phát sinh» is odd while that is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col

from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import standing
from models import Assignment, Round


def is_event_of(periodic: Duty, event: Duty) -> bool:
    """Is `event` what happens in the matter that `periodic` asks about, with nil an answer?"""
    same = event.bullet == periodic.bullet and event.flow == periodic.flow
    return same and periodic.nil_at_once and event.cadence == "on_event"


def open_events(
    session: Session, registry: Registry, periodic: Duty, unit_code: str, *, now: datetime
) -> Sequence[Facts]:
    """The unit's assignments of such duties that wait for it, by date; none for other duties."""
    codes = [one.code for one in registry.plan.duties if is_event_of(periodic, one)]
    if not codes:
        return ()
    mine = (col(Round.duty).in_(codes), col(Assignment.unit_code) == unit_code)
    found = load_facts(session, *mine, as_of=now)
    waiting = [one for one in found if standing(one, now).waiting_for_unit]
    return sorted(waiting, key=lambda one: (one.due_on, one.id))
