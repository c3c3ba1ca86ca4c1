"""What a try came to, kept: the attempt, the message's new state, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, update
from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import next_office_moment
from dondoc.calendar.workdays import Workdays
from dondoc.contacts.address import EMAIL
from dondoc.delivery import rest
from dondoc.delivery.brake import RETURNED, stop_channel, stop_if_many
from dondoc.delivery.channels.push_hours import next_push_moment
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.refusal import judge
from dondoc.delivery.retry import BACKOFF, IN_DOUBT, pause_after, tried_in_vain
from dondoc.delivery.settle_refusals import end_contact, put_in_question
from dondoc.ledger.attempt_rows import AttemptRow, insert_attempts
from dondoc.limits import GIVE_UP_WORDS
from dondoc.messages.environment import phrases
from dondoc.notices.fallback_recipient import hand_over, unsaid
from dondoc.plan.rulebook import Rulebook
from models import Attempt, Contact, Message
from models.kinds import About, MessageState, UtcDateTime
from models.reasons import MessageReason


def record_outcome(
    session: Session, rulebook: Rulebook, *, message_id: int, outcome: Outcome, now: datetime
) -> MessageState:
    """Append the attempt and move the message on; returns its new state.

    A refusal for good is only in question yet: `settle_refusals` sees it among the others.
    """
    outcome = judge(outcome)
    if outcome.kind is OutcomeKind.SENT:
        record_sent(session, [(message_id, outcome, now)])
        return MessageState.SENT
    message = session.get_one(Message, message_id)
    insert_attempts(session, [_tried(message_id, outcome, now)])
    message.lease_until = None
    if outcome.kind is OutcomeKind.REFUSED and (outcome.about in _FOR_GOOD or message.address):
        put_in_question(message, f"{outcome.code or ''} {outcome.words}".strip())
    elif outcome.kind in (OutcomeKind.DEFERRED, OutcomeKind.REFUSED):
        _deferred(session, rulebook, message, outcome, now=now)
    elif outcome.kind is OutcomeKind.UNKNOWN and message.possible_duplicate:
        reason = MessageReason.UNKNOWN_AGAIN  # it was repeated once: two copies are the most
        _give_up(session, rulebook, message, outcome, reason, now=now)
    elif outcome.kind is OutcomeKind.UNKNOWN:
        message.state = MessageState.UNKNOWN
        message.next_attempt_at = _within(message, rulebook.workdays, now + IN_DOUBT)
    else:
        _pause(session, message, outcome, now=now)
    session.flush()
    if rest.lost_line(outcome):
        rest.rest_if_unreached(session, message.channel, outcome.words, now=now)
    if outcome.kind in (OutcomeKind.REFUSED, OutcomeKind.UNKNOWN):
        stop_if_many(session, message.channel, now=now)
    return message.state


_FOR_GOOD = (About.ADDRESS, About.RECIPIENT, About.LETTER)
"""What is not tried again by itself. A full mailbox, our own affair, a lost way: those pass.

An answer to somebody's mail goes once: some servers take no letter without a sender.
"""


def record_sent(session: Session, sent: Sequence[tuple[int, Outcome, datetime]]) -> None:
    """The one case of thousands: two statements for all that were sent together, no rows loaded."""
    if not sent:
        return
    insert_attempts(session, [_tried(*one) for one in sent])
    # on the connection: a session takes several sets for an update by primary key
    session.connection().execute(_SENT, [{"message": one, "now": at} for one, _how, at in sent])


_SENT = (
    update(Message)
    .where(col(Message.id) == bindparam("message"))
    .values(state=MessageState.SENT, sent_at=bindparam("now", type_=UtcDateTime), lease_until=None)
    .execution_options(synchronize_session=False)
)


def _tried(message_id: int, outcome: Outcome, at: datetime) -> AttemptRow:
    return AttemptRow(
        message_id=message_id,
        at=at,
        outcome=outcome.kind.value,
        about=outcome.about,
        code=outcome.code,
        words=outcome.words,
    )


def record_bounce(
    session: Session, message: Message, about: About, why: str, *, now: datetime
) -> None:
    """The server took the message and reported later that nobody got it."""
    assert message.id is not None
    row = AttemptRow(message_id=message.id, at=now, outcome=RETURNED, about=about, words=why)
    insert_attempts(session, [row])
    put_in_question(message, why)
    session.flush()


def _deferred(
    session: Session, rulebook: Rulebook, message: Message, outcome: Outcome, *, now: datetime
) -> None:
    if rest.is_channels_affair(session, message, outcome):
        _not_tried(message, rulebook.workdays, now=now)
        return
    if _in_vain(session, rulebook, message, now):
        reason = MessageReason.DEFERRED_TOO_LONG
        _give_up(session, rulebook, message, outcome, reason, now=now)
        return
    message.state = MessageState.PENDING
    again_at = now + pause_after(message.attempts)
    message.next_attempt_at = _within(message, rulebook.workdays, again_at)


def _not_tried(message: Message, workdays: Workdays, *, now: datetime) -> None:
    """No server was reached: it waits for its channel, as long as that takes."""
    message.state, message.attempts = MessageState.PENDING, max(message.attempts - 1, 0)
    message.next_attempt_at = _within(message, workdays, now + BACKOFF[0])


def _in_vain(session: Session, rulebook: Rulebook, message: Message, now: datetime) -> bool:
    """Is it to be given up? Its time runs from the first try that a server put off."""
    if message.attempts <= len(BACKOFF):
        return False
    first = session.exec(
        select(func.min(Attempt.at)).where(
            col(Attempt.message_id) == message.id,
            func.coalesce(col(Attempt.about), "") != About.LINE.value,
        )
    ).one()
    return tried_in_vain(message, first or now, now, rulebook.workdays)


def _give_up(
    session: Session,
    rulebook: Rulebook,
    message: Message,
    outcome: Outcome,
    reason: MessageReason,
    *,
    now: datetime,
) -> None:
    """The next contact says it. The first stays in use: our own line may be at fault.

    A stock chat scheme cannot say that an address is gone. Where all fails there for a day while
    other messages left, it is: the contact is set aside, or every later message would lose a day.
    """
    message.state = MessageState.EXPIRED
    message.reason, message.reason_words = reason, outcome.words
    if message.contact_id is None:
        return
    contact = session.get_one(Contact, message.contact_id)
    in_vain = message.channel != EMAIL and reason is MessageReason.DEFERRED_TOO_LONG
    gone = in_vain and _others_left(session, message)
    if gone:
        why = phrases("delivery").gave_up(GIVE_UP_WORDS, outcome.words)
        end_contact(session, contact, why, now=now)
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
    stop_channel(session, message.channel, outcome.words, now=now)
