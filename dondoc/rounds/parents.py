"""A duty that a unit answers for with the units under it: a district for its communes (III.1.1.b).

The communes' assignments hang under the district's. The district hands in its own document and an
answer for each commune; the whole completes when all of it is there (`decisions/with_children`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.ledger.rows import AssignmentRow, insert_assignments
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import standing
from models import Assignment


def duty_asked(duty: Duty, parent_id: int | None) -> Duty:
    """The duty as this assignment asks for it: a child owes less than the unit above it."""
    return duty if parent_id is None else duty.of_child()


def children_of(registry: Registry, duty: Duty, parent: Unit, on: date) -> list[Unit]:
    """The units that the duty asks through `parent` on that day, in official order."""
    if duty.children is None:
        return []
    below = registry.units_in_role(duty.children, on)
    return [unit for unit in below if unit.parent(on) == parent.code]


def open_children(
    session: Session,
    registry: Registry,
    duty: Duty,
    round_id: int,
    *,
    opens_on: date,
    now: datetime,
) -> int:
    """Hang the children under the round's assignments, with the same dates; returns how many."""
    if duty.children is None:
        return 0
    query = select(Assignment).where(col(Assignment.round_id) == round_id)
    parents = session.exec(query.where(col(Assignment.parent_id).is_(None))).all()
    rows = (
        _row(duty, parent, child, opens_on=opens_on, now=now)
        for parent in parents
        for child in children_of(registry, duty, registry.unit(parent.unit_code), opens_on)
    )
    return len(insert_assignments(session, rows))


def _row(
    duty: Duty, parent: Assignment, child: Unit, *, opens_on: date, now: datetime
) -> AssignmentRow:
    assert duty.children is not None
    return AssignmentRow(
        parent.round_id,
        child,
        parent,
        role=duty.children,
        on=opens_on,
        asked_at=now,
        parent_id=parent.id,
        chased=duty.notify_children and parent.chased,
        first_due_on=parent.first_due_on,
    )


def has_children(session: Session, assignment_id: int) -> bool:
    """Does anything hang under the assignment?"""
    query = select(Assignment.id).where(col(Assignment.parent_id) == assignment_id).limit(1)
    return session.exec(query).first() is not None


def silent_names(registry: Registry, children: Iterable[Facts], as_of: datetime) -> list[str]:
    """The names of the children that have not answered, in official order."""
    waits = [one for one in children if standing(one, as_of).waiting_for_unit]
    units = sorted((registry.unit(one.unit_code) for one in waits), key=lambda unit: unit.order)
    return [unit.name for unit in units]
