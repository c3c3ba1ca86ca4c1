"""A duty that a unit answers for with the units under it: a district for its communes (III.1.1.b).

The communes' assignments hang under the district's. The district hands in its own document and an
answer for each commune; the whole completes when all of it is there, and what the communes did is
accepted with it. «Not done», with a reason, is an answer: it ends the asking and is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.ledger.rows import AssignmentRow, insert_assignments
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty
from dondoc.rounds.acceptance import accept_answered
from dondoc.rounds.facts import Facts, load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment, Round


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
    session: Session, registry: Registry, duty: Duty, *, round_id: int, opens_on: date
) -> int:
    """Hang the children under the round's assignments, with the same dates; returns how many."""
    if duty.children is None:
        return 0
    query = select(Assignment).where(col(Assignment.round_id) == round_id)
    parents = session.exec(query.where(col(Assignment.parent_id).is_(None))).all()
    rows = [
        _row(duty, parent, child, opens_on)
        for parent in parents
        for child in children_of(registry, duty, registry.unit(parent.unit_code), opens_on)
    ]
    return len(insert_assignments(session, rows))


def _row(duty: Duty, parent: Assignment, child: Unit, opens_on: date) -> AssignmentRow:
    assert duty.children is not None
    return AssignmentRow(
        parent.round_id,
        child,
        parent,
        role=duty.children,
        on=opens_on,
        parent_id=parent.id,
        chased=duty.notify_children and parent.chased,
        first_due_on=parent.first_due_on,
    )


def settle_duty(session: Session, duty: Duty, now: datetime) -> int:
    """Complete whatever of the duty has all its answers; returns how many units that is."""
    if duty.children is None:
        return 0
    open_rows = select(Assignment.parent_id).where(
        col(Assignment.parent_id).is_not(None), col(Assignment.completed_at).is_(None)
    )
    found = load_facts(
        session, col(Round.duty) == duty.code, col(Assignment.id).in_(open_rows), as_of=now
    )
    return sum(_settle(session, duty, facts, now) for facts in found)


def settle_one(session: Session, duty: Duty, parent_id: int, now: datetime) -> bool:
    """The same for one unit's assignment, as soon as something of it has been recorded."""
    session.flush()
    found = load_facts(session, col(Assignment.id) == parent_id, as_of=now)
    return bool(found) and _settle(session, duty, found[0], now)


def _settle(session: Session, duty: Duty, facts: Facts, now: datetime) -> bool:
    """Complete the unit's own assignment if all is there, then accept what its children did."""
    if facts.children is None or not facts.children.complete:
        return False
    kind = standing(facts, now).kind
    due = kind is StandingKind.COMPLETED or (
        kind is StandingKind.SUBMITTED and duty.acceptance == "auto"
    )
    if not due:
        return False
    # Held, and read anew: two answers recorded at once must not both complete it.
    this = select(Assignment).where(col(Assignment.id) == facts.id).with_for_update()
    parent = session.exec(this.execution_options(populate_existing=True)).one()
    completes = parent.completed_at is None
    if completes:
        accept_answered(
            session, facts, reason=f"Văn bản đã có; {facts.children.sentence()}.", now=now
        )
    children = load_facts(session, col(Assignment.parent_id) == facts.id, as_of=now)
    for child in children:
        if standing(child, now).kind is StandingKind.SUBMITTED:
            reason = "Được chấp nhận cùng kết quả của đơn vị cấp trên."
            accept_answered(session, child, reason=reason, now=now)
    session.flush()
    return completes


def has_children(session: Session, assignment_id: int) -> bool:
    """Does anything hang under the assignment?"""
    query = select(Assignment.id).where(col(Assignment.parent_id) == assignment_id).limit(1)
    return session.exec(query).first() is not None


def silent_names(registry: Registry, children: Iterable[Facts], as_of: datetime) -> list[str]:
    """The names of the children that have not answered, in official order."""
    waits = [one for one in children if standing(one, as_of).waiting_for_unit]
    units = sorted((registry.unit(one.unit_code) for one in waits), key=lambda unit: unit.order)
    return [unit.name for unit in units]
