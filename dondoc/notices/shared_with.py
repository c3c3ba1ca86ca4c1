"""Colleagues who are told what is said of one matter, besides the unit's own contacts.

A unit asked for it and an officer confirmed it (`delivery/contact_requests`, decision 0049).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlmodel import Session, col, select

from dondoc.notices.recipients import Address, Reach
from models import Contact, ContactRequest
from models.kinds import ContactWish

Shares = Mapping[int, tuple[Address, ...]]
"""By assignment: who of the colleagues can still be written to."""


def load_shares(session: Session, assignments: Iterable[int] | None = None) -> Shares:
    """The colleagues of these assignments, or of all; whoever is out of use is left out."""
    query = (
        select(ContactRequest.assignment_id, Contact)
        .join(Contact, col(ContactRequest.new_contact_id) == col(Contact.id))
        .where(
            col(ContactRequest.wish) == ContactWish.SHARE,
            col(ContactRequest.accepted).is_(True),
            col(Contact.disabled_at).is_(None),
        )
        .order_by(col(ContactRequest.id))
    )
    if assignments is not None:
        query = query.where(col(ContactRequest.assignment_id).in_(list(assignments)))
    found: dict[int, dict[int, Address]] = defaultdict(dict)
    for about, contact in session.exec(query):
        if about is not None and contact.id is not None:
            found[about][contact.id] = Address(contact.id, contact.address)
    return {about: tuple(them.values()) for about, them in found.items()}


def with_shares(reach: Reach, colleagues: tuple[Address, ...]) -> Reach:
    """The unit's reach for a matter: its clerks, then the colleagues, each once."""
    known = {one.id for one in reach.clerks}
    more = tuple(one for one in colleagues if one.id not in known)
    return replace(reach, clerks=(*reach.clerks, *more)) if more else reach
