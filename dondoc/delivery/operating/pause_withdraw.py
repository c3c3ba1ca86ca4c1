"""What a person may do to delivery: a channel stands still or runs again, a message is withdrawn.

Each act is in the audit. `by` is who, as the audit names them (`machine:…`, `account:3`).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.delivery.operating.delivery_words import STATES
from dondoc.delivery.settle_refusals import drop_questions
from dondoc.forms.reason import read_reason
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.rows import cancel_of_message, ensure_channel
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from models import Channel, Contact, Message
from models.kinds import MessageState
from models.reasons import CancelReason, MessageReason

_WAITING = (MessageState.PENDING, MessageState.HELD)


def pause_channel(
    session: Session, name: str, *, reason: str = "", by: Actor, now: datetime
) -> Channel:
    """Nothing leaves by it until it is released; what waits goes on waiting. Raises Refused."""
    channel = _channel(session, name)
    if channel.paused_at is not None:
        raise Refused(Problem("Kênh", channel.name, f"đã {phrases('delivery').channel(channel)}"))
    channel.paused_at, channel.paused_why = now, reason.strip() or None
    session.add(channel)
    _record(session, audit.PAUSED, channel, by=by, now=now, detail=reason.strip())
    return channel


def release_channel(session: Session, name: str, *, by: Actor, now: datetime) -> Channel:
    """What waits leaves with the next window. Raises Refused."""
    channel = _channel(session, name)
    if channel.paused_at is None and channel.unreached_since is None:
        raise Refused(Problem("Kênh", channel.name, "đang chạy, không phải làm gì"))
    channel.paused_at = channel.paused_why = None
    channel.unreached_since = channel.rests_until = channel.rests_why = None
    channel.released_at = now
    drop_questions(session, channel.name, now=now)
    session.add(channel)
    _record(session, audit.RELEASED, channel, by=by, now=now)
    return channel


def channel_names(session: Session) -> list[str]:
    """Mail, every channel that a contact names, and every one that has ever stood still."""
    used = set(session.exec(select(Contact.channel).distinct()))
    kept = set(session.exec(select(Channel.name)))
    return [EMAIL, *sorted((used | kept) - {EMAIL})]


def withdraw(
    session: Session, message_id: int, *, reason: str, by: Actor, now: datetime
) -> Message:
    """A message that has not left does not leave, nor what it was to say. Raises Refused."""
    message = find_message(session, message_id)
    why = read_reason(reason, wanted="hãy ghi vì sao rút lại")
    taken = session.execute(
        update(Message)
        .where(col(Message.id) == message_id, col(Message.state).in_(_WAITING))
        .values(state=MessageState.CANCELLED, reason=MessageReason.WITHDRAWN, reason_words=why)
        .returning(col(Message.id))
    ).first()
    if taken is None:
        wanted = f"tin này {STATES[message.state]}; chỉ rút được tin chờ gửi hoặc giữ lại"
        raise Refused(Problem("message", str(message_id), wanted, "Tin"))
    cancel_of_message(session, message_id, CancelReason.WITHDRAWN, now=now, words=why)
    target = f"message:{message_id}"
    audit.record(session, actor=by, act=audit.WITHDRAWN, target=target, now=now, detail=why)
    session.flush()
    return message


def find_message(session: Session, message_id: int, *, held: bool = True) -> Message:
    """The message of that number; `held` until the transaction ends. Raises Refused for none."""
    query = select(Message).where(col(Message.id) == message_id)
    message = session.exec(query.with_for_update() if held else query).first()
    if message is None:
        wanted = "không có tin này; xem `dondoc message list`"
        raise Refused(Problem("message", str(message_id), wanted, "Tin"))
    return message


def _channel(session: Session, name: str) -> Channel:
    names, wanted_name = channel_names(session), name.strip()
    if wanted_name not in names:
        wanted = f"không có kênh này; hãy ghi một trong: {', '.join(names)}"
        raise Refused(Problem("Kênh", name, wanted))
    ensure_channel(session, wanted_name)
    return session.get_one(Channel, wanted_name)


def _record(
    session: Session, act: str, channel: Channel, *, by: Actor, now: datetime, detail: str = ""
) -> None:
    target = f"channel:{channel.name}"
    audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)
