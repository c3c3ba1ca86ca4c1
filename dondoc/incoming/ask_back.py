"""The one polite mail a day to the sender of a letter: what is missing, and how to add it."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import col, select

from dondoc.clock import at, local_date
from dondoc.contacts.address import EMAIL
from dondoc.incoming.incoming_context import IncomingContext, Verdict
from dondoc.ledger.links import Right, keep_tokens, placeholder
from dondoc.ledger.message_rows import MessageRow, insert_messages, message_key
from dondoc.limits import MOST_STRANGERS
from dondoc.messages.render_account import render_missing
from dondoc.text import is_mail_address
from models import Assignment, Contact, Message
from models.kinds import TokenPurpose
from models.reasons import MessagePurpose


def ask_back(incoming: IncomingContext, verdict: Verdict) -> int | None:
    """Queue the mail; None where this sender got one today, or cannot be written to."""
    if not is_mail_address(incoming.sender):
        return None
    settings = incoming.context.settings
    key = message_key(MessagePurpose.ASK_BACK, incoming.sender, local_date(incoming.now))
    contact = _contact(incoming, verdict)
    if contact is None and _strangers_today(incoming) >= MOST_STRANGERS:
        return None
    assignment = _assignment(incoming, verdict, contact)
    unit = incoming.context.rulebook.registry.unit(contact.unit_code).name if contact else ""
    letter = render_missing(
        to=unit or incoming.sender,
        received_at=incoming.row.received_at,
        says=verdict.says,
        link=f"{settings.base_url}/v/{placeholder(assignment.id)}" if assignment else "",
        known=contact is not None,
        one=assignment is not None,
    )
    row = MessageRow(
        purpose=MessagePurpose.ASK_BACK,
        key=key,
        contact_id=contact.id if contact else None,
        address=incoming.sender,
        channel=EMAIL,
        any_hour=True,  # the answer to what a person just did (promise 2)
        thread_id=incoming.row.mime_id,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=incoming.now,
        next_attempt_at=incoming.now,
    )
    new = insert_messages(incoming.session, settings, [row])
    if new and contact and assignment:
        _keep_right(incoming, key, contact, assignment)
    return new[0] if new else None


def _strangers_today(incoming: IncomingContext) -> int:
    """How many who are no contacts were written to today."""
    began = at(local_date(incoming.now), 0)
    query = select(func.count()).where(
        col(Message.purpose) == MessagePurpose.ASK_BACK,
        col(Message.contact_id).is_(None),
        col(Message.created_at) >= began,
    )
    return incoming.session.exec(query).one()


def _contact(incoming: IncomingContext, verdict: Verdict) -> Contact | None:
    """The sender, where that is the contact at exactly this address."""
    kept = incoming.session.get(Contact, verdict.contact_id) if verdict.contact_id else None
    usable = (
        kept is not None and kept.disabled_at is None and kept.address.lower() == incoming.sender
    )
    return kept if usable else None


def _assignment(
    incoming: IncomingContext, verdict: Verdict, contact: Contact | None
) -> Assignment | None:
    """What the unit itself is asked: nobody gets a link to another unit's page."""
    if contact is None or verdict.assignment_id is None:
        return None
    kept = incoming.session.get(Assignment, verdict.assignment_id)
    return kept if kept and kept.unit_code == contact.unit_code else None


def _keep_right(
    incoming: IncomingContext, key: str, contact: Contact, assignment: Assignment
) -> None:
    right = Right(
        TokenPurpose.UNIT,
        unit_code=contact.unit_code,
        assignment_id=assignment.id,
        contact_id=contact.id,
    )
    keep_tokens(
        incoming.session, incoming.key, {(key, str(assignment.id)): right}, now=incoming.now
    )
