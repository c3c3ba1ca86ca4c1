"""Who did what to what, when: one append-only line for every act."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.ledger.actors import SYSTEM, Actor
from models import Audit

__all__ = [
    "DRAFTED",
    "DRAFT_WITHDRAWN",
    "ISSUED",
    "PAUSED",
    "RELEASED",
    "RESENT",
    "SYSTEM",
    "TEMPLATE_PLACED",
    "TEMPLATE_REMOVED",
    "WITHDRAWN",
    "WRITTEN",
    "record",
]

PAUSED, RELEASED = "tạm dừng kênh", "cho kênh chạy lại"
RESENT, WITHDRAWN = "gửi lại tin", "rút lại tin"
DRAFTED, WRITTEN = "soạn văn bản", "viết vào văn bản"
ISSUED, DRAFT_WITHDRAWN = "phát hành văn bản", "rút lại dự thảo"
TEMPLATE_PLACED, TEMPLATE_REMOVED = "đặt mẫu văn bản", "bỏ mẫu văn bản"


def record(
    session: Session, *, actor: Actor, act: str, target: str, now: datetime, detail: str = ""
) -> None:
    """Append to the audit."""
    session.add(Audit(at=now, actor=actor, act=act, target=target, detail=detail))
