"""What stands still now and why, in sentences for the readers of the board."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.delivery import outbox, quota
from dondoc.delivery.operating.pause_alarm import NO_ADDRESS, Pause, pauses
from dondoc.messages.environment import phrases
from models import Channel, Message
from models.kinds import MessageState


def standstills(session: Session) -> list[str]:
    """One sentence for each channel that is paused, one for the letters that wait for the rate."""
    by_fault = {one.channel: one for one in pauses(session)}
    stopped = select(Channel).where(col(Channel.paused_at).is_not(None))
    said = [
        _paused(session, channel, by_fault.get(channel.name))
        for channel in session.exec(stopped.order_by(col(Channel.name)))
    ]
    waiting = quota.count_waiting(session)
    if waiting:
        said.append(phrases("delivery").over_quota(waiting))
    return said


def _paused(session: Session, channel: Channel, fault: Pause | None) -> str:
    query = select(func.count()).select_from(Message)
    waiting = session.exec(
        query.where(
            outbox.UNSENT,
            col(Message.channel) == channel.name,
            col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN]),
        )
    ).one()
    return phrases("delivery").standing_still(channel, waiting, fault, NO_ADDRESS)
