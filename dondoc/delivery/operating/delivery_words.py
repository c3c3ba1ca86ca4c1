"""What the states of a message and the outcomes of a try are called."""

from __future__ import annotations

from dondoc.limits import GIVE_UP_WORDS
from dondoc.messages.environment import phrases
from models import Channel, Message
from models.kinds import MessageState

STATES = {
    MessageState.PENDING: "chờ gửi",
    MessageState.SENDING: "đang gửi",
    MessageState.SENT: "đã gửi",
    MessageState.REFUSED: "bị từ chối",
    MessageState.UNKNOWN: "chưa rõ đã đến hay chưa",
    MessageState.HELD: "giữ lại",
    MessageState.CANCELLED: "thôi không gửi",
    MessageState.EXPIRED: f"không gửi được trong {GIVE_UP_WORDS}",
}
OUTCOMES = {
    "sent": "đã nhận",
    "found": "đã nhận",
    "refused": "từ chối",
    "deferred": "hoãn",
    "unknown": "mất liên lạc sau khi gửi",
    "channel": "lỗi của kênh",
}


def channel_words(channel: Channel | None) -> str:
    """«đang chạy», or since when it stands still and why."""
    return phrases("delivery").channel(channel)


def paused_words(channel: Channel) -> str:
    """What was done by pausing it, and that nothing is lost."""
    return phrases("delivery").paused(channel.name)


def released_words(channel: Channel) -> str:
    """What was done by releasing it, and what comes of it."""
    return phrases("delivery").released(channel.name)


def withdrawn_words(message: Message) -> str:
    """What was withdrawn; a try whose end nobody knows may have arrived all the same."""
    return phrases("delivery").withdrawn(message)
