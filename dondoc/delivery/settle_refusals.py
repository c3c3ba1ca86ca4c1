"""What a refusal comes to, once it is seen among the others: nobody is blamed in the middle.

A letter that was refused is in question until the round is over. Where the brake stopped its
channel it waits as if it had not been tried; else it is about the address (the contact ends, the
next in order says it) or about this letter (an officer sees it, in the server's words).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.contacts.in_use import put_out
from dondoc.delivery import outbox
from dondoc.delivery.brake import (
    RETURNED,
    last_tries,
    stop_if_returned,
    stopped_by_fault,
    suspicious,
)
from dondoc.delivery.envelope import OutcomeKind
from dondoc.delivery.lease_owner import is_gone, this_process
from dondoc.delivery.retry import LEASE
from dondoc.ledger import audit
from dondoc.messages.environment import phrases
from dondoc.notices.fallback_recipient import hand_over, unsaid
from dondoc.plan.rulebook import Rulebook
from models import Attempt, Contact, Incoming, Message
from models.kinds import About, IncomingOutcome, MessageState
from models.reasons import MessageReason

WITHIN = timedelta(hours=1)
"""So long a refusal that came with others, and nobody's letter taken since, is left open; then it
is tried once more, for the server may have been wrong.
"""

_BELIEVED = 2
"""Tries after which a refusal counts that no other letter's fate explains."""

_TAKEN_LATELY = timedelta(days=7)
BELIEVED_FOR = timedelta(days=7)
"""Refusals as old as that may still be believed when the channel is released."""

_BAD = (OutcomeKind.REFUSED.value, RETURNED)


def put_in_question(message: Message, words: str) -> None:
    """Refused just now, for a reason that asks nothing to be tried again."""
    message.state, message.lease_until = MessageState.HELD, None
    message.lease_by = this_process()
    message.reason, message.reason_words = MessageReason.IN_QUESTION, words


def settle_refusals(session: Session, rulebook: Rulebook, *, now: datetime) -> int:
    """Settle what is in question; returns how many were.

    What another process has in question is its own, until a lease later it must be dead.
    """
    query = select(Message).where(*_IN_QUESTION).with_for_update(skip_locked=True)
    # put in order here: asked to sort, SQLite reads through all that was ever sent
    messages = sorted(session.exec(query), key=lambda message: message.id or 0)
    if not messages:
        return 0
    tries = [(message, _refusal_of(session, message)) for message in messages]
    for channel in {one.channel for one, attempt in tries if attempt.outcome == RETURNED}:
        stop_if_returned(session, channel, now=now)
    paused = stopped_by_fault(session)
    doubtful = {
        channel: suspicious(last_tries(session, channel, now=now))
        for channel in {message.channel for message in messages}
    }
    settled = 0
    for message, attempt in tries:
        mine = message.lease_by == this_process() or is_gone(message.lease_by)
        mine = mine or attempt.at <= now - LEASE
        reported = attempt.outcome == RETURNED
        early = doubtful[message.channel] and not reported
        if message.channel in paused:
            _as_if_untried(session, message, now=now)
        elif not mine or (early and attempt.at > now - WITHIN):
            continue
        elif early and message.attempts < _BELIEVED:
            _again(message, now=now)
        else:
            _settle(session, rulebook, message, attempt, now=now)
        settled += 1
    session.flush()
    return settled


_IN_QUESTION = (
    outbox.UNSENT,
    col(Message.state) == MessageState.HELD,
    col(Message.reason) == MessageReason.IN_QUESTION,
)


def drop_questions(session: Session, channel: str, *, now: datetime) -> None:
    """Somebody releases the channel: what a process left in question there goes again, unblamed."""
    query = select(Message).where(*_IN_QUESTION, col(Message.channel) == channel)
    for message in session.exec(query).all():
        _as_if_untried(session, message, now=now)


def settle_reports(session: Session, rulebook: Rulebook, *, now: datetime) -> str:
    """The same for what servers reported, when all that came is read; why the channel was stopped
    by so many, empty where it was not.
    """
    why = stop_if_returned(session, EMAIL, now=now)
    settle_refusals(session, rulebook, now=now)
    return why


