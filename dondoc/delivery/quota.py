"""The mail account's rate and cap: how many letters its provider lets it send (notify.md §2).

Counted from the attempts in the ledger, so every process of either database sees the same count
and a restart forgets none. The windows slide: a provider counts the last minute and the last 24
hours, not the calendar's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, func, or_, update
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.delivery import outbox
from dondoc.delivery.envelope import OutcomeKind
from dondoc.ledger.rows import ensure_channel
from dondoc.settings import Settings
from models import Attempt, Channel, Message
from models.kinds import MessageState
from models.reasons import ROOM_REASONS, MessageReason

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Room:
    """How many more letters of how many may leave now, and why the others wait.

    `opens_at` is when the minute has room again; None where it is the day that is full.
    """

    letters: int
    of: int
    reason: MessageReason
    opens_at: datetime | None = None


def limited(settings: Settings) -> bool:
    return bool(settings.smtp_per_minute or settings.smtp_per_day)


_LETTERS = col(Message.channel) == EMAIL
_OTHERS = col(Message.channel) != EMAIL


def claim(
    session: Session,
    settings: Settings,
    *,
    now: datetime,
    office: bool,
    owner: str,
    limit: int,
    tried: Iterable[int],
) -> list[int]:
    """Claim what is due, no more letters than the account may send now (outbox.claim)."""
    take = partial(outbox.claim, session, now=now, office=office, owner=owner, tried=tried)
    if not limited(settings):
        return take(limit=limit)
    _take_turn(session)
    free = min(room(session, settings, now=now).letters, limit)
    letters = take(_LETTERS, limit=free) if free else []
    return letters + take(_OTHERS, limit=limit)


def mark_waiting(
    session: Session,
    settings: Settings,
    *,
    now: datetime,
    office: bool,
    tried: Iterable[int],
) -> Room | None:
    """Write on each letter that is due why it waits; None unless the rate or cap holds one back."""
    if not limited(settings):
        return None
    found = room(session, settings, now=now)
    waiting = (
        *outbox.due_now(now, office=office),
        col(Message.channel) == EMAIL,
        col(Message.id).not_in(list(tried)),
    )
    if session.exec(select(Message.id).where(*waiting).limit(1)).first() is None:
        return None
    session.execute(
        update(Message)
        .where(
            *waiting,
            or_(
                func.coalesce(col(Message.reason), "") != found.reason,
                col(Message.reason_words) != str(found.of),
            ),
        )
        .values(reason=found.reason, reason_words=str(found.of))
        .execution_options(synchronize_session=False)
    )
    return found


def _take_turn(session: Session) -> None:
    """Hold the account until the transaction ends: two processes count one after the other.

    SQLite's writers stand in one line anyway.
    """
    ensure_channel(session, EMAIL)
    session.exec(select(Channel.name).where(col(Channel.name) == EMAIL).with_for_update()).one()


def room(session: Session, settings: Settings, *, now: datetime) -> Room:
    """What is left of the rate and of the cap, in-flight letters counted as sent."""
    under_way = _under_way(session, now)
    rooms = []
    if settings.smtp_per_day:
        used, _first = _used(session, since=now - DAY)
        left = max(settings.smtp_per_day - used - under_way, 0)
        rooms.append(Room(left, settings.smtp_per_day, MessageReason.DAY_FULL))
    if settings.smtp_per_minute:
        used, first = _used(session, since=now - MINUTE)
        left = max(settings.smtp_per_minute - used - under_way, 0)
        full, opens_at = MessageReason.MINUTE_FULL, (first or now) + MINUTE
        rooms.append(Room(left, settings.smtp_per_minute, full, opens_at))
    return min(rooms, key=lambda one: one.letters)


def _used(session: Session, *, since: datetime) -> tuple[int, datetime | None]:
    """Letters that reached the server, and when the first of them did."""
    answered = or_(
        col(Attempt.code).is_not(None),
        col(Attempt.outcome).in_([OutcomeKind.SENT.value, OutcomeKind.UNKNOWN.value]),
    )
    query = (
        select(func.count(), func.min(Attempt.at))
        .join(Message, col(Attempt.message_id) == col(Message.id))
        .where(
            col(Attempt.at) > since,
            col(Attempt.outcome) != OutcomeKind.CHANNEL.value,
            col(Message.channel) == EMAIL,
            answered,
        )
    )
    count, first = session.exec(query).one()
    return count, first


def _under_way(session: Session, now: datetime) -> int:
    query = select(func.count()).select_from(Message)
    leased = query.where(
        outbox.UNSENT,
        col(Message.channel) == EMAIL,
        col(Message.state) == MessageState.SENDING,
        col(Message.lease_until) >= now,
    )
    return session.exec(leased).one()


def waits_for_room(message: Message) -> bool:
    return message.reason in ROOM_REASONS


def waiting_for_room() -> ColumnElement[bool]:
    """The same as a condition; what waits for nothing has no reason at all."""
    return func.coalesce(col(Message.reason), "").in_(ROOM_REASONS)


def count_waiting(session: Session) -> int:
    """Letters that a dispatch left because of the rate or cap, and none has taken since."""
    return session.exec(_WAITING).one()


_WAITING = (
    select(func.count())
    .select_from(Message)
    .where(outbox.UNSENT, col(Message.state) == MessageState.PENDING, waiting_for_room())
)
