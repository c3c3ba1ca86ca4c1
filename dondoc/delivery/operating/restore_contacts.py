"""What a bad morning of the mail server ended is put back: every contact that a refusal or a
report ended between two instants, and nobody whom a person took out of use.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.contacts.in_use import put_back
from dondoc.delivery.brake import RETURNED
from dondoc.delivery.envelope import OutcomeKind
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from models import Attempt, Contact, Message


def ended_by_servers(
    session: Session, *, since: datetime, until: datetime
) -> Sequence[tuple[Contact, str]]:
    """These contacts, each with the server's words: a try of that very instant ended it."""
    refused = [OutcomeKind.REFUSED.value, RETURNED]
    query = (
        select(Contact, Attempt.words)
        .join(Message, col(Message.contact_id) == col(Contact.id))
        .join(Attempt, col(Attempt.message_id) == col(Message.id))
        .where(
            col(Contact.disabled_at) >= since,
            col(Contact.disabled_at) <= until,
            col(Attempt.at) == col(Contact.disabled_at),
            col(Attempt.outcome).in_(refused),
        )
        .order_by(col(Contact.unit_code), col(Contact.position), col(Contact.id))
    )
    return list({contact.id: (contact, words) for contact, words in session.exec(query)}.values())


def restore_contacts(
    session: Session, contacts: Sequence[Contact], *, by: Actor, now: datetime
) -> None:
    """In use again; the next planning tells each the newest of what is still owed."""
    for contact in contacts:
        why = contact.disabled_why or ""
        put_back(session, contact, now=now)
        target, act = f"contact:{contact.id}", "cho dùng lại đầu mối"
        audit.record(session, actor=by, act=act, target=target, now=now, detail=why)
    session.flush()
