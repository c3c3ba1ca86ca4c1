"""What one dispatch did and what it left, in figures and in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from dondoc.delivery.envelope import OutcomeKind


@dataclass
class DispatchResult:
    """What one dispatch did, and what it left."""

    outcomes: Counter[OutcomeKind] = field(default_factory=Counter)
    held: int = 0
    cancelled: int = 0
    waiting: int = 0
    unverified: int = 0
    """Notices that wait until their contact has confirmed its address."""
    limited: int = 0
    """Messages that were due and wait for the account's rate or cap."""
    next_attempt_at: datetime | None = None
    paused: tuple[str, ...] = ()
    untold: str = ""
    """Why no administrator knows of a paused channel; empty where one was told, or none paused."""

    @property
    def sent(self) -> int:
        return self.outcomes[OutcomeKind.SENT]

    @property
    def refused(self) -> int:
        return self.outcomes[OutcomeKind.REFUSED]

    @property
    def deferred(self) -> int:
        return self.outcomes[OutcomeKind.DEFERRED] + self.outcomes[OutcomeKind.UNKNOWN]

    def figure(self) -> str:
        """«12 đã gửi · 1 hoãn»: what the list of runs shows."""
        said = [
            (self.deferred, "hoãn"),
            (self.refused, "bị từ chối"),
            (self.held, "giữ lại"),
            (self.limited, "chờ hạn mức"),
            (len(self.paused), "kênh tạm dừng"),
        ]
        more = [f"{count} {words}" for count, words in said if count]
        return " · ".join([f"{self.sent} đã gửi", *more])

    def sentence(self) -> str:
        """The whole of it, for the run's message and log."""
        said = [
            (self.deferred, "hoãn, sẽ gửi lại"),
            (self.refused, "bị máy chủ từ chối"),
            (self.held, "giữ lại vì chế độ thử"),
            (self.cancelled, "thôi không gửi vì đơn vị đã trả lời hoặc hạn đã đổi"),
            (self.waiting, "còn chờ đến giờ gửi"),
            (self.unverified, "chờ đầu mối xác nhận địa chỉ"),
        ]
        parts = [f"{self.sent} tin đã gửi"] + [f"{n} {words}" for n, words in said if n]
        if self.limited:
            parts.append(f"còn {self.limited} tin chờ vì hạn mức")
        paused = f"; kênh tạm dừng: {', '.join(self.paused)}" if self.paused else ""
        untold = f"; chưa báo được cho quản trị: {self.untold}" if self.untold else ""
        return ", ".join(parts) + paused + untold
