"""Acceptance by the system itself: what a rule completes, without an officer's look."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.ledger import audit
from dondoc.rounds.facts import Facts
from models import Assignment, Decision
from models.kinds import DecisionKind


def accept_answered(session: Session, facts: Facts, *, reason: str, now: datetime) -> None:
    """Accept the newest version that the unit handed in; none is needed."""
    version = facts.last.version if facts.last else None
    accept(session, facts.id, version=version, reason=reason, now=now)


def accept(
    session: Session, assignment_id: int, *, version: int | None, reason: str, now: datetime
) -> None:
    """Complete the assignment, with the decision and the audit row that say why.

    `version` is the submission's that is accepted, None where it completes without one.
    """
    assignment = session.get_one(Assignment, assignment_id)
    assignment.completed_at = now
    session.add(
        Decision(
            assignment_id=assignment_id,
            kind=DecisionKind.ACCEPTED,
            version=version,
            reason=reason,
            due_before_on=assignment.due_on,
            decided_by=audit.SYSTEM,
            decided_at=now,
        )
    )
    audit.record(
        session,
        actor=audit.SYSTEM,
        act="chấp nhận",
        target=f"assignment:{assignment_id}",
        now=now,
        detail=reason,
    )
    session.flush()
