"""The time that a ledger put back knows nothing of, and what may have left in it.

Pure rules over rows (docs/decisions/0086). What is certain to be new is never held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import WINDOWS
from dondoc.calendar.workdays import Workdays
from dondoc.clock import at, local_date
from dondoc.ledger.rows import detail_of
from models import Message, Notice, Restoration
from models.kinds import NoticeKind
from models.reasons import MessagePurpose

GRACE = 1
"""Working days after the putting back: what flows make anew of what they had made before, with no
day of its own to tell it by, is made by then.
"""


@dataclass(frozen=True)
class LostSpan:
    """After `taken_at` until `lost_at` the ledger before this one may have sent."""

    id: int
    taken_at: datetime
    lost_at: datetime
    restored_at: datetime

    def may_have_said(
        self, notice: Notice, workdays: Workdays, *, received_at: datetime | None = None
    ) -> bool:
        """May this have been said to its contact in the span?

        `received_at`: when what a receipt confirms was received. What somebody asks for by acting
        afterwards is new.
        """
        if notice.created_at <= self.taken_at:
            return notice.not_before <= self.lost_at
        if notice.kind == NoticeKind.RECEIPT:
            return received_at is not None and received_at <= self.lost_at
        if notice.immediate:
            return False
        planned_for = _first_said(notice)
        if planned_for is not None:
            return planned_for <= self.lost_at
        return self._made_again(notice.created_at, workdays)

    def may_have_sent(
        self, message: Message, workdays: Workdays, *, received_at: datetime | None = None
    ) -> bool:
        """The same of a message without notices; `received_at` is of the mail that it answers."""
        if message.created_at <= self.taken_at:
            return True
        if message.purpose in (MessagePurpose.MORNING, MessagePurpose.TO_DECIDE):
            return local_date(message.created_at) <= local_date(self.lost_at)
        if message.purpose is MessagePurpose.VERIFICATION:
            return self._made_again(message.created_at, workdays)
        if message.purpose is MessagePurpose.ASK_BACK:
            return received_at is not None and received_at <= self.lost_at
        return False

    def meant_at(self, notice: Notice) -> datetime:
        """When it would have left at the earliest, as far as this ledger can tell."""
        planned_for = _first_said(notice) if notice.created_at > self.taken_at else None
        return min(planned_for or notice.not_before, self.lost_at)

    def fresh(self, *parts: object) -> tuple[object, ...]:
        """The parts of a message's key, so that neither its Message-ID nor its links are those of
        a letter that left in the span and says something else.
        """
        return (*parts, f"kp{self.id}")

    def _made_again(self, created_at: datetime, workdays: Workdays) -> bool:
        last_on = workdays.add(local_date(self.restored_at), GRACE)
        return local_date(created_at) <= last_on


def load_span(session: Session) -> LostSpan | None:
    """The last putting back of this ledger; None where there was none, as nearly always."""
    row = session.exec(select(Restoration).order_by(col(Restoration.id).desc()).limit(1)).first()
    if row is None or row.id is None:
        return None
    return LostSpan(row.id, row.taken_at, row.lost_at, row.restored_at)


def _first_said(notice: Notice) -> datetime | None:
    """The first window in which a rung may have been said, alone or along with something else."""
    detail = detail_of(notice)
    on = detail.get("from_on") or detail.get("rung_on")
    if not on:
        return None
    return _first_window(date.fromisoformat(on))


def _first_window(on: date) -> datetime:
    return at(on, WINDOWS[0].hour, WINDOWS[0].minute)
