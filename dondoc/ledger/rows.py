"""Rows of the ledger, made and inserted in one place: rounds, assignments, notices, channels.

Each insert leaves out what is there already under its unique key (DESIGN §5 rule 2) and returns
the numbers of the rows that are new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import update
from sqlmodel import Session, col

from dondoc.ledger.notice_key import NoticeKey
from dondoc.ledger.upsert import insert_new
from dondoc.plan.bodies import Unit
from models import Assignment, Channel, ChannelAlarm, Notice, Round
from models.reasons import CancelReason


@dataclass(frozen=True, kw_only=True)
class RoundRow:
    """A round to be opened; see `models.Round`."""

    plan: str
    duty: str
    period: str
    opens_on: date
    cutoff_on: date | None
    opened_at: datetime
    confirmed: bool
    threshold: int | None


class Dated(Protocol):
    """What gives an assignment its dates: a deadline, a parent's assignment, facts."""

    @property
    def nominal_on(self) -> date: ...
    @property
    def target_on(self) -> date: ...
    @property
    def due_on(self) -> date: ...
    @property
    def arithmetic(self) -> str: ...


@dataclass(frozen=True)
class AssignmentRow:
    """One thing to be asked of a unit from the day `on`, in the tone that it has then.

    `asked_at` is the moment since which it exists: a view of a moment before leaves it out.
    Lateness is judged by `first_due_on`: the due date, unless another is given.
    """

    round_id: int
    unit: Unit
    dates: Dated
    _: KW_ONLY
    role: str
    on: date
    asked_at: datetime
    chased: bool
    consolidated: bool = False
    subject: str = ""
    parent_id: int | None = None
    first_due_on: date | None = None
    asked_by: str | None = None

    def about(self, subject: str) -> AssignmentRow:
        """The same of another subject."""
        return replace(self, subject=subject)

    def values(self) -> dict[str, Any]:
        return {
            "round_id": self.round_id,
            "unit_code": self.unit.code,
            "role": self.role,
            "asked_at": self.asked_at,
            "subject": self.subject,
            "parent_id": self.parent_id,
            "tone": self.unit.tone(self.on),
            "chased": self.chased,
            "consolidated": self.consolidated,
            "nominal_on": self.dates.nominal_on,
            "target_on": self.dates.target_on,
            "due_on": self.dates.due_on,
            "first_due_on": self.first_due_on or self.dates.due_on,
            "arithmetic": self.dates.arithmetic,
            "asked_by": self.asked_by,
            "cycle": 1,
            "cycle_from_on": self.on,
        }


@dataclass(frozen=True)
class NoticeRow:
    """One thing to be said to one contact, not before an instant.

    What it says of which contact stands in its key. One with a `message_id` is gathered already.
    Until `alone_from` it only goes along with another message.
    """

    key: NoticeKey
    _: KW_ONLY
    assignment_id: int | None
    not_before: datetime
    created_at: datetime
    alone_from: datetime | None = None
    immediate: bool = False
    detail: Mapping[str, Any] = field(default_factory=dict)
    message_id: int | None = None

    def values(self) -> dict[str, Any]:
        return {
            "key": str(self.key),
            "assignment_id": self.assignment_id,
            "contact_id": self.key.contact_id,
            "kind": self.key.kind.value,
            "rung": self.key.rung,
            "cycle": self.key.cycle,
            "not_before": self.not_before,
            "alone_from": self.alone_from,
            "immediate": self.immediate,
            "created_at": self.created_at,
            "detail": json.dumps(dict(self.detail), ensure_ascii=False),
            "message_id": self.message_id,
        }


def insert_round(session: Session, row: RoundRow) -> int | None:
    """The number of the new round; None where it is there already."""
    new = insert_new(session, Round, [vars(row)])
    return int(new[0]) if new else None


def insert_assignments(session: Session, rows: Iterable[AssignmentRow]) -> list[int]:
    return insert_new(session, Assignment, (row.values() for row in rows))


def insert_notices(session: Session, rows: Iterable[NoticeRow]) -> list[int]:
    return insert_new(session, Notice, (row.values() for row in rows))


def ensure_channel(session: Session, name: str) -> None:
    """The row of a channel, made the first time that something is to be kept of it."""
    insert_new(session, Channel, [{"name": name}])


def owe_alarm(session: Session, channel: str, *, since: datetime) -> None:
    """Administrators are to hear that the channel stands still since then; once."""
    insert_new(session, ChannelAlarm, [{"channel": channel, "paused_at": since, "failed": ""}])


def detail_of(notice: Notice) -> dict[str, Any]:
    """What the template needs of a notice and the ledger cannot tell later."""
    kept = json.loads(notice.detail) if notice.detail else {}
    assert isinstance(kept, dict)
    return kept


def cancel(notice: Notice, why: CancelReason, *, now: datetime, words: str = "") -> None:
    """It is not to be said any more; `words` are a person's own, where the reason has room."""
    notice.cancelled_at, notice.cancelled_why, notice.cancelled_words = now, why, words


def cancel_of_message(
    session: Session, message_id: int, why: CancelReason, *, now: datetime, words: str
) -> None:
    """All that a message was to say and that is not cancelled yet."""
    session.execute(
        update(Notice)
        .where(col(Notice.message_id) == message_id, col(Notice.cancelled_at).is_(None))
        .values(cancelled_at=now, cancelled_why=why, cancelled_words=words)
    )
