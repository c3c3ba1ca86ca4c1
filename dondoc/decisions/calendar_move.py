"""Dates that move because the calendar moved: shown, kept, and told once to whom they concern.

A date that a person has given (a return, an extension) stays: the calendar does not overrule it.
So does one that was answered, and no announced date moves back or to a day that has come: a
calendar corrected late takes nothing from who kept to what he was told (decision 0025). What it
would have been is said on the board.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.given_dates import earliest_date, given_late
from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.dates import follow_calendar
from dondoc.decisions.meanwhile import hold_unchanged
from dondoc.ledger import audit
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
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
        return phrases("day").moved(self)


@dataclass(frozen=True)
class Kept:
    """A date that was announced and stands, though the calendar now gives another."""

    rule_on: date
    kept_on: date
    units: int

    def words(self) -> str:
        """«Lịch nghỉ nay tính hạn thứ Hai, 15/03/2027, đã báo thứ Ba, 16/03/2027: giữ …»"""
        return phrases("day").kept(self)


def settle_dates(session: Session, rulebook: Rulebook, duty: Duty, *, now: datetime) -> list[Moved]:
    """Bring the open assignments of a duty to the dates that the calendar now gives, as may be."""
    counts: dict[tuple[str, date, date], int] = {}
    rules = _RuleDates(rulebook)
    for facts in open_of(session, duty, now=now):
        by_rule = rules.of(facts)
        new = _may_move_to(rulebook, facts, by_rule, now=now) if by_rule else None
        held = hold_unchanged(session, facts, now) if new else None
        if new is None or held is None:
            continue
        _move(session, rulebook, facts, held, new, now=now)
        move = facts.period, facts.due_on, new.due_on
        counts[move] = counts.get(move, 0) + 1
    return [Moved(*move, units=units) for move, units in counts.items()]


def kept_dates(rulebook: Rulebook, rows: Iterable[Facts]) -> list[Kept]:
    """The dates that stand though the calendar now gives others, for how many of these units."""
    rules = _RuleDates(rulebook)
    counts: Counter[tuple[date, date]] = Counter()
    for facts in rows:
        by_rule = None if facts.given or facts.subject else rules.of(facts)
        # What a round that opened late was given is the same rule's: it goes on from its words.
        if by_rule is None or facts.arithmetic.startswith(by_rule.arithmetic):
            continue
        if by_rule.due_on != facts.due_on:
            counts[by_rule.due_on, facts.due_on] += 1
    return [Kept(*dates, units=units) for dates, units in sorted(counts.items())]


class _RuleDates:
    """What the duty's rule gives on the calendar of now, reckoned once for a role and period."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._known: dict[tuple[str, str, str, str], tuple[Deadline, Deadline | None]] = {}

    def of(self, facts: Facts) -> Deadline | None:
        """None where the date is not a rule's: a person's, or a role's that the duty has left."""
        duty = self._rulebook.registry.duty_of(facts.plan, facts.duty)
        role = _ruled_by(duty, facts)
        if role is None:
            return None
        key = facts.plan, facts.duty, facts.period, role
        if key not in self._known:
            own = self._rulebook.deadline(duty, facts.period, role)
            self._known[key] = own, self._rulebook.report_deadline(duty, facts.period)
        own, with_report = self._known[key]
        return with_report if facts.consolidated and with_report else own


def _may_move_to(
    rulebook: Rulebook, facts: Facts, by_rule: Deadline, *, now: datetime
) -> Deadline | None:
    """The date to move to; None where what stands is kept.

    One that comes before anybody can have a day for it is moved on to the first that leaves one.
    """
    today = local_date(now)
    announced = facts.cycle_from_on <= today
    back = by_rule.due_on < facts.due_on
    if by_rule.due_on == facts.due_on or by_rule.due_on <= today:
        return None
    if facts.answered or (announced and back):
        return None
    earliest_on = earliest_date(now, rulebook.workdays)
    heard_late = announced and not facts.continuous and by_rule.due_on < earliest_on
    return given_late(by_rule, earliest_on) if heard_late else by_rule


def _ruled_by(duty: Duty, facts: Facts) -> str | None:
    """The role whose rule gives the date: a commune's is its district's; None where a person's."""
    if facts.role in duty.roles:
        return facts.role
    return duty.roles[0] if facts.role == duty.children else None


def open_of(session: Session, duty: Duty, *, now: datetime) -> list[Facts]:
    """The open assignments of a duty whose date is the rule's, not a person's."""
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
    session: Session,
    rulebook: Rulebook,
    facts: Facts,
    held: Assignment,
    new: Deadline,
    *,
    now: datetime,
) -> None:
    reason = phrases("decisions").calendar_changed(facts.due_on)
    follow_calendar(
        session,
        rulebook,
        held,
        DecisionAct(audit.SYSTEM, now, reason),
        new,
        told=facts.chased and standing(facts, now).waiting_for_unit,
    )
