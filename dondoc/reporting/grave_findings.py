"""Which units let the date pass by which they had to mend what harms a citizen."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, or_, select

from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.progress import rows_of
from models import Assignment, PublicationFinding
from models.publication_kinds import Severity


def grave_overdue(session: Session, rulebook: Rulebook, *, as_of: datetime) -> tuple[Unit, ...]:
    """The units with a grave finding open and overdue at `as_of`, by the one rule of lateness."""
    asked = select(PublicationFinding.assignment_id).where(
        col(PublicationFinding.severity) == Severity.HIGH,
        col(PublicationFinding.confirmed_at) <= as_of,
        or_(
            col(PublicationFinding.closed_at).is_(None),
            col(PublicationFinding.closed_at) > as_of,
        ),
    )
    rows = rows_of(session, rulebook, col(Assignment.id).in_(asked), as_of=as_of)
    return tuple({row.unit.code: row.unit for row in rows if row.overdue}.values())
