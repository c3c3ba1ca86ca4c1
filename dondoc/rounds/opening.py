"""Opening a duty's rounds: one row a unit, with its dates and the arithmetic behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.given_dates import given_late
from dondoc.clock import local_date
from dondoc.ledger import audit
from dondoc.ledger.plan_gaps import still_open
from dondoc.ledger.rows import AssignmentRow, RoundRow, insert_assignments, insert_round
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.parents import open_children
from models import Assignment, Round


@dataclass(frozen=True)
class OpenedRound:
    """A round that this call opened, and how many units it asks."""

    round_id: int
    period: str
    units: int


def open_rounds(
    session: Session, rulebook: Rulebook, duty: Duty, *, now: datetime
) -> list[OpenedRound]:
    """Open every round of the duty whose opening day has come and that is not open yet.

    A missed day is made up by the next run, but nobody is chased for a time when the system did
    not exist: a round that is older than the duty's first one here and whose last due date is past
    stays unopened. So does, of a duty that the ledger does not know yet, a period that is open
    under a code that the plan does not know any more: it may be the same duty (decision 0030).
    """
    today = local_date(now)
    query = select(col(Round.period), col(Round.opens_on)).where(_of(rulebook, duty))
    known = dict(session.exec(query).all())
    doubted = frozenset() if known else _perhaps_open(session, rulebook, today)
    since = min(known.values(), default=today)
    opened = []
    for year in (today.year - 1, today.year, today.year + 1):
        for due in rulebook.rounds(duty, year):
            if due.period.key in known or due.period.key in doubted or due.opens_on > today:
                continue
            if due.opens_on < since and due.last_due_on < today:
                continue
            opened.append(_open(session, rulebook, duty, due.period.key, now=now))
    return [one for one in opened if one.units]


def open_period(
    session: Session, rulebook: Rulebook, duty: Duty, key: str, *, now: datetime
) -> OpenedRound:
    """Open one round before its day, because somebody has something to enter in it now."""
    return _open(session, rulebook, duty, key, now=now)


def _of(rulebook: Rulebook, duty: Duty) -> Any:
    return (col(Round.plan) == rulebook.registry.plan.code) & (col(Round.duty).in_(duty.codes))


def _perhaps_open(session: Session, rulebook: Rulebook, today: date) -> frozenset[str]:
    """The periods in which something is open under a code, of duty or plan, that leads nowhere."""
    registry = rulebook.registry
    lost = col(Round.duty).not_in(registry.duty_codes) | col(Round.plan).not_in(registry.plan_codes)
    query = select(Round.period).join(Assignment).where(still_open(today), lost)
    return frozenset(session.exec(query.distinct()))


def _open(
    session: Session, rulebook: Rulebook, duty: Duty, key: str, *, now: datetime
) -> OpenedRound:
    plan = rulebook.registry.plan
    opens_on = rulebook.opens_on(duty, key)
    row = RoundRow(
        plan=plan.code,
        duty=duty.code,
        period=key,
        opens_on=opens_on,
        cutoff_on=rulebook.period(duty, key).cutoff_on if duty.cutoff else None,
        opened_at=now,
        confirmed=rulebook.confirmed(duty, key),
        threshold=wanted_of(duty),
    )
    insert_round(session, row)
    this = select(Round.id).where(_of(rulebook, duty), col(Round.period) == key)
    round_id = session.exec(this).one()
    assert round_id is not None
    rows = _assignments(rulebook, duty, key, round_id=round_id, opens_on=opens_on, now=now)
    inserted = len(insert_assignments(session, rows))
    below = open_children(session, rulebook.registry, duty, round_id, opens_on=opens_on, now=now)
    if inserted:
        detail = phrases("decisions").opened(duty, key, inserted, below)
        target = f"round:{round_id}"
        audit.record(
            session, actor=audit.SYSTEM, act="mở đợt", target=target, now=now, detail=detail
        )
    return OpenedRound(round_id=round_id, period=key, units=inserted)


def _assignments(
    rulebook: Rulebook, duty: Duty, key: str, *, round_id: int, opens_on: date, now: datetime
) -> Iterator[AssignmentRow]:
    registry = rulebook.registry
    deadlines = {role: _deadline(rulebook, duty, key, role, now=now) for role in duty.roles}
    for unit, role in registry.responsible(duty, opens_on):
        own = registry.is_own_slot(duty, unit, opens_on)
        with_report = rulebook.report_deadline(duty, key) if own else None
        yield AssignmentRow(
            round_id,
            unit,
            with_report or deadlines[role],
            role=role,
            on=opens_on,
            asked_at=now,
            chased=not (duty.continuous or own),
            consolidated=with_report is not None,
        )


def _deadline(rulebook: Rulebook, duty: Duty, key: str, role: str, *, now: datetime) -> Deadline:
    """The rule's date; given anew where the round opens too late for anybody to keep it."""
    dates = rulebook.deadline(duty, key, role)
    room = rulebook.date_room(duty, key, now)
    if duty.continuous or dates.due_on >= room.earliest_on:
        return dates
    return given_late(dates, room.proposed_on)


def wanted_of(duty: Duty) -> int | None:
    """How many a round of the duty wants of each unit: see `Round.threshold`."""
    if not duty.continuous:
        return duty.threshold
    return 0 if duty.figures_from else duty.threshold or 0
