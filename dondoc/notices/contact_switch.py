"""A contact put out of use by a person, and back again: what waited for it goes to the next."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.contacts.in_use import put_back, put_out
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.notices.fallback_recipient import hand_over, unsaid
from dondoc.plan.rulebook import Rulebook
from models import Contact

ENDED, RETURNED = "ngừng dùng đầu mối", "cho dùng lại đầu mối"


def end_contact(
    session: Session, rulebook: Rulebook, contact: Contact, *, why: str, by: Actor, now: datetime
) -> None:
    """It is written to no more; the next in order says what it was not told."""
    put_out(contact, why, now=now)
    session.add(contact)
    target = f"contact:{contact.id}"
    audit.record(session, actor=by, act=ENDED, target=target, now=now, detail=why)
    waiting = unsaid(session, contact, None)
    hand_over(session, rulebook, gone=contact, notices=waiting, why=why, now=now)


def return_contact(session: Session, contact: Contact, *, by: Actor, now: datetime) -> int:
    """It is in use again; the place it now has where another took its own, else 0."""
    held = contact.position
    put_back(session, contact, now=now)
    target = f"contact:{contact.id}"
    audit.record(session, actor=by, act=RETURNED, target=target, now=now)
    return contact.position if contact.position != held else 0
