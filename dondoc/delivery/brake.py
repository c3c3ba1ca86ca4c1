"""The brake: where many are refused, it is not they who are at fault; the channel stands still.

Judged from the last tries in the ledger, so every process sees the same. What was refused before
somebody released the channel counts no more: he has looked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from dondoc.delivery.envelope import OutcomeKind
from dondoc.ledger import audit
from dondoc.ledger.rows import ensure_channel, owe_alarm
from dondoc.messages.environment import phrases
from models import Account, Attempt, Channel, ChannelAlarm, Contact, Message
from models.kinds import About

FIRST, HOSTS = 8, 3
"""So many recipients one after the other, at so many hosts: no list of contacts is that wrong."""

LAST, MANY = 30, 10
"""One in three of the last thirty."""

FEW = 3
"""In a row: refused because of us (at as many hosts: one gateway with a policy of its own is its
unit's trouble), or without an answer after the letter.
"""

RETURNED = "returned"
"""The outcome of a try whose letter a server took and reported later that nobody got it."""

REPORTS_OF = timedelta(hours=1)

_MEMORY = timedelta(days=1)
_ANSWERED = (OutcomeKind.SENT, OutcomeKind.REFUSED, OutcomeKind.UNKNOWN)


@dataclass(frozen=True)
class Tried:
    """One try that a server answered, or should have."""

    kind: OutcomeKind
    about: About | None
    recipient: str
    words: str = ""

    @property
    def host(self) -> str:
        return self.recipient.rpartition("@")[2].lower()


def why_to_stop(tries: Sequence[Tried]) -> str:
    """In words for who must mend it; empty while the channel may go on. `tries`: newest first."""
    book = phrases("brake")
    tries = tries[:LAST]
    silent = [one for one in tries if one.kind is OutcomeKind.UNKNOWN]
    refused = [one for one in tries if one.kind is OutcomeKind.REFUSED]
    if len(_run(tries, OutcomeKind.UNKNOWN)) >= FEW or _recipients(silent) >= MANY:
        return book.silent(len(silent), silent[0].words)
    run = _run(tries, OutcomeKind.REFUSED)
    by_us = list(takewhile(lambda one: one.about is About.US, run))
    if _recipients(by_us) >= FEW and _hosts(by_us) >= HOSTS:
        return book.refused_us(_recipients(by_us), by_us[0].words)
    if _recipients(run) >= FIRST and _hosts(run) >= HOSTS:
        return book.refused_all(_recipients(run), run[0].words)
    if _recipients(refused) >= MANY:
        return book.refused_many(_recipients(refused), len(tries), refused[0].words)
    return ""


def suspicious(tries: Sequence[Tried]) -> bool:
    """Were the last few refused, and nobody's letter taken since? Then it is too early to say."""
    return _recipients(_run(tries, OutcomeKind.REFUSED)) >= FEW


def last_tries(session: Session, channel: str, *, now: datetime) -> list[Tried]:
    """What was tried on this channel lately, the newest first."""
    since = max(now - _MEMORY, _released(session, channel) or now - _MEMORY)
    who = func.coalesce(col(Message.address), col(Contact.address), col(Account.address), "")
    query = (
        select(Attempt.outcome, Attempt.about, who, Attempt.words)
        .join(Message, col(Attempt.message_id) == col(Message.id))
        .outerjoin(Contact, col(Message.contact_id) == col(Contact.id))
        .outerjoin(Account, col(Message.account_id) == col(Account.id))
        .where(
            col(Attempt.at) > since,
            col(Attempt.outcome).in_([kind.value for kind in _ANSWERED]),
            col(Message.channel) == channel,
        )
        .order_by(col(Attempt.at).desc(), col(Attempt.id).desc())
        .limit(LAST)
    )
    return [
        Tried(OutcomeKind(kind), About(about) if about else None, str(recipient), words)
        for kind, about, recipient, words in session.exec(query)
    ]


def stop_if_many(session: Session, channel: str, *, now: datetime) -> None:
    """After a try that ended badly: does the channel stand still from now on?"""
    why = why_to_stop(last_tries(session, channel, now=now))
    if why:
        stop_channel(session, channel, why, now=now)


def stop_if_returned(session: Session, channel: str, *, now: datetime) -> str:
    """The same on what servers reported within an hour; why it stopped, empty where it did not.

    Reports name only what failed. Set beside them is what left since the first of those letters.
    """
    since = max(now - REPORTS_OF, _released(session, channel) or now - REPORTS_OF)
    query = (
        select(Contact.address, Attempt.words, Message.created_at)
        .join(Message, col(Attempt.message_id) == col(Message.id))
        .join(Contact, col(Message.contact_id) == col(Contact.id))
        .where(
            col(Attempt.at) > since,
            col(Attempt.outcome) == RETURNED,
            col(Message.channel) == channel,
        )
        .order_by(col(Attempt.id))
    )
    returned = session.exec(query).all()
    people = {address.lower() for address, _words, _at in returned}
    hosts = {address.rpartition("@")[2] for address in people}
    if len(people) < MANY and (len(people) < FIRST or len(hosts) < HOSTS):
        return ""
    left = select(func.count(col(Attempt.message_id).distinct())).where(
        col(Attempt.at) >= min(at for _address, _words, at in returned),
        col(Attempt.outcome) == OutcomeKind.SENT.value,
        col(Attempt.message_id).in_(select(Message.id).where(col(Message.channel) == channel)),
    )
    sent = session.exec(left).one()
    if len(people) * LAST < sent * MANY:
        return ""
    why = phrases("brake").returned_many(len(people), sent, returned[-1][1])
    stop_channel(session, channel, why, now=now)
    return why


def stopped_by_fault(session: Session) -> set[str]:
    """The channels that a fault or the brake stopped; what a person paused is none."""
    mine = (col(ChannelAlarm.channel) == col(Channel.name)) & (
        col(ChannelAlarm.paused_at) == col(Channel.paused_at)
    )
    return set(session.exec(select(Channel.name).join(ChannelAlarm, mine)))


def stop_channel(session: Session, channel: str, why: str, *, now: datetime) -> None:
    """By a fault that is no message's: it stands still, and an alarm is due, once a pause."""
    ensure_channel(session, channel)
    stopped = session.execute(
        update(Channel)
        .where(col(Channel.name) == channel, col(Channel.paused_at).is_(None))
        .values(paused_at=now, paused_why=why)
        .returning(col(Channel.name))
        .execution_options(synchronize_session=False)
    )
    if stopped.first() is None:
        return  # another worker met the same fault first: one pause, one line, one alarm
    owe_alarm(session, channel, since=now)
    target = f"channel:{channel}"
    audit.record(session, actor=audit.SYSTEM, act=audit.PAUSED, target=target, now=now, detail=why)


def _released(session: Session, channel: str) -> datetime | None:
    return session.exec(
        select(Channel.released_at).where(col(Channel.name) == channel)
    ).one_or_none()


def _run(tries: Sequence[Tried], kind: OutcomeKind) -> list[Tried]:
    """The newest, as long as they are of that kind."""
    return list(takewhile(lambda one: one.kind is kind, tries))


def _hosts(tries: Sequence[Tried]) -> int:
    return len({one.host for one in tries})


def _recipients(tries: Sequence[Tried]) -> int:
    return len({one.recipient for one in tries})
