"""Dates that move because the calendar moved: shown, kept, and told once to whom they concern.

A date that a person has given (a return, an extension) stays: the calendar does not overrule it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from dondoc.calendar.date_words import weekday_date
from dondoc.calendar.deadlines import Deadline
from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.dates import follow_calendar
from dondoc.ledger import audit
from dondoc.ledger.lock import lock_assignment
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts, load_facts
from dondoc.rounds.standing import standing
from models import Assignment, Round


@dataclass(frozen=True)
class Moved:
    """A date of a round that is another one now, and for how many units."""

    period: str
    before_on: date
    after_on: date
    units: int

    def words(self) -> str:
        """«139 đơn vị đổi hạn từ thứ Ba, 16/03/2027 sang thứ Tư, 17/03/2027»"""
        before, after = weekday_date(self.before_on), weekday_date(self.after_on)
        return f"{self.units} đơn vị đổi hạn từ {before} sang {after} do lịch nghỉ thay đổi"


def settle_dates(session: Session, rulebook: Rulebook, duty: Duty, *, now: datetime) -> list[Moved]:
    """Bring the open assignments of a duty to the dates that the calendar now gives.

    Dates that are past on both calendars are left alone: nothing can still be done by them.
    """
    counts: dict[tuple[str, date, date], int] = {}
    wanted: dict[tuple[str, str], Deadline] = {}
    for facts in _open(session, duty, now=now):
        role = _ruled_by(duty, facts)
        if role is None:
            continue
        key = facts.period, role
        if key not in wanted:
            own = rulebook.registry.duty_of(facts.plan, duty.code)
            wanted[key] = rulebook.deadline(own, *key)
        new = wanted[key]
        if new.due_on == facts.due_on or max(new.due_on, facts.due_on) < local_date(now):
            continue
        _move(session, rulebook, facts, new, now=now)
        move = facts.period, facts.due_on, new.due_on
        counts[move] = counts.get(move, 0) + 1
    return [Moved(*move, units=units) for move, units in counts.items()]


def _ruled_by(duty: Duty, facts: Facts) -> str | None:
    """The role whose rule gives the date: a commune's is its district's; None where a person's."""
    if facts.role in duty.roles:
        return facts.role
    return duty.roles[0] if facts.role == duty.children else None


def _open(session: Session, duty: Duty, *, now: datetime) -> list[Facts]:
    found = load_facts(
        session,
        col(Round.duty) == duty.code,
        col(Assignment.subject) == "",
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        as_of=now,
    )
    return [one for one in found if one.given is None]


def _move(
    session: Session, rulebook: Rulebook, facts: Facts, new: Deadline, *, now: datetime
) -> None:
    reason = f"Lịch nghỉ, làm bù thay đổi; hạn trước là {weekday_date(facts.due_on)}."
    follow_calendar(
        session,
        rulebook,
        lock_assignment(session, facts.id),
        DecisionAct(audit.SYSTEM, now, reason),
        new,
        told=facts.chased and standing(facts, now).waiting_for_unit,
    )
