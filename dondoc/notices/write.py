"""Notices written to the ledger under their unique key: planned ones and immediate ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from dondoc.calendar.sending_hours import next_office_moment, next_window
from dondoc.ledger.by_ids import IDS, ask_by_ids
from dondoc.ledger.notice_key import NoticeKey, about_assignment
from dondoc.ledger.rows import NoticeRow, insert_notices
from dondoc.notices.find_due import Occasion, find_due, occasion
from dondoc.notices.recipients import NOBODY, Reach, load_reach
from dondoc.notices.shared_with import load_shares, with_shares
from dondoc.notices.shortfall import FoundShort, plan_shortfalls
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Notice, Round
from models.kinds import NoticeKind


@dataclass
class PlannedCount:
    """What one planning did: how many notices are new, for how many units; who has no contact."""

    notices: int = 0
    units: int = 0
    first_at: datetime | None = None
    kinds: Counter[str] = field(default_factory=Counter)
    unreachable: tuple[str, ...] = ()

    def __add__(self, other: PlannedCount) -> PlannedCount:
        return PlannedCount(
            self.notices + other.notices,
            self.units + other.units,
            self.first_at or other.first_at,
            self.kinds + other.kinds,
            (*self.unreachable, *other.unreachable),
        )


def plan_notices(
    session: Session,
    rulebook: Rulebook,
    *where: ColumnElement[bool],
    now: datetime,
    after_due: bool,
) -> PlannedCount:
    """Plan what is due at `now` for the assignments chosen; a second run adds no row.

    All at once, in the caller's transaction: `plan_in_portions` is for a whole province's day.
    """
    here = occasion(session, rulebook, *where, now=now, after_due=after_due)
    found = find_due(session, here)
    short = shortfalls(session, here, found.reach)
    rows = [*here.rows(found.said), *short.rows, *found.lost]
    unreachable = {*found.unheard, *short.unreachable}
    return write_new(session, rows, not_before=here.not_before, unreachable=unreachable)


def shortfalls(session: Session, here: Occasion, reach: Mapping[str, Reach]) -> FoundShort:
    """Of the rounds of this planning: who did less than wanted, for who watches over them."""
    return plan_shortfalls(
        session,
        here.rulebook,
        *here.where,
        reach=reach,
        not_before=here.not_before,
        now=here.now,
    )


def say_at_once(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment: Assignment,
    kind: NoticeKind,
    now: datetime,
    rung: str,
    detail: Mapping[str, Any] | None = None,
    also_to: int | None = None,
) -> int:
    """A notice to the unit's clerk, sent as soon as it is committed; returns how many were new.

    `also_to` is a contact that gets it besides: the one it answers, where that is not the clerk.

    A receipt answers what a person just did and goes at any hour; the rest waits for office hours
    (promise 2 of the design). A child that its superior answers for is told nothing.
    """
    if _answered_above(assignment):
        return 0
    not_before = now if kind is NoticeKind.RECEIPT else next_office_moment(now, rulebook.workdays)
    saying = _Saying(kind, rung, detail or {}, not_before, now, immediate=True)
    [(_assignment, reach)] = _reached(session, [assignment])
    to = dict.fromkeys([*(address.id for address in reach.clerks), also_to])
    return len(insert_notices(session, saying.rows(assignment, to)))


def say_together(
    session: Session,
    rulebook: Rulebook,
    *,
    assignments: Sequence[Assignment],
    kind: NoticeKind,
    now: datetime,
    rung: str,
    detail: Mapping[str, Any] | None = None,
) -> int:
    """The same of each assignment to its unit's clerk, in the next window beside whatever is due.

    For what a machine finds in numbers: one letter with many lines instead of many letters.
    """
    not_before = next_window(now, rulebook.workdays)
    saying = _Saying(kind, rung, detail or {}, not_before, now, immediate=False)
    told = [one for one in assignments if not _answered_above(one)]
    rows = [
        row
        for assignment, reach in _reached(session, told)
        for row in saying.rows(assignment, [address.id for address in reach.clerks])
    ]
    return len(insert_notices(session, rows))


def _answered_above(assignment: Assignment) -> bool:
    """Does its superior answer for it, so that nothing is said to it?"""
    return assignment.parent_id is not None and not assignment.chased


def _reached(session: Session, assignments: Sequence[Assignment]) -> list[tuple[Assignment, Reach]]:
    """Each with how its unit is reached, those who share the work included."""
    reach = load_reach(session, sorted({one.unit_code for one in assignments}))
    shares = load_shares(session, [one.id for one in assignments if one.id is not None])
    return [
        (one, with_shares(reach.get(one.unit_code, NOBODY), shares.get(one.id or 0, ())))
        for one in assignments
    ]


@dataclass(frozen=True)
class _Saying:
    """One thing to be said, of whichever assignment to whichever contacts."""

    kind: NoticeKind
    rung: str
    detail: Mapping[str, Any]
    not_before: datetime
    now: datetime
    immediate: bool

    def rows(self, assignment: Assignment, to: Iterable[int | None]) -> list[NoticeRow]:
        assert assignment.id is not None
        about = about_assignment(assignment.id)
        return [
            NoticeRow(
                NoticeKey(about, contact_id, self.kind, self.rung, assignment.cycle),
                assignment_id=assignment.id,
                not_before=self.not_before,
                immediate=self.immediate,
                created_at=self.now,
                detail=self.detail,
            )
            for contact_id in to
            if contact_id is not None
        ]


def write_new(
    session: Session,
    rows: Iterable[NoticeRow],
    *,
    not_before: datetime,
    unreachable: Collection[str] = (),
) -> PlannedCount:
    """Insert the notices whose key is new, and count those."""
    kinds, about = insert_counted(session, rows)
    return PlannedCount(
        notices=kinds.total(),
        units=len(about),
        first_at=not_before if kinds else None,
        kinds=kinds,
        unreachable=tuple(sorted(unreachable)),
    )


def insert_counted(
    session: Session, rows: Iterable[NoticeRow]
) -> tuple[Counter[str], set[int | None]]:
    """Insert the notices whose key is new: how many of each kind are, and about what."""
    kinds: Counter[str] = Counter()
    about: set[int | None] = set()
    for assignment_id, kind in ask_by_ids(session, _SAID_OF, insert_notices(session, rows)):
        kinds[kind] += 1
        about.add(assignment_id)
    return kinds, about


_SAID_OF = select(col(Notice.assignment_id), col(Notice.kind)).where(col(Notice.id).in_(IDS))


def of_duty(code: str) -> ColumnElement[bool]:
    """The assignments of one duty."""
    return col(Round.duty) == code
