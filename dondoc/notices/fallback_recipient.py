"""What one contact cannot be told, the next in order is; where there is none, Sở Nội vụ learns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from dondoc.clock import local_date
from dondoc.ledger.notice_key import NoticeKey
from dondoc.ledger.rows import NoticeRow, cancel, detail_of, insert_notices
from dondoc.notices.recipients import NOBODY, Address, Reach, load_reach
from dondoc.notices.unreachable import unreachable_key
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Contact, Message, Notice, Round
from models.kinds import MessageState, NoticeKind
from models.reasons import CancelReason, MessageReason

COPIED = "copied"
"""In the detail of a notice: somebody else was told, or was to be told, the same before."""


def unsaid(session: Session, contact: Contact, message_id: int | None) -> Sequence[Notice]:
    """What this message was to say, and what else still waits for its contact."""
    waits = (col(Notice.message_id).is_(None)) & (col(Notice.contact_id) == contact.id)
    query = select(Notice).where(
        or_(col(Notice.message_id) == message_id, waits) if message_id else waits,
        col(Notice.cancelled_at).is_(None),
    )
    return session.exec(query.order_by(col(Notice.id))).all()


def hand_over(
    session: Session,
    rulebook: Rulebook,
    *,
    gone: Contact,
    notices: Sequence[Notice],
    why: str,
    now: datetime,
) -> None:
    """The next clerk in order says each notice, once; a head's goes to another head first.

    Where nobody is left, the monitoring body is told once of this contact, with the reason.
    """
    if not notices:
        return
    spent = {gone.id, *_tried_in_vain(session, notices[0])}
    reach = load_reach(session, [gone.unit_code], without=spent).get(gone.unit_code, NOBODY)
    if reach.reachable:
        for notice in notices:
            said = take_over(session, notice, reach, now=now)
            if said and notice.message_id is None:
                cancel(notice, CancelReason.NEXT_CONTACT, now=now)
        return
    told = {"reason": why}
    tell_monitor(session, rulebook, gone=gone, about=notices[0], detail=told, now=now)


def fell_away(
    session: Session, rulebook: Rulebook, message: Message, contact: Contact, *, now: datetime
) -> None:
    """A message whose contact was set aside after it was gathered: it closes, others are told."""
    said = contact.disabled_why or ""
    notices = unsaid(session, contact, message.id)
    hand_over(session, rulebook, gone=contact, notices=notices, why=said, now=now)
    for notice in notices:
        if notice.message_id is not None:
            cancel(notice, CancelReason.CONTACT_ENDED, now=now)
    message.state, message.lease_until = MessageState.CANCELLED, None
    message.reason, message.reason_words = MessageReason.CONTACT_ENDED, said
    session.flush()


def take_over(session: Session, notice: Notice, reach: Reach, *, now: datetime) -> bool:
    """The same notice for the next recipient, unless it has it already; False for none."""
    heirs = _heir(session, reach, notice)
    insert_notices(session, [_for(heir, notice, now=now) for heir in heirs])
    return bool(heirs)


def tell_monitor(
    session: Session,
    rulebook: Rulebook,
    *,
    gone: Contact,
    about: Notice,
    detail: dict[str, Any],
    now: datetime,
    rung: str = "",
) -> None:
    """In its next digest the monitoring body reads that this contact cannot be told; once."""
    rows = [
        NoticeRow(
            unreachable_key(gone.unit_code, monitor.id, rung or f"c{gone.id}"),
            assignment_id=about.assignment_id,
            not_before=max(about.not_before, now),
            created_at=now,
            detail={**detail, "unit": gone.unit_code},
        )
        for monitor in _monitors(session, rulebook.registry, gone, about, now=now)
    ]
    insert_notices(session, rows)


def _tried_in_vain(session: Session, notice: Notice) -> set[int]:
    """Who had the same thing to be told and was not reached: for a day, or a report said so."""
    query = (
        select(Notice.contact_id)
        .join(Message, col(Notice.message_id) == col(Message.id))
        .where(
            col(Notice.assignment_id) == notice.assignment_id,
            col(Notice.kind) == notice.kind,
            col(Notice.rung) == notice.rung,
            col(Notice.cycle) == notice.cycle,
            col(Message.state).in_([MessageState.EXPIRED, MessageState.REFUSED]),
        )
    )
    return set(session.exec(query))


def _heir(session: Session, reach: Reach, notice: Notice) -> tuple[Address, ...]:
    """A head's words go to another head, else to the clerk where that rung says nothing to him."""
    if notice.kind != NoticeKind.OVERDUE_HEAD:
        return reach.clerks[:1]
    if reach.heads:
        return reach.heads[:1]
    told = select(Notice.id).where(
        col(Notice.assignment_id) == notice.assignment_id,
        col(Notice.kind) == NoticeKind.OVERDUE,
        col(Notice.rung) == notice.rung,
        col(Notice.cycle) == notice.cycle,
    )
    return () if session.exec(told.limit(1)).first() else reach.clerks[:1]


def _for(heir: Address, notice: Notice, *, now: datetime) -> NoticeRow:
    return NoticeRow(
        NoticeKey.parse(notice.key).to(heir.id),
        assignment_id=notice.assignment_id,
        not_before=max(notice.not_before, now),
        immediate=notice.immediate,
        created_at=now,
        detail=as_copy(notice),
    )


def as_copy(notice: Notice) -> dict[str, Any]:
    """Its detail for one who says the same after it, at night perhaps: late without any outage."""
    return {**detail_of(notice), COPIED: True}


def _monitors(
    session: Session, registry: Registry, gone: Contact, about: Notice, *, now: datetime
) -> tuple[Address, ...]:
    if about.assignment_id is None:
        return ()
    assignment = session.get_one(Assignment, about.assignment_id)
    code, today = session.get_one(Round, assignment.round_id).duty, local_date(now)
    if code not in registry.duty_codes or code in registry.unwatched(today):
        return ()  # the plan was edited under it: nobody watches over it until it is mended
    duty = registry.plan.duty(code)
    monitor = registry.monitoring_unit(duty, today)
    if monitor.code in (assignment.unit_code, gone.unit_code):
        return ()
    return load_reach(session, [monitor.code]).get(monitor.code, NOBODY).clerks
