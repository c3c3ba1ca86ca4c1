"""What a message says of what a unit handed in: this time, and the period before."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.periods import period
from dondoc.messages.environment import phrases
from dondoc.messages.message_facts import Handed
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.submissions.afterwards import receipt_then
from dondoc.submissions.flags import lacks_of
from dondoc.submissions.record_submission import receipt_number
from models import Assignment, Figure, File, ReceiptChange, Round, Submission


def submission_summary(
    session: Session, duty: Duty, submission_id: int | None, *, now: datetime
) -> Handed | None:
    """The submission of that number as its receipt says it; None where a notice names none.

    Written late or once more, it says what was true when it was given, and what came after.
    """
    kept = session.get(Submission, submission_id) if submission_id else None
    if kept is None:
        return None
    then = receipt_then(session, kept, now=now)
    titles = {indicator.code: indicator.title for indicator in duty.indicators}
    figures = session.exec(select(Figure).where(col(Figure.submission_id) == kept.id))
    files = tuple(session.exec(select(File.name).where(col(File.submission_id) == kept.id)))
    values = {figure.indicator: figure.value for figure in figures}
    return Handed(
        receipt=receipt_number(kept.id or 0, kept.recorded_at),
        received_at=kept.received_at,
        recorded_at=kept.recorded_at,
        answer=kept.answer.value,
        document_number=kept.document_number,
        document_on=kept.document_on,
        signer=kept.signer,
        reason=kept.reason,
        figures=tuple((titles[code], values[code]) for code in titles if code in values),
        files=files,
        link=kept.link,
        sent_on=kept.sent_on,
        late=then.late,
        unproven_on=then.unproven_on,
        due_on=then.facts.due_on,
        afterwards=then.afterwards,
        corrected=_corrected(session, kept),
        lacks=lacks_of(duty, kept, figures=bool(values), files=bool(files)),
    )


def _corrected(session: Session, kept: Submission) -> bool:
    """Was the time of its receipt corrected?"""
    changes = select(ReceiptChange.id).where(col(ReceiptChange.submission_id) == kept.id)
    return session.exec(changes.limit(1)).first() is not None


def period_before(session: Session, duty: Duty, facts: Facts) -> str | None:
    """What the unit did in the period before, for an opening."""
    query = (
        select(Submission, Round.period)
        .join(Assignment, col(Submission.assignment_id) == col(Assignment.id))
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(
            col(Round.duty) == duty.code,
            col(Assignment.unit_code) == facts.unit_code,
            col(Assignment.id) < facts.id,
            col(Submission.document_number).is_not(None),
            col(Submission.withdrawn_at).is_(None),
        )
    )
    found = session.exec(query.order_by(col(Submission.id).desc())).first()
    if found is None or found[0].document_on is None:
        return None
    newest, key = found
    named = period(key, duty.period_basis).short()
    return phrases("submissions").before(named, newest.document_number, newest.document_on)
