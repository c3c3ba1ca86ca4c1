"""Notices written to the ledger under their unique key: planned ones and immediate ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from dondoc.calendar.ladder import ladder_for
from dondoc.calendar.sending_hours import next_office_moment, next_window
from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.notice_key import NoticeKey, about_assignment
from dondoc.ledger.rows import NoticeRow, insert_notices
from dondoc.notices.planner import Audience, Planned, plan
from dondoc.notices.recipients import NOBODY, Reach, load_reach
from dondoc.notices.rhythm import superiors_told, waits_until, window_of, without
from dondoc.notices.shared_with import Shares, load_shares, with_shares
from dondoc.notices.shortfall import plan_shortfalls
from dondoc.notices.unit_letters import NOTHING_TOLD, Told, load_told
from dondoc.notices.unreachable import plan_unreachable
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import REMINDED, load_facts
from models import Assignment, Notice, Round
from models.database import table_of
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
    """Plan what is due at `now` for the assignments chosen; a second run adds no row."""
    open_rows = (
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        REMINDED,
    )
    today = local_date(now)
    there = in_plan(session, rulebook.registry, today)
    facts = load_facts(session, *open_rows, *there, *where, as_of=now)
    reach = load_reach(session)
    told = load_told(session, facts, now=now)
    readers = _Readers(reach, load_shares(session), superiors_told(session, today))
    duty_of = cache(rulebook.registry.duty_of)
    planned: list[Planned] = []
    unheard: dict[str, Facts] = {}
    for one in facts:
        if not one.reminded:
            continue
        duty = duty_of(one.plan, one.duty)
        audience = _audience(rulebook, one, duty, readers, today=today)
        known = told.get(one.id, NOTHING_TOLD)
        found = _plan_one(rulebook, one, duty, audience, now=now, after_due=after_due, told=known)
        planned += found
        if not audience.unit.reachable:
            unheard.setdefault(one.unit_code, one)
    not_before = next_window(now, rulebook.workdays)
    where = (*there, *where)
    short = plan_shortfalls(session, rulebook, *where, reach=reach, not_before=not_before, now=now)
    lost = plan_unreachable(session, rulebook, unheard, reach=reach, not_before=not_before, now=now)
    wait = waits_until(session, rulebook, planned, today=today)
    rows = [*_rows(planned, wait, not_before=not_before, now=now), *short.rows, *lost]
    unreachable = {*unheard, *short.unreachable}
    return write_new(session, rows, not_before=not_before, unreachable=unreachable)


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


def _plan_one(
    rulebook: Rulebook,
    facts: Facts,
    duty: Duty,
    audience: Audience,
    *,
    now: datetime,
    after_due: bool,
    told: Told,
) -> list[Planned]:
    return plan(
        facts,
        audience,
        ladder=ladder_for(duty.ladder, facts.tone, duty.cadence),
        as_of=now,
        today=local_date(now),
        workdays=rulebook.workdays,
        after_due=after_due,
        told=told,
    )


@dataclass(frozen=True)
class _Readers:
    """How every body is reached; `month` are the superiors' contacts told within the month."""

    reach: Mapping[str, Reach]
    shares: Shares
    month: frozenset[int]


def _audience(
    rulebook: Rulebook, facts: Facts, duty: Duty, readers: _Readers, *, today: date
) -> Audience:
    reach = readers.reach
    registry = rulebook.registry
    superior = registry.superior(registry.unit(facts.unit_code), today)
    monitor = registry.monitoring_unit(duty, today)
    return Audience(
        unit=with_shares(reach.get(facts.unit_code, NOBODY), readers.shares.get(facts.id, ())),
        superior=without(reach.get(superior.code, NOBODY), readers.month) if superior else NOBODY,
        monitor=reach.get(monitor.code, NOBODY),
    )


def _rows(
    planned: Iterable[Planned],
    wait: Mapping[NoticeKey, date],
    *,
    not_before: datetime,
    now: datetime,
) -> list[NoticeRow]:
    by_key = {one.key: one for one in planned}
    return [
        NoticeRow(
            key,
            assignment_id=one.assignment_id,
            not_before=not_before,
            alone_from=window_of(wait[key]) if key in wait else None,
            created_at=now,
            detail=_days(one.rung_on, wait.get(key, one.rung_on)),
        )
        for key, one in by_key.items()
    ]


def _days(rung_on: date, said_on: date) -> dict[str, str]:
    """When it is meant to be said; and, where it waits for company, since when it might go along
    (`delivery/after_restore/lost_span`).
    """
    since = {} if said_on == rung_on else {"from_on": rung_on.isoformat()}
    return {"rung_on": said_on.isoformat(), **since}


def write_new(
    session: Session,
    rows: Sequence[NoticeRow],
    *,
    not_before: datetime,
    unreachable: Collection[str] = (),
) -> PlannedCount:
    """Insert the notices whose key is new, and count those."""
    new = set(insert_notices(session, rows))
    if not new:
        return PlannedCount(unreachable=tuple(sorted(unreachable)))
    kept = session.execute(table_of(Notice).select().where(col(Notice.id).in_(new))).all()
    return PlannedCount(
        notices=len(new),
        units=len({row.assignment_id for row in kept}),
        first_at=not_before,
        kinds=Counter(row.kind for row in kept),
        unreachable=tuple(sorted(unreachable)),
    )


def of_duty(code: str) -> ColumnElement[bool]:
    """The assignments of one duty."""
    return col(Round.duty) == code
