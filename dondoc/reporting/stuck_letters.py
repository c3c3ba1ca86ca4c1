"""What did not reach its reader and waits for an officer: messages, and questions unanswered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal_column
from sqlmodel import Session, col, select

from dondoc.clock import end_of, local_date
from dondoc.contacts.verification import unverified
from dondoc.ledger.installation import Context
from dondoc.ledger.message_matters import matters_of
from dondoc.ledger.unit_on_record import body_of
from dondoc.reporting.waiting_work import StuckLetter
from models import Attempt, Contact, Message, UnitRow
from models.kinds import MessageState
from models.notice import LOST, UNFINISHED
from models.reasons import MessagePurpose, MessageReason

LOST_FOR = timedelta(days=7)
"""So long a message that did not arrive is told of; one that is held waits until it is settled."""

DAYS_TO_CONFIRM = 2
"""Working days that a contact has for our question before an officer is told to telephone."""

_UNSENT: ColumnElement[bool] = literal_column(f"message.{UNFINISHED}")
_LOST: ColumnElement[bool] = literal_column(f"message.{LOST}")
"""In the words of their indexes: a year of sent mail is not read through each morning."""

_SETTLED = (MessageReason.SENT_ANEW, MessageReason.CORRECTED, MessageReason.WITHDRAWN)


def stuck_letters(session: Session, context: Context, as_of: datetime) -> Iterable[StuckLetter]:
    """Held because no server takes it as it is; or lost within the week, and not settled."""
    registry, on = context.rulebook.registry, local_date(as_of)
    held = (
        _UNSENT,
        col(Message.state) == MessageState.HELD,
        col(Message.reason) == MessageReason.LETTER_REFUSED,
    )
    lost = (
        _LOST,
        col(Message.created_at) > as_of - LOST_FOR,
        func.coalesce(col(Message.reason), "").not_in(_SETTLED),
    )
    # To a contact, which is not asked of the database: SQLite would look for it by that column.
    found = [
        message
        for chosen in (held, lost)
        for message in session.exec(select(Message).where(*chosen))
        if message.contact_id is not None
    ]
    for message in sorted(found, key=lambda one: one.id or 0):
        contact = session.get(Contact, message.contact_id)
        unit = body_of(session, registry, contact.unit_code) if contact else None
        about = tuple(matters_of(session, registry, message, on))
        tried = select(func.max(Attempt.at)).where(col(Attempt.message_id) == message.id)
        tried_at = session.exec(tried).one() or message.created_at
        yield StuckLetter(message, unit, about, tried_at)


def silent_contacts(session: Session, context: Context) -> list[tuple[Contact, UnitRow]]:
    """The contacts that were asked to confirm their address, had their days, and did not."""
    if not context.settings.verify_contacts:
        return []
    waiting = unverified(session)
    workdays, today = context.rulebook.workdays, context.today
    until = end_of(workdays.add(today, -DAYS_TO_CONFIRM))
    asked = select(Message.contact_id).where(
        col(Message.contact_id).in_([contact.id for contact, _unit in waiting]),
        col(Message.purpose) == MessagePurpose.VERIFICATION,
        col(Message.sent_at) <= until,
    )
    numbers = set(session.exec(asked))
    return [(contact, unit) for contact, unit in waiting if contact.id in numbers]
