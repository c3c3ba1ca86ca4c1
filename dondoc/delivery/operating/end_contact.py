"""A contact put out of use by a person: the next in order is told what waited for it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.notices.fallback_recipient import hand_over, unsaid
from dondoc.plan.rulebook import Rulebook
from models import Contact

ENDED = "ngừng dùng đầu mối"


def end_contact(
    session: Session, rulebook: Rulebook, contact: Contact, *, why: str, by: Actor, now: datetime
) -> None:
    """Out of use from now on, and with it every link that was sent there (`contacts.keys`)."""
    contact.disabled_at, contact.disabled_why = now, why
    session.add(contact)
    target = f"contact:{contact.id}"
    audit.record(session, actor=by, act=ENDED, target=target, now=now, detail=why)
    waiting = unsaid(session, contact, None)
    hand_over(session, rulebook, gone=contact, notices=waiting, why=why, now=now)
