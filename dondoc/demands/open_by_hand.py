"""Rounds that an event opens: a demand, an inspection's remedies, a day's findings (`2027-E12`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.periods import event_key
from dondoc.clock import local_date
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.rows import AssignmentRow, RoundRow, insert_assignments, insert_round
from dondoc.messages.environment import phrases
from dondoc.notices.write import say_at_once
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.rounds.opening import wanted_of
from models import Assignment, DateChange, Round
from models.kinds import NoticeKind


@dataclass(frozen=True)
class Asked:
    """What is asked by hand: about what, by when, and on what the date rests, as text.

    Subject and date together are its identity: entered again it joins its own round.
    """

    subject: str
    due_on: date
    arithmetic: str
    kind: NoticeKind
    act: str = ""  # as the audit calls it, where the kind does not say it
    rung: str = ""  # of its letter, where one kind is said more than once


@dataclass(frozen=True)
class Stands:
    """A round opened by hand as it now stands; `new` are the assignments of this call."""

    round_id: int
    period: str
    new: tuple[Assignment, ...]
    told: frozenset[str]  # codes of units that have a contact to be told through


def ask_units(
    session: Session,
    rulebook: Rulebook,
    duty: Duty,
    units: Sequence[Unit],
    *,
    asked: Asked,
    by: Actor,
    now: datetime,
) -> Stands:
    """One assignment a unit in the round of what is asked, and word of it at once.

    A second call about the same for the same day adds only who was not asked yet.
    """
    round_id, period = open_event_round(
        session, rulebook, duty, lambda: _same(session, duty, asked), now=now
    )
    rows = _rows(rulebook, duty, units, asked, round_id=round_id, by=by, now=now)
    ids = insert_assignments(session, rows)
    query = select(Assignment).where(col(Assignment.id).in_(ids)).order_by(col(Assignment.id))
    new = tuple(session.exec(query))
    told = set()
    for one in new:
        rung = asked.rung or asked.kind.value
        count = say_at_once(session, rulebook, assignment=one, kind=asked.kind, now=now, rung=rung)
        if count:
            told.add(one.unit_code)
        _audit(session, f"assignment:{one.id}", asked, by=by, now=now)
    if new:
        _audit(session, f"round:{round_id}", asked, by=by, now=now, units=len(new))
    return Stands(round_id, period, new, frozenset(told))


def role_in(rulebook: Rulebook, duty: Duty, unit: Unit, on: date) -> str:
    """The role in which a unit is asked: the duty's own, else any that it has that day."""
    registry = rulebook.registry
    own = registry.role_of(duty, unit, on)
    if own is not None:
        return own
    codes = (
        role.role
        for role in registry.roles
        if any(one.code == unit.code for one in registry.units_in_role(role.role, on))
    )
    return next(codes, "")


def open_event_round(
    session: Session,
    rulebook: Rulebook,
    duty: Duty,
    kept: Callable[[], tuple[int, str] | None],
    *,
    now: datetime,
) -> tuple[int, str]:
    """The round that `kept` finds, with its period; else a new one under the year's next number.

    The call that loses the race for a number looks again: the winner may have opened the very same.
    """
    year = local_date(now).year
    while True:
        # The number is read first: a round committed after it takes that very number, so nobody
        # opens the next one for what was asked between the two questions.
        key = event_key(year, _last_number(session, rulebook, duty, year) + 1)
        found = kept()
        if found is not None:
            return found
        row = RoundRow(
            plan=rulebook.registry.plan.code,
            duty=duty.code,
            period=key,
            opens_on=local_date(now),
            cutoff_on=None,
            opened_at=now,
            confirmed=duty.basis.confirmed,
            threshold=wanted_of(duty),
        )
        round_id = insert_round(session, row)
        if round_id is not None:
            return round_id, key


def _same(session: Session, duty: Duty, asked: Asked) -> tuple[int, str] | None:
    """The round in which the same was asked by hand for the same day, whatever date holds now."""
    query = (
        select(Round.id, Round.period)
        .join(Assignment)
        .where(
            col(Round.duty) == duty.code,
            col(Assignment.subject) == asked.subject,
            col(Assignment.asked_by).is_not(None),
            func.coalesce(_FIRST_DATE, col(Assignment.due_on)) == asked.due_on,
        )
        .order_by(col(Round.id))
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found and found[0] is not None else None


_FIRST_DATE = (
    select(col(DateChange.due_on))
    .where(col(DateChange.assignment_id) == col(Assignment.id))
    .order_by(col(DateChange.id))
    .limit(1)
    .scalar_subquery()
)
"""By when it was asked at first, where another date was given since."""


def _last_number(session: Session, rulebook: Rulebook, duty: Duty, year: int) -> int:
    query = select(Round.period).where(
        col(Round.duty) == duty.code,
        col(Round.period).startswith(f"{year}-E"),
    )
    periods = session.exec(query)
    return max((rulebook.period(duty, key).number for key in periods), default=0)


def _rows(
    rulebook: Rulebook,
    duty: Duty,
    units: Sequence[Unit],
    asked: Asked,
    *,
    round_id: int,
    by: Actor,
    now: datetime,
) -> list[AssignmentRow]:
    today = local_date(now)
    dates = Deadline(asked.due_on, asked.due_on, asked.due_on, asked.arithmetic)
    return [
        AssignmentRow(
            round_id,
            unit,
            dates,
            role=role_in(rulebook, duty, unit, today),
            on=today,
            asked_at=now,
            subject=asked.subject,
            asked_by=by,
            chased=not (duty.continuous or rulebook.registry.is_own_slot(duty, unit, today)),
        )
        for unit in units
    ]


def _audit(
    session: Session, target: str, asked: Asked, *, by: Actor, now: datetime, units: int = 0
) -> None:
    detail = phrases("decisions").asked_of(asked.subject, asked.arithmetic, units)
    act = asked.act or ACTS[asked.kind]
    audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)


ACTS = {NoticeKind.DEMAND: "yêu cầu báo cáo đột xuất", NoticeKind.REMEDY: "yêu cầu khắc phục"}
