"""A decision about days off: what moves by it, and the act itself; the look undoes what it did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date
from dondoc.calendar.days_off_file import DaysOffDecision
from dondoc.clock import local_date
from dondoc.decisions.calendar_move import Kept, Moved, kept_dates, open_of, settle_dates
from dondoc.ledger.actors import Actor
from dondoc.ledger.decided_days import decided, record_days, with_decided, withdraw_days
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from models import DecidedDays, Round


@dataclass(frozen=True)
class DutyMoves:
    """What moves of one duty: of rounds that are open, and dates that stand all the same."""

    duty: Duty
    moved: tuple[Moved, ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class ComingMove:
    """A round that is not open yet will have its last date on another day."""

    duty: Duty
    period: str
    before_on: date
    after_on: date


@dataclass(frozen=True)
class DaysEffect:
    """What a decision about days off does."""

    open: tuple[DutyMoves, ...]
    coming: tuple[ComingMove, ...]

    @property
    def nothing(self) -> bool:
        return not self.open and not self.coming

    @property
    def units(self) -> int:
        """Units whose date moves, counted once for each of their assignments."""
        return sum(one.units for duty in self.open for one in duty.moved)


def decide_days(
    session: Session, rulebook: Rulebook, decision: DaysOffDecision, *, by: Actor, now: datetime
) -> DaysEffect:
    """Record it and move what it moves; who is concerned is told once. Raises Refused."""
    refuse_decided(rulebook, decision)
    record_days(session, decision, by=by, now=now)
    return _carry_out(session, rulebook, now=now)


def take_days_back(
    session: Session, rulebook: Rulebook, number: int, *, by: Actor, now: datetime
) -> DaysEffect:
    """What was recorded under that number counts no more. Raises Refused."""
    row = session.get(DecidedDays, number)
    if row is None or row.withdrawn_at is not None:
        raise Refused(Problem("so", str(number), phrases("decisions").no_such_days(), "Quyết định"))
    withdraw_days(session, row, by=by, now=now)
    return _carry_out(session, rulebook, now=now)


def refuse_decided(rulebook: Rulebook, decision: DaysOffDecision) -> None:
    """Raises Refused for days that another decision has decided already."""
    known = {
        day.on: one for one in rulebook.workdays.decisions for day in (*one.days_off, *one.worked)
    }
    listed = [("days_off", day.on) for day in decision.days_off]
    listed += [("worked", day.on) for day in decision.worked]
    problems = [
        Problem(name, short_date(on), phrases("decisions").day_decided(known[on].cite()))
        for name, on in listed
        if on in known
    ]
    if problems:
        raise Refused(problems)


def _carry_out(session: Session, before: Rulebook, *, now: datetime) -> DaysEffect:
    after = with_decided(before, decided(session))
    return DaysEffect(
        tuple(_open_moves(session, before, after, now=now)),
        tuple(_coming(session, before, after, now=now)),
    )


def _open_moves(
    session: Session, before: Rulebook, after: Rulebook, *, now: datetime
) -> Iterator[DutyMoves]:
    for duty in after.registry.plan.duties:
        if duty.kind != "duty":
            continue
        stood = set(kept_dates(before, open_of(session, duty, now=now)))
        moved = tuple(settle_dates(session, after, duty, now=now))
        stands = kept_dates(after, open_of(session, duty, now=now))
        kept = tuple(one for one in stands if one not in stood)
        if moved or kept:
            yield DutyMoves(duty, moved, kept)


def _coming(
    session: Session, before: Rulebook, after: Rulebook, *, now: datetime
) -> Iterator[ComingMove]:
    today = local_date(now)
    opened = set(session.exec(select(col(Round.duty), col(Round.period))))
    for duty in before.registry.plan.duties:
        for year in (today.year, today.year + 1):
            then = {one.period.key: one for one in after.rounds(duty, year)}
            for one in before.rounds(duty, year):
                new = then.get(one.period.key)
                waits = (duty.code, one.period.key) not in opened and one.last_due_on >= today
                if waits and new is not None and new.last_due_on != one.last_due_on:
                    short = one.period.short()
                    yield ComingMove(duty, short, one.last_due_on, new.last_due_on)
