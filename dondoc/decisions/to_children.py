"""What an officer decides on a unit's assignment holds for the units under it that still owe."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.ledger import audit
from dondoc.rounds.facts import load_facts
from dondoc.rounds.standing import standing
from models import Assignment, Decision
from models.kinds import DecisionKind

_SAID = {
    DecisionKind.WAIVED: ("miễn", "Miễn cùng đơn vị cấp trên."),
    DecisionKind.MOVED: ("dời hạn", "Dời hạn cùng đơn vị cấp trên."),
}


def follow(session: Session, parent: Assignment, kind: DecisionKind, now: datetime) -> int:
    """Waive, or give the new date to, the children without an answer; returns how many.

    Only a waiver and an extension are passed on: a return is about the unit's own document.
    """
    passed = {
        DecisionKind.WAIVED: DecisionKind.WAIVED,
        DecisionKind.EXTENSION_GRANTED: DecisionKind.MOVED,
    }.get(kind)
    if passed is None:
        return 0
    under = load_facts(session, col(Assignment.parent_id) == parent.id, as_of=now)
    ids = [one.id for one in under if standing(one, now).waiting_for_unit]
    children = session.exec(select(Assignment).where(col(Assignment.id).in_(ids))).all()
    for child in children:
        _pass_on(session, parent, child, passed, now)
    session.flush()
    return len(children)


def _pass_on(
    session: Session, parent: Assignment, child: Assignment, kind: DecisionKind, now: datetime
) -> None:
    assert child.id is not None
    act, reason = _SAID[kind]
    moved = kind is DecisionKind.MOVED
    session.add(
        Decision(
            assignment_id=child.id,
            kind=kind,
            reason=reason,
            due_before_on=child.due_on,
            due_after_on=parent.due_on if moved else None,
            decided_by=audit.SYSTEM,
            decided_at=now,
        )
    )
    if moved:
        child.due_on, child.target_on = parent.due_on, parent.target_on
        child.first_due_on = parent.first_due_on
        child.cycle += 1
        child.cycle_from_on = local_date(now)
    else:
        child.waived_at = now
    target = f"assignment:{child.id}"
    audit.record(session, actor=audit.SYSTEM, act=act, target=target, now=now, detail=reason)
