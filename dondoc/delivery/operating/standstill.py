"""What stands still now and why, in sentences for the readers of the board."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.calendar.date_words import moment
from dondoc.delivery import outbox, quota
from dondoc.delivery.operating.pause_alarm import NO_ADDRESS, Pause, pauses
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
        said.append(f"Còn {waiting} tin chờ vì hạn mức của tài khoản gửi thư.")
    return said


def _paused(session: Session, channel: Channel, fault: Pause | None) -> str:
    assert channel.paused_at is not None
    query = select(func.count()).select_from(Message)
    waiting = session.exec(
        query.where(
            outbox.UNSENT,
            col(Message.channel) == channel.name,
            col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN]),
        )
    ).one()
    why = f" ({channel.paused_why})" if channel.paused_why else ""
    since = f"Kênh {channel.name} tạm dừng từ {moment(channel.paused_at)}{why}: {waiting} tin chờ"
    if fault is None:
        return f"{since}."
    if fault.told:
        return f"{since}; quản trị đã được báo."
    return f"{since}; quản trị chưa được báo: {fault.failed or NO_ADDRESS}."
