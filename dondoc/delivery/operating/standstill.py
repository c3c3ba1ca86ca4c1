"""What stands still now and why, and what did not arrive, in sentences for the board's readers."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from dondoc.delivery import outbox, quota
from dondoc.delivery.brake import RETURNED
from dondoc.delivery.operating.alarm_ways import NO_ADDRESS
from dondoc.delivery.operating.pause_alarm import Pause, pauses
from dondoc.delivery.rest import resting
from dondoc.messages.environment import phrases
from models import Attempt, Channel, Contact, Message, UnitRow
from models.kinds import MessageState
from models.reasons import MessageReason

_NAMED = 5
_WEEK = timedelta(days=7)


def standstills(session: Session, *, now: datetime) -> list[str]:
    """A sentence for each channel that is paused, for the letters that wait for the rate, for those
    that no server takes as they are, and for those that were reported lost within a week.
    """
    by_fault = {one.channel: one for one in pauses(session)}
    stopped = select(Channel).where(col(Channel.paused_at).is_not(None))
    said = [
        _paused(session, channel, by_fault.get(channel.name))
        for channel in session.exec(stopped.order_by(col(Channel.name)))
    ]
    for one in resting(session, now=now):
        fault = by_fault.get(one.name)
        said.append(
            phrases("delivery").at_rest(one, waiting_for(session, one.name), fault, NO_ADDRESS)
        )
    waiting = quota.count_waiting(session)
    if waiting:
        said.append(phrases("delivery").over_quota(waiting))
    held = _messages(
        session,
        outbox.UNSENT,
        col(Message.state) == MessageState.HELD,
        col(Message.reason) == MessageReason.LETTER_REFUSED,
    )
    reported = select(Attempt.message_id).where(
        col(Attempt.outcome) == RETURNED, col(Attempt.at) > now - _WEEK
    )
    lost = _messages(
        session, col(Message.id).in_(reported), col(Message.state) == MessageState.REFUSED
    )
    book = phrases("delivery")
    said += [book.letters_refused(len(held), held[:_NAMED])] if held else []
    said += [book.letters_returned(len(lost), lost[:_NAMED])] if lost else []
    return said


def _messages(session: Session, *where: ColumnElement[bool]) -> list[tuple[int | None, str, str]]:
    """Each with its unit and the server's words, the newest first."""
    chosen = select(Message.id).where(*where)  # by their own index, before anybody's mail
    query = (
        select(Message.id, UnitRow.name, Message.reason_words)
        .join(Contact, col(Message.contact_id) == col(Contact.id))
        .join(UnitRow, col(Contact.unit_code) == col(UnitRow.code))
        .where(col(Message.id).in_(chosen))
        .order_by(col(Message.id).desc())
    )
    return [(number, unit, words) for number, unit, words in session.exec(query)]


def _paused(session: Session, channel: Channel, fault: Pause | None) -> str:
    waiting = waiting_for(session, channel.name)
    return phrases("delivery").standing_still(channel, waiting, fault, NO_ADDRESS)


def waiting_for(session: Session, channel: str) -> int:
    """How many messages wait for that channel."""
    query = select(func.count()).select_from(Message)
    return session.exec(
        query.where(
            outbox.UNSENT,
            col(Message.channel) == channel,
            col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN]),
        )
    ).one()
