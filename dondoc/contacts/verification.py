"""Is an address proven to be the unit's? A message carries a link that answers in its name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from dondoc.contacts.in_use import tell_anew
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from models import Contact, UnitRow


def verify(session: Session, contact_id: int, *, by: Actor, how: str, now: datetime) -> bool:
    """The contact is proven from now on; False if it was already, or is out of use.

    `how` is for the audit.
    """
    first = (
        update(Contact)
        .where(col(Contact.id) == contact_id, *_open())
        .values(verified_at=now)
        .execution_options(synchronize_session=False)
        .returning(col(Contact.id))
    )
    if session.execute(first).first() is None:
        return False
    tell_anew(session, contact_id)
    target = f"contact:{contact_id}"
    audit.record(
        session, actor=by, act="xác nhận địa chỉ đầu mối", target=target, now=now, detail=how
    )
    return True


def verify_actor(session: Session, actor: Actor, *, now: datetime) -> None:
    """A contact that answers has had a message at its address: it is proven."""
    who = Actor(actor)
    if who.contact_id is not None:
        verify(session, who.contact_id, by=who, how="trả lời qua địa chỉ này", now=now)


def unverified(session: Session) -> list[tuple[Contact, UnitRow]]:
    """The contacts in use whose address nobody has confirmed, in the units' official order."""
    order = (
        UnitRow.official_order,
        Contact.unit_code,
        Contact.purpose,
        Contact.position,
        Contact.id,
    )
    query = select(Contact, UnitRow).join(UnitRow).where(*_open())
    return list(session.exec(query.order_by(*(col(one) for one in order))))


def count_unverified(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Contact).where(*_open())).one()


def _open() -> tuple[ColumnElement[bool], ...]:
    return (col(Contact.verified_at).is_(None), col(Contact.disabled_at).is_(None))
