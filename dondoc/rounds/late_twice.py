"""Who let the dates of two periods running pass, in one duty: «Ai trễ hai kỳ liền?»"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.alike import not_in_time, with_first_answer
from dondoc.rounds.on_time_rate import is_late
from dondoc.rounds.progress import OWN, rows_of
from dondoc.rounds.unit_progress import UnitProgress
from models import Assignment, Round

_TWO_YEARS = timedelta(days=800)
"""Two periods of a yearly duty opened within it."""

_EVENT = "%-E%"
"""The period of an event or a demand: none follows another."""


@dataclass(frozen=True)
class LateTwice:
    """A unit that was late in the last two periods of a duty; `before` is the earlier one."""

    unit: Unit
    duty: Duty
    before: UnitProgress
    last: UnitProgress


def late_twice(
    session: Session, rulebook: Rulebook, *, as_of: datetime, duty: str | None = None
) -> list[LateTwice]:
    """Every unit and duty of which it is true at `as_of`, in the plan's and the official order."""
    pairs = _last_two(session, rulebook, as_of, duty)
    ids = _perhaps_late(session, list(pairs.values()), as_of)
    rows = rows_of(session, rulebook, col(Assignment.id).in_(ids), as_of=as_of)
    late = {_key(row): row for row in rows if is_late(row)}
    found = []
    for code, (before, last) in pairs.items():
        for row in rows:
            earlier = late.get((row.facts.unit_code, row.facts.subject, before))
            if row.facts.round_id == last and earlier and _key(row) in late:
                known = rulebook.registry.duty_of(row.facts.plan, code)
                found.append(LateTwice(row.unit, known, earlier, row))
    return found


def _perhaps_late(session: Session, pairs: Sequence[Sequence[int]], as_of: datetime) -> list[int]:
    """The assignments of whoever was not surely in time in either round of one of the pairs."""
    wanted = [number for pair in pairs for number in pair]
    asked = select(Assignment.round_id, Assignment.unit_code, Assignment.subject, Assignment.id)
    query = with_first_answer(asked).where(
        OWN,
        col(Assignment.round_id).in_(wanted),
        col(Assignment.asked_at) <= as_of,
        col(Assignment.chased).is_(True),
        not_in_time(as_of),
    )
    found = {
        (round_id, unit, subject): number
        for round_id, unit, subject, number in session.execute(query, {"as_of": as_of})
    }
    return [
        number
        for before, last in pairs
        for (round_id, unit, subject), own in found.items()
        if round_id == last and (before, unit, subject) in found
        for number in (found[before, unit, subject], own)
    ]


def _key(row: UnitProgress) -> tuple[str, str, int]:
    return row.facts.unit_code, row.facts.subject, row.facts.round_id


def _last_two(
    session: Session, rulebook: Rulebook, as_of: datetime, duty: str | None
) -> dict[str, Sequence[int]]:
    """Of each duty its last two rounds whose date has passed for somebody, the earlier first."""
    today = local_date(as_of)
    due_on = func.min(col(Assignment.first_due_on))
    query = (
        select(Round.duty, Round.id, due_on)
        .join(Assignment, col(Assignment.round_id) == col(Round.id))
        .where(
            col(Assignment.chased),
            col(Round.opened_at) <= as_of,
            col(Round.opens_on) >= today - _TWO_YEARS,
            col(Round.period).not_like(_EVENT),
            *in_plan(session, rulebook.registry, today),
        )
        .group_by(col(Round.duty), col(Round.id))
    )
    if duty:
        query = query.where(col(Round.duty) == duty)
    passed: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for code, number, on in session.exec(query):
        if number and on < today:
            passed[code].append((on, number))
    last = {code: [number for _on, number in sorted(some)[-2:]] for code, some in passed.items()}
    order = [one.code for one in rulebook.registry.plan.duties]
    codes = sorted(last, key=lambda code: order.index(code) if code in order else len(order))
    return {code: last[code] for code in codes if len(last[code]) == 2}
