"""A letter to an account's own address that somebody waits for, and how many it had lately."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.ledger.message_rows import MessageRow
from dondoc.messages.message_facts import Rendered
from models import Account, Message
from models.reasons import MessagePurpose


def account_letter(
    purpose: MessagePurpose, key: str, account: Account, letter: Rendered, *, now: datetime
) -> MessageRow:
    """Leaves at any hour: it is asked for, or it is an alarm (DESIGN §1, promise 2)."""
    return MessageRow(
        purpose=purpose,
        key=key,
        account_id=account.id,
        channel=EMAIL,
        any_hour=True,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=now,
        next_attempt_at=now,
    )


def hold_account(session: Session, account: Account) -> None:
    """Held until the transaction ends: two requests at once are counted one by one."""
    session.exec(select(Account.id).where(col(Account.id) == account.id).with_for_update()).one()


def letters_lately(
    session: Session, account: Account, purpose: MessagePurpose, within: timedelta, *, now: datetime
) -> int:
    """How many of the kind it had; it is held. The ledger counts, so a restart forgets none."""
    hold_account(session, account)
    query = select(func.count()).where(
        col(Message.account_id) == account.id,
        col(Message.purpose) == purpose,
        col(Message.created_at) > now - within,
    )
    return session.exec(query.select_from(Message)).one()
