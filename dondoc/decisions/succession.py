"""What an abolished body still owed: its successor owes it, or it is waived with that reason.

What was handed in and waits for an officer stays where it is. What is only counted ends with the
body that did it. Source: DESIGN §3 (the bodies changed on 01/07/2025).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.clock import local_date
from dondoc.decisions.decide import return_date
from dondoc.ledger import audit
from dondoc.ledger.upsert import insert_new
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.rounds.facts import Facts, load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment, Decision, Round
from models.kinds import INSPECTED, DecisionKind


@dataclass(frozen=True)
class Passed:
    """How many things passed to a successor, and how many ended with the body that owed them."""

    passed: int = 0
    waived: int = 0

    def words(self) -> list[str]:
        """«3 việc của đơn vị hết hoạt động chuyển cho đơn vị kế tiếp, 2 việc được miễn»"""
        said = [
            (self.passed, "việc của đơn vị hết hoạt động chuyển cho đơn vị kế tiếp"),
            (self.waived, "việc của đơn vị hết hoạt động được miễn"),
        ]
        return [f"{count} {words}" for count, words in said if count]


NOBODY_PASSED = Passed()


def settle_abolished(
    session: Session, rulebook: Rulebook, duties: Collection[str], *, now: datetime
) -> Passed:
    """Settle what bodies that are no more still owed of these duties; again finds nothing."""
    today = local_date(now)
    gone = [one.code for one in rulebook.registry.units if one.to_on and one.to_on < today]
    owed = load_facts(
        session,
        col(Round.duty).in_(duties),
        col(Assignment.unit_code).in_(gone),
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        as_of=now,
    )
    passed = waived = 0
    for facts in owed:
        here = standing(facts, now)
        if not (here.waiting_for_unit or here.kind is StandingKind.UPCOMING):
            continue
        heir = _heir(rulebook, facts, today)
        reason = _pass_on(session, rulebook, facts, heir, now=now) if heir else ""
        passed += bool(reason)
        waived += not reason
        _end(session, facts, reason or _why_ended(rulebook, facts, heir), now=now)
    return Passed(passed, waived)


def _heir(rulebook: Rulebook, facts: Facts, today: date) -> Unit | None:
    """The body that now stands where it stood; nobody for what is only counted, or a visit."""
    if facts.continuous or facts.role == INSPECTED:
        return None
    unit = rulebook.registry.unit(facts.unit_code)
    while not unit.exists(today):
        if unit.successor is None:
            return None
        unit = rulebook.registry.unit(unit.successor)
    return unit


def _pass_on(
    session: Session, rulebook: Rulebook, facts: Facts, heir: Unit, *, now: datetime
) -> str:
    """The same thing asked of the heir, in words; empty where the heir is asked it already.

    A date that is past is given anew, as a return would give it.
    """
    today = local_date(now)
    duty = rulebook.registry.duty_of(facts.plan, facts.duty)
    old = rulebook.registry.unit(facts.unit_code)
    late = facts.due_on <= today
    due_on = return_date(rulebook, duty, facts.period, today=today) if late else facts.due_on
    row = {
        "round_id": facts.round_id,
        "unit_code": heir.code,
        "role": _role(rulebook, duty, heir, facts, today),
        "subject": facts.subject,
        "parent_id": facts.parent_id,
        "tone": heir.tone(today),
        "chased": facts.chased,
        "nominal_on": facts.nominal_on,
        "target_on": due_on if late else facts.target_on,
        "due_on": due_on,
        "first_due_on": due_on,
        "arithmetic": f"{facts.arithmetic}; nhận của {old.name}",
        "cycle": 1,
        "cycle_from_on": today,
    }
    for number in insert_new(session, Assignment, [row]):
        taken = f"Nhận việc của {old.name}, hết hoạt động từ {_ended_on(old)}."
        if late:
            _give_date(session, number, facts.due_on, due_on, taken, now=now)
        _audit(session, number, "nhận việc của đơn vị trước", taken, now=now)
        return f"Chuyển cho {heir.name}, đơn vị kế tiếp, hạn {weekday_date(due_on)}."
    return ""


def _role(rulebook: Rulebook, duty: Duty, heir: Unit, facts: Facts, today: date) -> str:
    if facts.role not in duty.roles:
        return facts.role  # a commune under its district
    return rulebook.registry.role_of(duty, heir, today) or facts.role


def _give_date(
    session: Session, number: int, before: date, after: date, reason: str, *, now: datetime
) -> None:
    session.add(
        Decision(
            assignment_id=number,
            kind=DecisionKind.EXTENSION_GRANTED,
            reason=reason,
            due_before_on=before,
            due_after_on=after,
            decided_by=audit.SYSTEM,
            decided_at=now,
        )
    )


def _why_ended(rulebook: Rulebook, facts: Facts, heir: Unit | None) -> str:
    old = rulebook.registry.unit(facts.unit_code)
    ended = f"Đơn vị hết hoạt động từ {_ended_on(old)}"
    return f"{ended}; {heir.name} đã có việc này." if heir else f"{ended}."


def _ended_on(unit: Unit) -> str:
    assert unit.to_on is not None
    return short_date(date.fromordinal(unit.to_on.toordinal() + 1))


def _end(session: Session, facts: Facts, reason: str, *, now: datetime) -> None:
    query = select(Assignment).where(col(Assignment.id) == facts.id).with_for_update()
    assignment = session.exec(query).one()
    assignment.waived_at = now
    session.add(
        Decision(
            assignment_id=facts.id,
            kind=DecisionKind.WAIVED,
            reason=reason,
            due_before_on=facts.due_on,
            decided_by=audit.SYSTEM,
            decided_at=now,
        )
    )
    _audit(session, facts.id, "miễn", reason, now=now)
    session.flush()


def _audit(session: Session, number: int, act: str, detail: str, *, now: datetime) -> None:
    target = f"assignment:{number}"
    audit.record(session, actor=audit.SYSTEM, act=act, target=target, now=now, detail=detail)
