"""A contact put out of use and back: what never left for it may be said to it again."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, or_, select

from dondoc.contacts.places import give_place
from dondoc.ledger.notice_key import NoticeKey
from models import Contact, ContactUse, Message, Notice
from models.kinds import MessageState
from models.reasons import CancelReason

_NEVER_LEFT = (CancelReason.UNVERIFIED, CancelReason.NEXT_CONTACT, CancelReason.CONTACT_ENDED)
_IN_VAIN = (MessageState.REFUSED, MessageState.EXPIRED)


def put_out(contact: Contact, why: str, *, now: datetime) -> None:
    """It is written to no more."""
    contact.disabled_at, contact.disabled_why = now, why


def put_back(session: Session, contact: Contact, *, now: datetime) -> None:
    """It is in use from now on; the next planning tells it the newest of what is still owed.

    In its own place, or behind everybody where another took that meanwhile.
    """
    give_place(session, contact)
    if contact.id is not None and contact.disabled_at is not None:
        before = ContactUse(
            contact_id=contact.id, from_at=contact.in_use_at, until_at=contact.disabled_at
        )
        session.add(before)
    contact.disabled_at = contact.disabled_why = None
    contact.in_use_at = now
    session.add(contact)
    session.flush()
    tell_anew(session, contact.id or 0)


def tell_anew(session: Session, contact_id: int) -> None:
    """Let go the keys of the rungs that never left for this contact: it can be reached now.

    Another contact may have been told in its place; this one hears the newest of them.
    """
    query = (
        select(Notice)
        .outerjoin(Message, col(Notice.message_id) == col(Message.id))
        .where(
            col(Notice.contact_id) == contact_id,
            col(Notice.assignment_id).is_not(None),
            col(Notice.immediate).is_(False),
            or_(col(Notice.cancelled_why).in_(_NEVER_LEFT), col(Message.state).in_(_IN_VAIN)),
        )
    )
    for notice in session.exec(query):
        key = NoticeKey.parse(notice.key)
        if not key.again:
            notice.key = str(key.said_again(f"0.{notice.id}"))
    session.flush()
