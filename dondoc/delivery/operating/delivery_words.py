"""What the states of a message and the outcomes of a try are called."""

from __future__ import annotations

from dondoc.calendar.date_words import moment
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
    if channel is None or channel.paused_at is None:
        return "đang chạy"
    why = f": {channel.paused_why}" if channel.paused_why else ""
    return f"tạm dừng từ {moment(channel.paused_at)}{why}"


def paused_words(channel: Channel) -> str:
    """What was done by pausing it, and that nothing is lost."""
    return f"Kênh {channel.name} tạm dừng. Tin chưa gửi vẫn chờ trong sổ."


def released_words(channel: Channel) -> str:
    """What was done by releasing it, and what comes of it."""
    return f"Kênh {channel.name} chạy lại. Tin đang chờ sẽ đi ở lượt gửi kế tiếp."


def withdrawn_words(message: Message) -> str:
    """What was withdrawn; a try whose end nobody knows may have arrived all the same."""
    said = f"Đã rút lại tin {message.id}; nội dung trong tin không được gửi nữa."
    return f"{said} {phrases('say').copy_out()}" if message.possible_duplicate else said
