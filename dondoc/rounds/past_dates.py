"""The dates that stood at an instant past, from the rows that keep them (decision 0014)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlmodel import Session, col

from dondoc.clock import local_date
from dondoc.ledger.by_ids import AS_OF, IDS, ask_by_ids
from models import Assignment, DateChange, ReceiptChange, Submission
from models.database import table_of
from models.kinds import UtcDateTime

_CHANGED_LATER = (
    select(table_of(DateChange))
    .where(col(DateChange.assignment_id).in_(IDS), col(DateChange.at) > AS_OF)
    .order_by(col(DateChange.assignment_id), col(DateChange.id).desc())
)


def dates_then(session: Session, ids: Sequence[int], as_of: datetime) -> dict[int, Row[Any]]:
    """What stood at `as_of` of those that got other dates since: what the first change ended.

    Who is not in it has the dates of then still.
    """
    later = ask_by_ids(session, _CHANGED_LATER, ids, as_of=as_of)
    return {row.assignment_id: row for row in later}


def may_be_overdue(as_of: datetime, *, asked: bool = False) -> tuple[ColumnElement[bool], ...]:
    """What to ask of Assignment so that few rows come besides those past their date at `as_of`.

    With `asked` those of units that are asked and not ordered are among them. Cheaply asked; what
    stands in their facts decides.
    """
    ended = (col(Assignment.completed_at), col(Assignment.waived_at))
    moved = select(col(DateChange.assignment_id)).where(col(DateChange.at) > as_of)
    ordered = () if asked else (col(Assignment.tone) != "request",)
    return (
        col(Assignment.chased).is_(True),
        *ordered,
        or_(col(Assignment.due_on) < local_date(as_of), col(Assignment.id).in_(moved)),
        *(or_(at.is_(None), at > as_of) for at in ended),
    )


def received_then() -> ColumnElement[datetime]:
    """When a submission was known to have come at `AS_OF`: what the first correction since ended.

    A column of a question about submissions.
    """
    before = (
        select(col(ReceiptChange.received_at))
        .where(
            col(ReceiptChange.submission_id) == col(Submission.id), col(ReceiptChange.at) > AS_OF
        )
        .order_by(col(ReceiptChange.id))
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(before, col(Submission.received_at), type_=UtcDateTime)


def first_arithmetic(session: Session, assignment: Assignment) -> str:
    """How the date was reckoned at the opening, whatever the calendar made of it since."""
    query = select(col(DateChange.arithmetic)).where(col(DateChange.assignment_id) == assignment.id)
    before = session.execute(query.order_by(col(DateChange.id)).limit(1)).scalar()
    return before or assignment.arithmetic
