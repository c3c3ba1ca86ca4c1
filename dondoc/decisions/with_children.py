"""Completing what a unit answers for with the units under it: a district with its communes.

The whole completes when the unit's own document and every child's answer is there, and what the
children did is accepted with it. «Not done», with a reason, is an answer: it ends the asking and is
counted.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.decisions.close import accept_answered
from dondoc.messages.environment import phrases
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment, Round


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
        kind is StandingKind.SUBMITTED and duty.acceptance == "auto" and not facts.reopened
    )
    if not due:
        return False
    # Held, and read anew: two answers recorded at once must not both complete it.
    this = select(Assignment).where(col(Assignment.id) == facts.id).with_for_update()
    parent = session.exec(this.execution_options(populate_existing=True)).one()
    completes = parent.completed_at is None
    if completes:
        reason = phrases("decisions").all_answered(facts.children)
        accept_answered(session, facts, reason=reason, now=now)
    children = load_facts(session, col(Assignment.parent_id) == facts.id, as_of=now)
    for child in children:
        if standing(child, now).kind is StandingKind.SUBMITTED and not child.reopened:
            reason = "Được chấp nhận cùng kết quả của đơn vị cấp trên."
            accept_answered(session, child, reason=reason, now=now)
    session.flush()
    return completes
