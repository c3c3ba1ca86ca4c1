"""The message that asks a contact to confirm its address, before anything else goes there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, or_, select

from dondoc.access import watching_bodies
from dondoc.clock import local_date
from dondoc.contacts.address import EMAIL
from dondoc.delivery.composing.compose import Composer, facts_of
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.links import Right, placeholder
from dondoc.ledger.message_rows import MessageRow, message_key
from dondoc.messages.message_facts import (
    Item,
)
from dondoc.messages.render import render_verification, render_verification_chat
from dondoc.messages.render_contacts import render_named_contact
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import standing
from models import Contact, ContactRequest, Message, Notice
from models.kinds import NoticeKind, TokenPurpose
from models.reasons import CancelReason, MessagePurpose, MessageReason

PLACEHOLDER = "xac-nhan"


def asks_to_verify(message: Message) -> bool:
    """Is it the message that asks a contact to confirm?"""
    return message.purpose is MessagePurpose.VERIFICATION


def asked_contacts(session: Session) -> list[tuple[Contact, list[Message]]]:
    """The contacts in use that were asked and have not confirmed, with every such message."""
    found: dict[int | None, tuple[Contact, list[Message]]] = {}
    for message, contact in session.exec(_ASKED):
        found.setdefault(contact.id, (contact, []))[1].append(message)
    return list(found.values())


_UNPROVEN = (col(Contact.verified_at).is_(None), col(Contact.disabled_at).is_(None))

_ASKED = (
    select(Message, Contact)
    .join(Contact, col(Message.contact_id) == col(Contact.id))
    .where(
        # By contact, whose messages are indexed: SQLite would read through all of them.
        col(Message.contact_id).in_(select(Contact.id).where(*_UNPROVEN)),
        *_UNPROVEN,
        col(Message.purpose) == MessagePurpose.VERIFICATION,
    )
    .order_by(col(Message.id))
)


def row(contact: Contact, number: int, *, now: datetime) -> MessageRow:
    """The `number`-th message to this contact that asks."""
    purpose = MessagePurpose.VERIFICATION
    return MessageRow(
        purpose=purpose,
        key=message_key(purpose, contact.id, number),
        contact_id=contact.id,
        channel=contact.channel,
        created_at=now,
        next_attempt_at=now,
    )


def right(contact: Contact) -> Right:
    return Right(TokenPurpose.VERIFY, unit_code=contact.unit_code, contact_id=contact.id)


def write(composer: Composer, message: Message, contact: Contact) -> MessageReason | None:
    """Write the message's words; returns why it is not to be sent after all, None if it is."""
    if contact.verified_at is not None:
        return MessageReason.VERIFIED
    if contact.disabled_at is not None:
        return MessageReason.CONTACT_UNUSED
    items, waits = _waiting(composer, contact)
    link = f"{composer.settings.base_url}/xac-nhan/{placeholder(PLACEHOLDER)}"
    if not items:
        return _named_by_its_unit(composer, message, contact, link)
    items[0] = replace(items[0], possible_duplicate=message.possible_duplicate)
    if message.channel == EMAIL:
        name = composer.rulebook.registry.unit(contact.unit_code).name
        body = render_verification(items, to_name=name, waits=waits, link=link)
        message.subject, message.text, message.html = body.subject, body.text, body.html
    else:
        message.subject, message.text = render_verification_chat(items, link=link)
    return None


def _named_by_its_unit(
    composer: Composer, message: Message, contact: Contact, link: str
) -> MessageReason | None:
    """A contact that a unit named and an officer confirmed is asked before anything waits."""
    named = select(ContactRequest).where(
        col(ContactRequest.new_contact_id) == contact.id, col(ContactRequest.accepted).is_(True)
    )
    request = composer.session.exec(named.order_by(col(ContactRequest.id).desc())).first()
    if request is None:
        return MessageReason.NOTHING_WAITS
    registry, today = composer.rulebook.registry, local_date(composer.now)
    unit = registry.unit(contact.unit_code)
    watching = watching_bodies(registry, today)
    body = render_named_contact(
        on=today,
        to_name=unit.name,
        person=request.person,
        watcher=watching[0].name if watching else "",
        polite=unit.tone(today) == "request",
        link=link,
    )
    message.subject, message.text, message.html = body.subject, body.text, body.html
    return None


def _waiting(composer: Composer, contact: Contact) -> tuple[list[Item], bool]:
    """What there is to say to the unit, and whether any of it waits for this contact."""
    query = select(Notice).where(
        col(Notice.contact_id) == contact.id,
        col(Notice.message_id).is_(None),
        or_(
            col(Notice.cancelled_at).is_(None),
            col(Notice.cancelled_why) == CancelReason.UNVERIFIED,
        ),
    )
    notices = composer.session.exec(query).all()
    ids = {notice.assignment_id for notice in notices if notice.assignment_id}
    waits = {notice.assignment_id for notice in notices if notice.cancelled_at is None}
    known = in_plan(composer.session, composer.rulebook.registry, local_date(composer.now))
    facts = facts_of(composer.session, ids, *known)
    living = [one for one in facts.values() if one.id in waits or _owed(one, composer.now)]
    items = [composer.item(one, _kind(one, contact)) for one in living]
    in_order = sorted(items, key=lambda item: (item.kind is NoticeKind.CONTINUOUS, item.due_on))
    return in_order, bool(waits)


def _owed(facts: Facts, now: datetime) -> bool:
    return standing(facts, now).waiting_for_unit


def _kind(facts: Facts, contact: Contact) -> NoticeKind:
    """A superior's contact is told of the units below it."""
    if facts.unit_code != contact.unit_code:
        return NoticeKind.ESCALATION
    return NoticeKind.CONTINUOUS if facts.continuous else NoticeKind.REMINDER
