"""What an abolished body still owed: its successor owes it, or it is waived with that reason.

What was handed in and waits for an officer stays where it is. What is only counted ends with the
body that did it. Source: DESIGN §3 (the bodies changed on 01/07/2025).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from dondoc.calendar.deadlines import Deadline, reckon
from dondoc.calendar.given_dates import earliest_date
from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct, enter_decision
from dondoc.decisions.close import end_with_its_body
from dondoc.decisions.meanwhile import hold_unchanged
from dondoc.decisions.proposed_date import return_date
from dondoc.ledger import audit
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.rows import AssignmentRow, insert_assignments
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment, Round
from models.kinds import INSPECTED, DecisionKind


@dataclass(frozen=True)
class Passed:
    """How many things passed to a successor, and how many ended with the body that owed them."""

    passed: int = 0
    waived: int = 0

    def words(self) -> list[str]:
        """«3 việc của đơn vị hết hoạt động chuyển cho đơn vị kế tiếp, 2 việc được miễn»"""
        book = phrases("day")
        return list(filter(None, (book.passed(self.passed), book.ended(self.waived))))


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
        *in_plan(session, rulebook.registry, today),
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        as_of=now,
    )
    passed = waived = 0
    for facts in owed:
        here = standing(facts, now)
        if not (here.waiting_for_unit or here.kind is StandingKind.UPCOMING):
            continue
        ended = hold_unchanged(session, facts, now)
        if ended is None:
            continue
        heir = _heir(rulebook, facts, today)
        reason = _pass_on(session, rulebook, facts, heir, now=now) if heir else ""
        passed += bool(reason)
        waived += not reason
        why = reason or _why_ended(rulebook, facts, heir)
        end_with_its_body(session, ended, DecisionAct(audit.SYSTEM, now, why))
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

    A date of which the heir hears too late is given anew, as a return would give it.
    """
    today = local_date(now)
    duty = rulebook.registry.duty_of(facts.plan, facts.duty)
    old = rulebook.registry.unit(facts.unit_code)
    book = phrases("decisions")
    late = facts.due_on < earliest_date(now, rulebook.workdays)
    target_on, due_on = facts.target_on, facts.due_on
    if late:
        given = reckon(return_date(rulebook, duty, facts, now=now), rulebook.workdays)
        target_on, due_on = given.target_on, given.due_on
    arithmetic = book.taken_over_arithmetic(facts.arithmetic, old)
    row = AssignmentRow(
        facts.round_id,
        heir,
        Deadline(facts.nominal_on, target_on, due_on, arithmetic),
        role=_role(rulebook, duty, heir, facts, today),
        on=today,
        asked_at=now,
        subject=facts.subject,
        parent_id=facts.parent_id,
        chased=facts.chased,
    )
    for number in insert_assignments(session, [row]):
        taken = session.get_one(Assignment, number)
        reason = book.taken_over(old, _ended_on(old))
        given_on = due_on if late or facts.given else None
        act = DecisionAct(audit.SYSTEM, now, reason)
        enter_decision(
            session,
            taken,
            DecisionKind.TAKEN_OVER,
            act,
            before_on=facts.due_on,
            after_on=given_on,
        )
        return book.passed_on(heir, due_on)
    return ""


def _role(rulebook: Rulebook, duty: Duty, heir: Unit, facts: Facts, today: date) -> str:
    if facts.role not in duty.roles:
        return facts.role  # a commune under its district
    return rulebook.registry.role_of(duty, heir, today) or facts.role


def _why_ended(rulebook: Rulebook, facts: Facts, heir: Unit | None) -> str:
    old = rulebook.registry.unit(facts.unit_code)
    return phrases("decisions").ended(_ended_on(old), heir)


def _ended_on(unit: Unit) -> date:
    assert unit.to_on is not None
    return date.fromordinal(unit.to_on.toordinal() + 1)
