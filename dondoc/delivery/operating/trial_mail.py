"""A letter to an account's own address, to see whether letters arrive: by the way of all others."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.message_rows import MessageRow, insert_messages, message_key
from dondoc.messages.environment import phrases
from dondoc.messages.render import render_trial
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models import Account, Channel, Message
from models.reasons import MessagePurpose

MOST_TRIALS = 3
"""Trial letters to one account at most within `TRIALS_WITHIN`."""

TRIALS_WITHIN = timedelta(minutes=15)
SENT = "gửi thư thử"


def queue_trial(
    session: Session, settings: Settings, account: Account, *, by: Actor, said: str, now: datetime
) -> str:
    """Queue it; what is to be said of it: to whom, and whether the channel stands still.

    `said` is who sends it, as its reader is told. Raises Refused for one too many.
    """
    session.exec(select(Account.id).where(col(Account.id) == account.id).with_for_update()).one()
    recent = select(func.count()).where(
        col(Message.account_id) == account.id,
        col(Message.purpose) == MessagePurpose.TRIAL,
        col(Message.created_at) > now - TRIALS_WITHIN,
    )
    count = session.exec(recent.select_from(Message)).one()
    if count >= MOST_TRIALS:
        wanted = phrases("delivery").trials_enough(MOST_TRIALS, TRIALS_WITHIN.seconds // 60)
        raise Refused(Problem("address", account.address, wanted, "Thư thử"))
    link = f"{settings.base_url}/quan-tri/kenh"
    letter = render_trial(name=account.name, sender=said, at=now, link=link)
    row = MessageRow(
        purpose=MessagePurpose.TRIAL,
        key=message_key(MessagePurpose.TRIAL, account.id, now.isoformat(), count),
        account_id=account.id,
        channel=EMAIL,
        any_hour=True,  # somebody waits for it in front of the mailbox
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=now,
        next_attempt_at=now,
    )
    insert_messages(session, settings, [row])
    target = f"account:{account.id}"
    audit.record(session, actor=by, act=SENT, target=target, now=now)
    channel = session.get(Channel, EMAIL)
    stands = channel is not None and channel.paused_at is not None
    return phrases("delivery").trial_queued(account.address, stands)
