"""What a try came to, kept: the attempt, the message's new state, and what follows from it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import next_office_moment
from dondoc.calendar.workdays import Workdays
from dondoc.contacts.address import EMAIL
from dondoc.delivery.channels.push_hours import next_push_moment
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.retry import IN_DOUBT, pause_after, tried_in_vain
from dondoc.ledger import audit
from dondoc.ledger.rows import ensure_channel
from dondoc.limits import GIVE_UP_WORDS
from dondoc.messages.environment import phrases
from dondoc.notices.fallback_recipient import hand_over, unsaid
from dondoc.plan.rulebook import Rulebook
from models import Attempt, Channel, ChannelAlarm, Contact, Message
from models.kinds import MessageState, UtcDateTime
from models.reasons import MessageReason


def record_outcome(
    session: Session, rulebook: Rulebook, *, message_id: int, outcome: Outcome, now: datetime
) -> MessageState:
    """Append the attempt and move the message on; returns its new state."""
    if outcome.kind is OutcomeKind.SENT:
        return _sent(session, message_id, outcome, now=now)
    message = session.get_one(Message, message_id)
    session.add(
        Attempt(
            message_id=message_id,
            at=now,
            outcome=outcome.kind.value,
            code=outcome.code,
            words=outcome.words,
        )
    )
    message.lease_until = None
    if outcome.kind is OutcomeKind.REFUSED:
        _refused(session, rulebook, message, outcome, now=now)
    elif outcome.kind is OutcomeKind.DEFERRED:
        _deferred(session, rulebook, message, outcome, now=now)
    elif outcome.kind is OutcomeKind.UNKNOWN and tried_in_vain(message, now):
        _give_up(session, rulebook, message, outcome, now=now)
    elif outcome.kind is OutcomeKind.UNKNOWN:
        message.state = MessageState.UNKNOWN
        message.next_attempt_at = _within(message, rulebook.workdays, now + IN_DOUBT)
    else:
        _pause(session, message, outcome, now=now)
    session.flush()
    return message.state


def _sent(session: Session, message_id: int, outcome: Outcome, *, now: datetime) -> MessageState:
    """The one case of thousands: two statements, no rows loaded."""
    attempt = {"message_id": message_id, "at": now, "outcome": outcome.kind.value}
    session.execute(_ATTEMPTED, {**attempt, "code": outcome.code, "words": outcome.words})
    session.execute(_SENT, {"message": message_id, "now": now})
    return MessageState.SENT


_ATTEMPTED = insert(Attempt.__table__)  # type: ignore[attr-defined]
_SENT = (
    update(Message)
    .where(col(Message.id) == bindparam("message"))
    .values(state=MessageState.SENT, sent_at=bindparam("now", type_=UtcDateTime), lease_until=None)
    .execution_options(synchronize_session=False)
)


def _refused(
    session: Session, rulebook: Rulebook, message: Message, outcome: Outcome, *, now: datetime
) -> None:
    """Permanent: the contact is flagged and the next one in order takes over."""
    message.state = MessageState.REFUSED
    message.reason, message.reason_words = MessageReason.REFUSED, outcome.words
    if message.contact_id is None or message.address is not None:
        return  # an answer has no sender to report to, which some servers refuse: who wrote lives
    contact = session.get_one(Contact, message.contact_id)
    said = f"{outcome.code or ''} {outcome.words}".strip()
    why = phrases("delivery").refused_by(message.channel == EMAIL, said)
    _set_aside(session, contact, why, now=now)
    notices = unsaid(session, contact, message.id)
    hand_over(session, rulebook, gone=contact, notices=notices, why=said, now=now)


def record_bounce(
    session: Session,
    rulebook: Rulebook,
    message: Message,
    contact: Contact,
    why: str,
    *,
    now: datetime,
) -> None:
    """The server took the message and reported later that nobody got it: as if it had refused."""
    assert message.id is not None
    kind = OutcomeKind.REFUSED.value
    session.add(Attempt(message_id=message.id, at=now, outcome=kind, words=why))
    message.state = MessageState.REFUSED
    message.reason, message.reason_words = MessageReason.REFUSED, why
    _set_aside(session, contact, why, now=now)
    notices = unsaid(session, contact, message.id)
    hand_over(session, rulebook, gone=contact, notices=notices, why=why, now=now)


def _set_aside(session: Session, contact: Contact, why: str, *, now: datetime) -> None:
    contact.disabled_at, contact.disabled_why = now, why
    target = f"contact:{contact.id}"
    act = "ngừng dùng đầu mối"
    audit.record(session, actor=audit.SYSTEM, act=act, target=target, now=now, detail=why)
    session.flush()


def _deferred(
    session: Session, rulebook: Rulebook, message: Message, outcome: Outcome, *, now: datetime
) -> None:
    if tried_in_vain(message, now):
        _give_up(session, rulebook, message, outcome, now=now)
        return
    message.state = MessageState.PENDING
    again_at = now + pause_after(message.attempts)
    message.next_attempt_at = _within(message, rulebook.workdays, again_at)


def _give_up(
    session: Session, rulebook: Rulebook, message: Message, outcome: Outcome, *, now: datetime
) -> None:
    """After a day the next contact says it. The first stays in use: our own line may be at fault.

    A stock chat scheme cannot say that an address is gone. Where all fails there for a day while
    other messages left, it is: the contact is set aside, or every later message would lose a day.
    """
    message.state = MessageState.EXPIRED
    message.reason, message.reason_words = MessageReason.DEFERRED_TOO_LONG, outcome.words
    if message.contact_id is None:
        return
    contact = session.get_one(Contact, message.contact_id)
    gone = message.channel != EMAIL and _others_left(session, message)
    if gone:
        why = phrases("delivery").gave_up(GIVE_UP_WORDS, outcome.words)
        _set_aside(session, contact, why, now=now)
    notices = unsaid(session, contact, message.id)
    if not gone:
        notices = [notice for notice in notices if notice.message_id is not None]
    hand_over(session, rulebook, gone=contact, notices=notices, why=outcome.words, now=now)


def _others_left(session: Session, message: Message) -> bool:
    """Has anything been sent since this message was made?"""
    others = select(Attempt.id).where(
        col(Attempt.outcome) == OutcomeKind.SENT.value, col(Attempt.at) >= message.created_at
    )
    return session.exec(others.limit(1)).first() is not None


def _within(message: Message, workdays: Workdays, moment: datetime) -> datetime:
    if message.any_hour:
        return next_push_moment(message.channel, moment)
    return next_office_moment(moment, workdays)


def _pause(session: Session, message: Message, outcome: Outcome, *, now: datetime) -> None:
    """Login or certificate: the channel stops, and no message is burnt for it."""
    message.state, message.attempts = MessageState.PENDING, max(message.attempts - 1, 0)
    ensure_channel(session, message.channel)
    stopped = session.execute(
        update(Channel)
        .where(col(Channel.name) == message.channel, col(Channel.paused_at).is_(None))
        .values(paused_at=now, paused_why=outcome.words)
        .returning(col(Channel.name))
        .execution_options(synchronize_session=False)
    )
    if stopped.first() is None:
        return  # another worker met the same fault first: one pause, one line, one alarm
    session.add(ChannelAlarm(channel=message.channel, paused_at=now))
    audit.record(
        session,
        actor=audit.SYSTEM,
        act=audit.PAUSED,
        target=f"channel:{message.channel}",
        now=now,
        detail=outcome.words,
    )
