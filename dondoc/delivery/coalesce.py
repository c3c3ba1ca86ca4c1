"""What is due for a contact whose earlier message still waits goes along in it, not beside it.

A paused channel, a full day: the contact then hears one message, in which the newest rung speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.ledger.rows import cancel
from models import Contact, Message, Notice
from models.kinds import MessageState, NoticeKind
from models.reasons import CancelReason


def join_waiting(
    session: Session,
    waiting: Sequence[tuple[Notice, Contact]],
    *,
    at_once: str,
    now: datetime,
) -> None:
    """Hang the notices on messages gathered earlier and never tried; the others are left alone."""
    contacts = {contact.id for notice, contact in waiting if not notice.immediate}
    unsent = _never_tried(session, contacts, at_once=at_once)
    joined = [
        notice for notice, contact in waiting if not notice.immediate and contact.id in unsent
    ]
    for notice in joined:
        notice.message_id = unsent[notice.contact_id]
    session.flush()
    _supersede_older(session, joined, now=now)


def _never_tried(
    session: Session, contacts: set[int | None], *, at_once: str
) -> dict[int | None, int]:
    """By contact its message that waits; one that a worker takes just now is not among them."""
    query = (
        select(Message.contact_id, Message.id)
        .where(
            col(Message.contact_id).in_(contacts),
            col(Message.state) == MessageState.PENDING,
            col(Message.attempts) == 0,
            col(Message.window) != at_once,
        )
        .with_for_update(skip_locked=True)
    )
    return {contact: message or 0 for contact, message in session.exec(query)}


def _supersede_older(session: Session, joined: Sequence[Notice], *, now: datetime) -> None:
    newest: dict[tuple[int | None, int | None], int | None] = {
        (one.message_id, one.assignment_id): one.id
        for one in joined
        if one.assignment_id is not None and not said_once(one)
    }
    query = select(Notice).where(
        col(Notice.message_id).in_({message for message, _about in newest}),
        col(Notice.cancelled_at).is_(None),
    )
    for notice in session.exec(query):
        living = newest.get((notice.message_id, notice.assignment_id), notice.id)
        if notice.id != living and not said_once(notice):
            cancel(notice, CancelReason.NEWER, now=now)


def said_once(notice: Notice) -> bool:
    """No rung that a newer one replaces: that a unit cannot be reached is told once ever."""
    return notice.kind == NoticeKind.UNREACHABLE
