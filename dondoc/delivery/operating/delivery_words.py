"""What the states of a message and the outcomes of a try are called."""

from __future__ import annotations

from models.kinds import MessageState

STATES = {
    MessageState.PENDING: "chờ gửi",
    MessageState.SENDING: "đang gửi",
    MessageState.SENT: "đã gửi",
    MessageState.REFUSED: "bị từ chối",
    MessageState.UNKNOWN: "chưa rõ đã đến hay chưa",
    MessageState.HELD: "giữ lại",
    MessageState.CANCELLED: "thôi không gửi",
    MessageState.EXPIRED: "không gửi được",
}
OUTCOMES = {
    "sent": "đã nhận",
    "found": "đã nhận",
    "refused": "từ chối",
    "returned": "báo trả lại",
    "deferred": "hoãn",
    "unknown": "mất liên lạc sau khi gửi",
    "channel": "lỗi của kênh",
}
