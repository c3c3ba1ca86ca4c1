"""Is an address proven to be the unit's? A message carries a link that answers in its name."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import ColumnElement, func, update
from sqlmodel import Session, col, select

from dondoc.ledger import audit
from models import Contact, Unit

_CONTACT = re.compile(r"contact:(\d+)")


def verify(session: Session, contact_id: int, *, by: str, how: str, now: datetime) -> bool:
    """The contact is proven from now on; False if it was already. `how` is for the audit."""
    first = (
        update(Contact)
        .where(col(Contact.id) == contact_id, col(Contact.verified_at).is_(None))
        .values(verified_at=now)
        .execution_options(synchronize_session=False)
        .returning(col(Contact.id))
    )
    if session.execute(first).first() is None:
        return False
    target = f"contact:{contact_id}"
    audit.record(
        session, actor=by, act="xác nhận địa chỉ đầu mối", target=target, now=now, detail=how
    )
    return True


def verify_actor(session: Session, actor: str, *, now: datetime) -> None:
    """Whoever answers as `contact:12` has had a message at that address: it is proven."""
    found = _CONTACT.fullmatch(actor)
    if found:
        verify(session, int(found[1]), by=actor, how="trả lời qua địa chỉ này", now=now)


def unverified(session: Session) -> list[tuple[Contact, Unit]]:
    """The contacts in use whose address nobody has confirmed, in the units' official order."""
    order = (Unit.official_order, Contact.unit_code, Contact.purpose, Contact.position, Contact.id)
    query = select(Contact, Unit).join(Unit).where(*_open())
    return list(session.exec(query.order_by(*(col(one) for one in order))))


def count_unverified(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Contact).where(*_open())).one()


def _open() -> tuple[ColumnElement[bool], ...]:
    return (col(Contact.verified_at).is_(None), col(Contact.disabled_at).is_(None))
