"""Kinds and outcomes of incoming mail, in the officers' words."""

from __future__ import annotations

from dondoc.messages.environment import phrases
from models.kinds import IncomingKind, IncomingOutcome

KINDS = {
    IncomingKind.UNREAD: "chưa xem",
    IncomingKind.OWN: "thư của hệ thống",
    IncomingKind.BOUNCE: "báo lỗi của máy chủ",
    IncomingKind.READ_RECEIPT: "báo đã mở thư",
    IncomingKind.ROBOT: "trả lời tự động",
    IncomingKind.LETTER: "thư trả lời",
    IncomingKind.REPEATED: "thư đến lần nữa",
}
OUTCOMES = {
    IncomingOutcome.NEW: "chưa xem",
    IncomingOutcome.UNDERSTOOD: "đã đọc, chưa xử lý",
    IncomingOutcome.NOTED: "đã ghi lại",
    IncomingOutcome.DISABLED: "đã ngừng dùng đầu mối",
    IncomingOutcome.RETURNED: "thư của ta không tới",
    IncomingOutcome.RECORDED: "đã ghi kết quả",
    IncomingOutcome.HELD: "chờ cán bộ xem",
    IncomingOutcome.DISMISSED: "đã bỏ qua",
}


def judged(outcome: IncomingOutcome) -> str:
    """The act, as the audit has it: what became of a mail."""
    return phrases("incoming").judged(OUTCOMES[outcome])
