"""Under which Message-IDs what is held may have left: those that the ledger before gave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import WINDOWS, window_name
from dondoc.clock import at, local_date
from dondoc.delivery.after_restore.lost_span import LostSpan
from dondoc.ledger.message_rows import message_key, mime_id
from dondoc.settings import Settings
from models import Message, Notice, RestoredHold
from models.reasons import MessagePurpose

MOST_DAYS = 31
"""Days of windows that are looked through: a copy older than this is a ledger begun anew."""


@dataclass(frozen=True)
class EarlierId:
    """A Message-ID of before: the key it was made of, and when that message would have left."""

    mime_id: str
    key: str
    at: datetime


def earlier_ids(
    session: Session, settings: Settings, span: LostSpan, holds: Sequence[RestoredHold]
) -> Mapping[int, list[EarlierId]]:
    """By message, the newest last."""
    numbers = [one.message_id for one in holds]
    messages = {
        one.id or 0: one
        for one in session.exec(select(Message).where(col(Message.id).in_(numbers)))
    }
    notices = session.exec(
        select(Notice).where(col(Notice.message_id).in_(numbers)).order_by(col(Notice.id))
    ).all()
    found = {}
    for one in holds:
        mine = [notice for notice in notices if notice.message_id == one.message_id]
        keys = list(_keys(span, one, messages[one.message_id], mine))
        others = _of_others(session, one.message_id, [key for key, _moment in keys])
        found[one.message_id] = [
            EarlierId(mime_id(key, settings), key, moment)
            for key, moment in keys
            if key not in others
        ]
    return found


def _of_others(session: Session, number: int, keys: Sequence[str]) -> set[str]:
    """Keys of letters that the copy knows: what left under them was not this one.

    A receipt of nine o'clock would else count as sent by the letter of eight.
    """
    query = select(Message.key).where(col(Message.key).in_(keys), col(Message.id) != number)
    return set(session.exec(query))


def _keys(
    span: LostSpan, held: RestoredHold, message: Message, notices: Iterable[Notice]
) -> Iterator[tuple[str, datetime]]:
    """A message of the copy kept its key; what is made anew had the key that its window gave it."""
    if message.created_at <= span.taken_at or not message.key.endswith(f"|kp{span.id}"):
        yield message.key, held.meant_at
        return
    for notice in notices:
        if notice.immediate:
            yield message_key(MessagePurpose.AT_ONCE, notice.key), held.meant_at
    for name, opened_at in _windows(held.meant_at, span.lost_at):
        for purpose in (MessagePurpose.DIGEST, MessagePurpose.CATCH_UP):
            yield message_key(purpose, message.contact_id, name), opened_at


def _windows(since: datetime, until: datetime) -> Iterator[tuple[str, datetime]]:
    on = max(local_date(since), local_date(until) - timedelta(days=MOST_DAYS))
    while on <= local_date(until):
        for opens in WINDOWS:
            opened_at = at(on, opens.hour, opens.minute)
            if window_name(since) <= window_name(opened_at) and opened_at <= until:
                yield window_name(opened_at), opened_at
        on += timedelta(days=1)
