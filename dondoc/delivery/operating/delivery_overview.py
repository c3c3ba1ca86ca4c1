"""How delivery stands now: what waits, since when, what stands still, what may be there twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.delivery.after_restore.list_holds import count_holds
from dondoc.delivery.operating.pause_withdraw import channel_names
from models import Channel, Message, Notice
from models.kinds import MessageState

_LEAVES = (MessageState.PENDING, MessageState.SENDING, MessageState.UNKNOWN)
MOST = 10
"""So many possible duplicates are named, the newest first."""


@dataclass(frozen=True)
class Overview:
    """`ungathered` are notices that no message was made of yet, since `ungathered_since`."""

    states: dict[MessageState, int]
    oldest: Message | None
    ungathered: int
    ungathered_since: datetime | None
    channels: dict[str, Channel | None]
    duplicates: int
    newest_duplicates: tuple[int, ...]
    restored: int  # may have left before the ledger was put back: held until somebody knows


def overview(session: Session) -> Overview:
    """The figures of the whole ledger."""
    counted = select(Message.state, func.count()).group_by(col(Message.state))
    counts = dict(session.exec(counted).all())
    waiting = select(Message).where(col(Message.state).in_(_LEAVES))
    kept = {one.name: one for one in session.exec(select(Channel))}
    twice = col(Message.possible_duplicate).is_(True)
    newest = select(Message.id).where(twice).order_by(col(Message.id).desc()).limit(MOST)
    free = select(func.count(), func.min(Notice.not_before)).where(
        col(Notice.message_id).is_(None), col(Notice.cancelled_at).is_(None)
    )
    ungathered, since = session.exec(free).one()
    return Overview(
        states={state: counts[state] for state in MessageState if counts.get(state)},
        oldest=session.exec(waiting.order_by(col(Message.created_at), col(Message.id))).first(),
        ungathered=ungathered,
        ungathered_since=since,
        channels={name: kept.get(name) for name in channel_names(session)},
        duplicates=session.exec(select(func.count()).select_from(Message).where(twice)).one(),
        newest_duplicates=tuple(number for number in session.exec(newest) if number),
        restored=count_holds(session),
    )
