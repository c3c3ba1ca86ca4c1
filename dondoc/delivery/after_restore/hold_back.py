"""Holding back: a message that may have left in the lost span waits, visibly, for an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.workdays import Workdays
from dondoc.delivery.after_restore.lost_span import LostSpan
from dondoc.ledger.rows import detail_of
from dondoc.ledger.upsert import insert_new
from models import Contact, Incoming, Message, Notice, RestoredHold, Submission
from models.kinds import MessageState, NoticeKind
from models.reasons import OF_REFUSAL, MessageReason

_UNFINISHED = (
    MessageState.PENDING,
    MessageState.SENDING,
    MessageState.UNKNOWN,
    MessageState.HELD,
)


def doubtful_notices(
    session: Session,
    span: LostSpan | None,
    waiting: Sequence[tuple[Notice, Contact]],
    workdays: Workdays,
) -> set[int]:
    """The numbers of those that may have been said before the ledger was put back."""
    if span is None:
        return set()
    received = _received(session, (notice for notice, _contact in waiting))
    return {
        notice.id or 0
        for notice, _contact in waiting
        if span.may_have_said(notice, workdays, received_at=received.get(notice.id or 0))
    }


def hold_unfinished(session: Session, span: LostSpan, *, now: datetime) -> int:
    """Everything in the copy that was on its way to leave; returns how many.

    What a server had refused waits for an officer already.
    """
    query = select(Message).where(
        col(Message.state).in_(_UNFINISHED), col(Message.created_at) <= span.taken_at
    )
    found = [one for one in session.exec(query) if one.reason not in OF_REFUSAL]
    meant = {one.id or 0: min(one.next_attempt_at, span.lost_at) for one in found}
    return hold(session, span, found, meant, now=now)


def hold_new(
    session: Session, span: LostSpan, notices: Mapping[int, Iterable[Notice]], *, now: datetime
) -> int:
    """Messages just made of notices that may have been said, by their numbers."""
    meant = {number: min(map(span.meant_at, of)) for number, of in notices.items()}
    found = session.exec(select(Message).where(col(Message.id).in_(list(meant)))).all()
    return hold(session, span, found, meant, now=now)


def hold(
    session: Session,
    span: LostSpan,
    messages: Collection[Message],
    meant: Mapping[int, datetime],
    *,
    now: datetime,
) -> int:
    """Each message waits for an answer; one that had its answer is let go on. How many wait."""
    rows = [
        {
            "message_id": one.id,
            "restoration_id": span.id,
            "meant_at": meant[one.id or 0],
            "held_at": now,
            "answered_by": "",
        }
        for one in messages
    ]
    new = set(insert_new(session, RestoredHold, rows))
    for one in messages:
        if one.id in new:
            one.state, one.reason, one.reason_words = (
                MessageState.HELD,
                MessageReason.RESTORED,
                "",
            )
            one.lease_until = None
    session.flush()
    return len(new)


def mail_received_at(session: Session, message: Message) -> datetime | None:
    """When the mail came that this message asks back about."""
    query = select(Incoming.received_at).where(col(Incoming.asked_id) == message.id)
    return session.exec(query.order_by(col(Incoming.id))).first()


def _received(session: Session, notices: Iterable[Notice]) -> dict[int, datetime]:
    """By receipt: when what it confirms was received."""
    about = {
        one.id or 0: int(detail_of(one).get("submission_id") or 0)
        for one in notices
        if one.kind == NoticeKind.RECEIPT
    }
    if not about:
        return {}
    query = select(Submission.id, Submission.received_at)
    kept = dict(session.exec(query.where(col(Submission.id).in_(list(about.values())))).all())
    return {notice: kept[number] for notice, number in about.items() if number in kept}
