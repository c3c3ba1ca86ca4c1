"""A fresh link, asked for on the page of a dead one: only to an address that a unit has proven."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.access import watching_bodies
from dondoc.clock import at, local_date
from dondoc.contacts.address import EMAIL
from dondoc.contacts.keys import why_ended, why_no_keys
from dondoc.ledger import audit
from dondoc.ledger.installation import Context
from dondoc.ledger.links import Right, keep_tokens, placeholder, token_row
from dondoc.ledger.message_rows import MessageRow, insert_messages, message_key
from dondoc.limits import MOST_NEW_LINKS
from dondoc.messages.render_contacts import render_new_link
from models import Contact, Message, Token, UnitRow
from models.kinds import TokenPurpose
from models.reasons import MessagePurpose

_PLACEHOLDER = "don-vi"


def send_new_link(session: Session, context: Context, *, dead: str, address: str) -> bool:
    """Queue the mail; False where the address is nobody's who may have it, or has had enough.

    `dead` is the token that no longer opens anything, as far as it was copied. Where it is known
    whose it was, only that unit's contacts count.
    """
    old = token_row(session, dead, TokenPurpose.UNIT)
    contact = _usable(session, context, address, old)
    if contact is None or _enough_today(session, contact, context.now):
        return False
    same = old is not None and old.unit_code == contact.unit_code
    _queue(session, context, contact, old.assignment_id if old and same else None)
    target = f"contact:{contact.id}"
    audit.record(
        session, actor=audit.SYSTEM, act="gửi đường dẫn mới", target=target, now=context.now
    )
    return True


def _usable(session: Session, context: Context, address: str, old: Token | None) -> Contact | None:
    """Whose address it is: in use, confirmed, of a unit that still is."""
    registry, today = context.rulebook.registry, context.today
    query = select(Contact).where(
        col(Contact.channel) == EMAIL,
        func.lower(Contact.address) == address.lower(),
        col(Contact.disabled_at).is_(None),
    )
    if context.settings.verify_contacts:
        query = query.where(col(Contact.verified_at).is_not(None))
    if old is not None and old.unit_code and not why_ended(registry, old.unit_code, today):
        query = query.where(col(Contact.unit_code) == old.unit_code)
    found = session.exec(query.order_by(col(Contact.position), col(Contact.id)))
    return next((one for one in found if not why_no_keys(registry, one, today)), None)


def _enough_today(session: Session, contact: Contact, now: datetime) -> bool:
    """The unit is held until the transaction ends: two requests at once are counted one by one."""
    held = select(UnitRow.code).where(col(UnitRow.code) == contact.unit_code).with_for_update()
    session.exec(held).one()
    query = (
        select(func.count())
        .select_from(Message)
        .join(Contact, col(Message.contact_id) == col(Contact.id))
        .where(
            col(Contact.unit_code) == contact.unit_code,
            col(Message.purpose) == MessagePurpose.NEW_LINK,
            col(Message.created_at) >= at(local_date(now), 0),
        )
    )
    return session.exec(query).one() >= MOST_NEW_LINKS


def _queue(session: Session, context: Context, contact: Contact, assignment_id: int | None) -> None:
    now, registry = context.now, context.rulebook.registry
    unit, watching = registry.unit(contact.unit_code), watching_bodies(registry, context.today)
    key = message_key(MessagePurpose.NEW_LINK, contact.id, now.isoformat(), secrets.token_hex(4))
    letter = render_new_link(
        on=context.today,
        to_name=unit.name,
        watcher=watching[0].name if watching else "",
        polite=unit.tone(context.today) == "request",
        link=f"{context.settings.base_url}/v/{placeholder(_PLACEHOLDER)}",
    )
    row = MessageRow(
        purpose=MessagePurpose.NEW_LINK,
        key=key,
        contact_id=contact.id,
        address=contact.address,
        channel=EMAIL,
        any_hour=True,  # somebody waits for it in front of the page
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=now,
        next_attempt_at=now,
    )
    insert_messages(session, context.settings, [row])
    right = Right(
        TokenPurpose.UNIT,
        unit_code=contact.unit_code,
        assignment_id=assignment_id,
        contact_id=contact.id,
    )
    keep_tokens(session, context.settings.signing_key(), {(key, _PLACEHOLDER): right}, now=now)
