"""Whether a contact still has keys: who is out of use, or of a unit that is no more, has none.

Asked at every use of a link or of a code, and kept nowhere: whatever ends a contact ends its keys
(docs/decisions/0039). What must end for good is revoked.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from dondoc.contacts.address import safe_address
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.links import revoke_links
from dondoc.messages.environment import phrases
from dondoc.plan.base import NotInPlan
from dondoc.plan.registry import Registry
from models import Contact, Token

REVOKED = "thu hồi đường dẫn của đầu mối"


def why_no_keys(registry: Registry, contact: Contact, on: date) -> str:
    """Why nothing that was sent to this contact opens anything on that day; empty if it does."""
    if contact.disabled_at is not None:
        return phrases("people").contact_ended(safe_address(contact.channel, contact.address))
    return why_ended(registry, contact.unit_code, on)


def why_ended(registry: Registry, unit_code: str, on: date) -> str:
    """Why a unit answers for nothing on that day: it is no more. A code that no file knows stays.

    What such a unit still owed is its successor's (`decisions.succession`).
    """
    try:
        unit = registry.unit(unit_code)
    except NotInPlan:
        return ""
    if unit.to_on is None or on <= unit.to_on:
        return ""
    return phrases("people").unit_ended(unit.name, unit.to_on)


def opens(session: Session, registry: Registry, kept: Token, on: date) -> bool:
    """Does the link behind this right still open anything: is its holder still one?"""
    if kept.contact_id is not None:
        contact = session.get(Contact, kept.contact_id)
        return contact is not None and not why_no_keys(registry, contact, on)
    return kept.unit_code is None or not why_ended(registry, kept.unit_code, on)


def revoke_keys(
    session: Session, contact: Contact, *, by: Actor, reason: str, now: datetime
) -> int:
    """End every link that was sent to this contact, for good; how many there were.

    The contact stays in use: the next letter brings it a new link.
    """
    assert contact.id is not None
    count = revoke_links(session, contact.id, now=now)
    audit.record(
        session, actor=by, act=REVOKED, target=f"contact:{contact.id}", now=now, detail=reason
    )
    return count
