"""Everything that was said to a unit: its messages to every contact, the newest first, by pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.delivery.operating.delivery_words import STATES
from models import Contact, Message

PAGE_SIZE = 20


@dataclass(frozen=True)
class SaidMessage:
    """One sending to one contact; `subject` is empty until it is rendered."""

    id: int
    at: datetime
    subject: str
    state: str
    contact: Contact


@dataclass(frozen=True)
class SaidPage:
    """One page of them; `number` and `last` count from one."""

    messages: tuple[SaidMessage, ...]
    total: int
    number: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def said_to(session: Session, unit: str, *, number: int, as_of: datetime) -> SaidPage:
    """The page of that number, or the last one where there are not so many."""
    ours = (
        col(Contact.unit_code) == unit,
        col(Message.created_at) <= as_of,
    )
    joined = col(Message.contact_id) == col(Contact.id)
    total = session.exec(
        select(func.count()).select_from(Message).join(Contact, joined).where(*ours)
    ).one()
    last = SaidPage((), total, 1).last
    here = min(max(1, number), last)
    query = select(Message, Contact).join(Contact, joined).where(*ours)
    newest = query.order_by(col(Message.created_at).desc(), col(Message.id).desc())
    found = session.exec(newest.offset((here - 1) * PAGE_SIZE).limit(PAGE_SIZE))
    shown = tuple(_one(message, contact) for message, contact in found)
    return SaidPage(shown, total, here)


def _one(message: Message, contact: Contact) -> SaidMessage:
    assert message.id is not None
    at = message.sent_at or message.created_at
    return SaidMessage(message.id, at, message.subject, STATES[message.state], contact)