def believe_refusals(session: Session, rulebook: Rulebook, channel: str, *, now: datetime) -> int:
    """Somebody has looked: what was refused about the address before the brake stopped the channel
    is settled as said; returns how many contacts ended.
    """
    query = select(Message).where(
        outbox.UNSENT,
        col(Message.channel) == channel,
        col(Message.state) == MessageState.PENDING,
        col(Message.id).in_(
            select(Attempt.message_id).where(
                col(Attempt.at) > now - BELIEVED_FOR, col(Attempt.outcome).in_(_BAD)
            )
        ),
    )
    ended = 0
    for message in sorted(session.exec(query), key=lambda one: one.id or 0):
        attempt, contact = _refusal_of(session, message), _contact_of(session, message)
        if contact is not None and _is_gone(session, message, contact, attempt, now=now):
            put_in_question(message, f"{attempt.code or ''} {attempt.words}".strip())
            _settle(session, rulebook, message, attempt, now=now)
            ended += 1
    return ended


def end_contact(session: Session, contact: Contact, why: str, *, now: datetime) -> None:
    """Nothing reaches it any more."""
    put_out(contact, why, now=now)
    target = f"contact:{contact.id}"
    act = "ngừng dùng đầu mối"
    audit.record(session, actor=audit.SYSTEM, act=act, target=target, now=now, detail=why)
    session.flush()


def _refusal_of(session: Session, message: Message) -> Attempt:
    bad = select(Attempt).where(
        col(Attempt.message_id) == message.id, col(Attempt.outcome).in_(_BAD)
    )
    return session.exec(bad.order_by(col(Attempt.id).desc()).limit(1)).one()


def _as_if_untried(session: Session, message: Message, *, now: datetime) -> None:
    message.attempts, message.sent_at = max(message.attempts - 1, 0), None
    _again(message, now=now)
    ended = col(Incoming.outcome) == IncomingOutcome.DISABLED
    reports = update(Incoming).where(col(Incoming.message_id) == message.id, ended)
    session.execute(reports.values(outcome=IncomingOutcome.RETURNED))


def _again(message: Message, *, now: datetime) -> None:
    message.state, message.next_attempt_at = MessageState.PENDING, now
    message.reason, message.reason_words = None, ""


def _settle(
    session: Session, rulebook: Rulebook, message: Message, attempt: Attempt, *, now: datetime
) -> None:
    returned, said = attempt.outcome == RETURNED, message.reason_words
    contact = _contact_of(session, message)
    if contact is None:
        message.state, message.reason = MessageState.REFUSED, MessageReason.REFUSED
        return  # an answer has no sender to report to, which some servers refuse: who wrote lives
    gone = _is_gone(session, message, contact, attempt, now=now)
    if not gone and not returned:
        message.reason = MessageReason.LETTER_REFUSED
        return
    message.state, message.reason = MessageState.REFUSED, MessageReason.REFUSED
    notices = unsaid(session, contact, message.id)
    if gone:
        book = phrases("delivery")
        why = said if returned else book.refused_by(message.channel == EMAIL, said)
        end_contact(session, contact, why, now=attempt.at)
    else:
        notices = [notice for notice in notices if notice.message_id is not None]
    hand_over(session, rulebook, gone=contact, notices=notices, why=said, now=now)


def _contact_of(session: Session, message: Message) -> Contact | None:
    if message.contact_id is None or message.address is not None:
        return None
    return session.get(Contact, message.contact_id)


def _is_gone(
    session: Session, message: Message, contact: Contact, attempt: Attempt, *, now: datetime
) -> bool:
    if contact.disabled_at is not None:
        return False
    if attempt.about is About.RECIPIENT:
        return _others_are_taken(session, contact, message.channel, now=now)
    return attempt.about is About.ADDRESS


def _others_are_taken(session: Session, contact: Contact, channel: str, *, now: datetime) -> bool:
    """Did another letter to that host pass lately?"""
    host = contact.address.rpartition("@")[2].lower()
    passed = (
        select(Attempt.id)
        .join(Message, col(Attempt.message_id) == col(Message.id))
        .join(Contact, col(Message.contact_id) == col(Contact.id))
        .where(
            col(Attempt.at) > now - _TAKEN_LATELY,
            col(Attempt.outcome) == OutcomeKind.SENT.value,
            col(Message.channel) == channel,
            col(Contact.id) != contact.id,
            func.lower(Contact.address).endswith(f"@{host}", autoescape=True),
        )
    )
    return session.exec(passed.limit(1)).first() is not None
