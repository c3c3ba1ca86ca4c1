"""The row that says that this ledger was put back, and the first holds that follow from it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local
from dondoc.delivery.after_restore.hold_back import hold_unfinished
from dondoc.delivery.after_restore.lost_span import LostSpan
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from models import Restoration
from models.kinds import RestoredHow


def mark_restored(
    session: Session,
    *,
    how: RestoredHow,
    taken_at: datetime,
    lost_at: datetime,
    now: datetime,
    source: str = "",
    by: Actor = audit.SYSTEM,
) -> LostSpan:
    """From now on what may have left after `taken_at` until `lost_at` is held. Raises Refused."""
    if taken_at > lost_at:
        wanted = "bản sao không thể mới hơn lúc này; hãy ghi lúc đã sao lưu"
        raise Refused(Problem("LÚC", f"{local(taken_at):%d/%m/%Y %H:%M}", wanted))
    row = Restoration(how=how, taken_at=taken_at, lost_at=lost_at, restored_at=now, source=source)
    session.add(row)
    session.flush()
    assert row.id is not None
    span = LostSpan(row.id, taken_at, lost_at, now)
    held = hold_unfinished(session, span, now=now)
    audit.record(
        session,
        actor=by,
        act=phrases("backup").act_restored(),
        target=f"restoration:{row.id}",
        now=now,
        detail=phrases("backup").restored_detail(taken_at, held),
    )
    return span
