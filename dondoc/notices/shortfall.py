"""Below the threshold: after a period, the monitoring body is told once who did less than wanted.

The unit itself is never chased for it (E3, DESIGN §6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.ledger.notice_key import NoticeKey, about_round
from dondoc.ledger.rows import NoticeRow
from dondoc.notices.recipients import NOBODY, Reach
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.progress import Progress, progress
from dondoc.rounds.unit_progress import UnitProgress
from models import Assignment, Notice, Round
from models.kinds import NoticeKind

_LOOK_BACK = timedelta(days=60)
"""A period looked at longer ago is told in the reports, not by a note that comes out of nowhere."""


@dataclass(frozen=True)
class FoundShort:
    """Rows of notices to write, and the monitoring bodies that nobody can write to."""

    rows: Sequence[NoticeRow]
    unreachable: frozenset[str]


def plan_shortfalls(
    session: Session,
    rulebook: Rulebook,
    *where: ColumnElement[bool],
    reach: Mapping[str, Reach],
    not_before: datetime,
    now: datetime,
) -> FoundShort:
    """One note a round and contact of the monitoring body, for the rounds that `where` selects.

    It hangs on the first assignment below; whom it names is looked up when it leaves.
    """
    registry, today = rulebook.registry, local_date(now)
    rows: list[NoticeRow] = []
    unreachable: set[str] = set()
    for round_ in _looked_at(session, *where, now=now):
        round_now = progress(session, rulebook, duty=round_.duty, period=round_.period, as_of=now)
        below = units_below(round_now)
        if not below:
            continue
        monitor = registry.monitoring_unit(registry.duty_of(round_.plan, round_.duty), today)
        clerks = reach.get(monitor.code, NOBODY).clerks
        if not clerks:
            unreachable.add(monitor.code)
        rows += [
            NoticeRow(
                NoticeKey(about_round(round_.id or 0), clerk.id, NoticeKind.BELOW_THRESHOLD, "T"),
                assignment_id=below[0].facts.id,
                not_before=not_before,
                created_at=now,
                detail={"rung_on": below[0].facts.due_on.isoformat()},
            )
            for clerk in clerks
        ]
    return FoundShort(rows, frozenset(unreachable))


def units_below(round_now: Progress) -> list[UnitProgress]:
    """Who was looked at and had done less, in the official order."""
    return [row for row in round_now.rows if row.below]


def _looked_at(session: Session, *where: ColumnElement[bool], now: datetime) -> list[Round]:
    """The rounds lately looked at, with somebody not done, of which nobody was told yet."""
    today = local_date(now)
    told = (
        select(Assignment.round_id)
        .join(Notice, col(Notice.assignment_id) == col(Assignment.id))
        .where(col(Notice.kind) == NoticeKind.BELOW_THRESHOLD.value)
    )
    query = (
        select(Round)
        .join(Assignment, col(Assignment.round_id) == col(Round.id))
        .where(
            *where,
            col(Round.threshold) > 0,
            col(Assignment.chased).is_(False),
            col(Assignment.completed_at).is_(None),
            col(Assignment.waived_at).is_(None),
            col(Assignment.due_on) <= today,
            col(Assignment.due_on) >= today - _LOOK_BACK,
            col(Round.id).not_in(told),
        )
        .distinct()
        .order_by(col(Round.id))
    )
    return list(session.exec(query))
