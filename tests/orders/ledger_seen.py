"""What stands in the ledger after an act, read as the board reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import standing
from dondoc.rounds.tally import Tally
from models import Assignment, Audit, Contact, Decision, Notice, Round
from tests.orders.world import World


@dataclass(frozen=True)
class Row:
    """One assignment, and where it stands."""

    duty: str
    unit: str
    parent: int | None
    chased: bool
    opens_on: date
    due_on: date
    first_due_on: date
    cycle: int
    ended: tuple[datetime | None, datetime | None]
    kind: str
    on_time: bool | None


@dataclass(frozen=True)
class Reachable:
    """A contact as it may be written to."""

    unit: str
    purpose: str
    position: int
    disabled: bool


@dataclass(frozen=True)
class Seen:
    """Everything, and the newest numbers of what acts leave behind."""

    rows: Mapping[int, Row]
    contacts: Mapping[int, Reachable]
    decisions: int
    audits: int
    notices: int


_ENDS = select(Assignment.id, Assignment.completed_at, Assignment.waived_at)
_CONTACTS = select(
    Contact.id, Contact.unit_code, Contact.purpose, Contact.position, Contact.disabled_at
)
_NEWEST = select(
    *(
        select(func.coalesce(func.max(col(table.id)), 0)).scalar_subquery()
        for table in (Decision, Audit, Notice)
    )
)


def look(world: World) -> Seen:
    return world.read(lambda session: _look(session, world.now))


def _look(session: Session, now: datetime) -> Seen:
    ends = {number: rest for number, *rest in session.execute(_ENDS)}
    rows = {}
    for one in load_facts(session, as_of=now):
        here = standing(one, now)
        rows[one.id] = Row(
            duty=one.duty,
            unit=one.unit_code,
            parent=one.parent_id,
            chased=one.chased,
            opens_on=one.opens_on,
            due_on=one.due_on,
            first_due_on=one.first_due_on,
            cycle=one.cycle,
            ended=tuple(ends[one.id]),
            kind=here.kind.value,
            on_time=here.on_time,
        )
    contacts = {
        number: Reachable(unit, purpose.value, position, bool(disabled_at))
        for number, unit, purpose, position, disabled_at in session.execute(_CONTACTS)
    }
    return Seen(rows, contacts, *session.execute(_NEWEST).one())


Past = Mapping[int, tuple[str, date, date, bool | None]]
"""Where everything stood at the end of a day, and by when it was wanted."""


def past_of(world: World, as_of: datetime) -> Past:
    return world.read(lambda session: _past(session, as_of))


def _past(session: Session, as_of: datetime) -> Past:
    return {
        one.id: (here.kind.value, one.due_on, one.first_due_on, here.on_time)
        for one in load_facts(session, as_of=as_of)
        for here in (standing(one, as_of),)
    }


def tallies_of(world: World, as_of: datetime) -> Mapping[tuple[str, str], Tally]:
    """The figures of every round, as the board, the letters and the runs show them."""
    return world.read(lambda session: _tallies(session, world, as_of))


def _tallies(session: Session, world: World, as_of: datetime) -> Mapping[tuple[str, str], Tally]:
    rounds = session.exec(select(Round.duty, Round.period)).all()
    known = {duty.code for duty in world.rulebook.registry.plan.duties}
    found = {
        (duty, period): progress(session, world.rulebook, duty=duty, period=period, as_of=as_of)
        for duty, period in rounds
        if duty in known
    }
    return {key: one.tally for key, one in found.items() if one.rows}
