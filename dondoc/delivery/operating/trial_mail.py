"""A letter to an account's own address, to see whether letters arrive: by the way of all others."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from dondoc.contacts.address import EMAIL
from dondoc.delivery.account_letter import account_letter, letters_lately
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.message_rows import insert_messages, message_key
from dondoc.messages.environment import phrases
from dondoc.messages.render_account import render_trial
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models import Account, Channel
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
    count = letters_lately(session, account, MessagePurpose.TRIAL, TRIALS_WITHIN, now=now)
    if count >= MOST_TRIALS:
        wanted = phrases("delivery").trials_enough(MOST_TRIALS, TRIALS_WITHIN.seconds // 60)
        raise Refused(Problem("address", account.address, wanted, "Thư thử"))
    link = f"{settings.base_url}/quan-tri/kenh"
    letter = render_trial(name=account.name, sender=said, at=now, link=link)
    key = message_key(MessagePurpose.TRIAL, account.id, now.isoformat(), count)
    row = account_letter(MessagePurpose.TRIAL, key, account, letter, now=now)
    insert_messages(session, settings, [row])
    target = f"account:{account.id}"
    audit.record(session, actor=by, act=SENT, target=target, now=now)
    channel = session.get(Channel, EMAIL)
    stands = channel is not None and channel.paused_at is not None
    return phrases("delivery").trial_queued(account.address, stands)
