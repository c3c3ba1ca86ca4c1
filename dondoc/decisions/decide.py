"""What is decided on an assignment: accept, return, extend, refuse, waive. Each tells the unit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.decisions.ruling import Ruling, check_right, check_sense, date_problems
from dondoc.decisions.to_children import follow
from dondoc.ledger import audit
from dondoc.ledger.lock import lock_assignment
from dondoc.notices.write import say_at_once
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts, load_facts
from dondoc.rounds.parents import settle_one
from dondoc.rounds.standing import standing
from models import Account, Assignment, Decision, Round
from models.kinds import DecisionKind, NoticeKind

RETURN_DAYS = 2
"""Working days that a return gives (domain.md §7), never past the level above."""

_SAYS = {
    DecisionKind.RETURNED: NoticeKind.RETURNED,
    DecisionKind.EXTENSION_GRANTED: NoticeKind.EXTENSION_GRANTED,
    DecisionKind.EXTENSION_REFUSED: NoticeKind.EXTENSION_REFUSED,
    DecisionKind.WAIVED: NoticeKind.WAIVED,
}
_ACTS = {
    DecisionKind.ACCEPTED: "chấp nhận",
    DecisionKind.RETURNED: "trả lại",
    DecisionKind.EXTENSION_ASKED: "xin gia hạn",
    DecisionKind.EXTENSION_GRANTED: "cho gia hạn",
    DecisionKind.EXTENSION_REFUSED: "không cho gia hạn",
    DecisionKind.WAIVED: "miễn",
    DecisionKind.MOVED: "dời hạn",
}


def acknowledge(session: Session, *, assignment_id: int, by: str, now: datetime) -> datetime:
    """«Đã nhận»: kept once, by whoever came first; returns when."""
    assignment = lock_assignment(session, assignment_id)
    if assignment.acknowledged_at is None:
        assignment.acknowledged_at = now
        target = f"assignment:{assignment_id}"
        audit.record(session, actor=by, act="xác nhận đã nhận", target=target, now=now)
    return assignment.acknowledged_at


def ask_extension(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    by: str,
    asked_on: date,
    reason: str,
    now: datetime,
) -> None:
    """A unit asks for a later date; the present one stands until somebody grants it."""
    assignment, duty, facts = _load(session, rulebook, assignment_id, now=now)
    here = standing(facts, now)
    if not here.waiting_for_unit:
        raise Refused(Problem("asked_on", "", "việc này không còn chờ đơn vị", "Xin gia hạn"))
    problems = date_problems(rulebook, duty, facts, asked_on, field="asked_on", now=now)
    if not reason.strip():
        problems.append(Problem("reason", "", "hãy ghi lý do trong một câu", "Lý do"))
    if problems:
        raise Refused(problems)
    ruling = Ruling(DecisionKind.EXTENSION_ASKED, reason.strip())
    decision = _decision(assignment, facts, ruling, by=by, now=now)
    decision.asked_on = asked_on
    session.add(decision)
    _audit(session, assignment, ruling, by=by, now=now, detail=short_date(asked_on))


def decide(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    account: Account,
    ruling: Ruling,
    now: datetime,
) -> date:
    """Decide as an officer of the monitoring body; returns the date wanted from now on.

    Raises Refused: the account may not (viewer, another body, or the one who handed in), there is
    nothing to decide on, the reason is missing, or the date does not fit under the level above.
    """
    assignment, duty, facts = _load(session, rulebook, assignment_id, now=now)
    check_right(rulebook, duty, facts, account, now=now)
    check_sense(facts, ruling, now=now)
    new_due_on = _new_due_on(rulebook, duty, facts, ruling, now=now)
    by = f"account:{account.id}"
    decision = _decision(assignment, facts, ruling, by=by, now=now)
    decision.due_after_on = new_due_on
    session.add(decision)
    _apply(rulebook, assignment, ruling, new_due_on=new_due_on, now=now)
    if ruling.kind is DecisionKind.ACCEPTED and standing(facts, now).paper:
        assignment.completed_at = None  # its children's answers are still to come
    session.flush()
    if duty.children:
        follow(session, assignment, ruling.kind, now)
        settle_one(session, duty, assignment.parent_id or assignment_id, now)
    _audit(session, assignment, ruling, by=by, now=now, detail=ruling.reason)
    _tell(session, rulebook, assignment, ruling, decision, now=now)
    return assignment.due_on


def return_date(rulebook: Rulebook, duty: Duty, period: str, *, today: date) -> date:
    """The date a return gives: two working days on, never past the level above."""
    given = rulebook.workdays.add(today, RETURN_DAYS)
    last = rulebook.last_day(duty, period)
    return max(min(given, last), today) if last else given


def _load(
    session: Session, rulebook: Rulebook, assignment_id: int, *, now: datetime
) -> tuple[Assignment, Duty, Facts]:
    assignment = lock_assignment(session, assignment_id)
    round_ = session.get_one(Round, assignment.round_id)
    only = Assignment.__table__.c.id == assignment_id  # type: ignore[attr-defined]
    return (
        assignment,
        rulebook.registry.duty_of(round_.plan, round_.duty),
        load_facts(session, only, as_of=now)[0],
    )


def _new_due_on(
    rulebook: Rulebook, duty: Duty, facts: Facts, ruling: Ruling, *, now: datetime
) -> date | None:
    if ruling.kind is DecisionKind.RETURNED and ruling.new_due_on is None:
        return return_date(rulebook, duty, facts.period, today=local_date(now))
    if ruling.kind not in (DecisionKind.RETURNED, DecisionKind.EXTENSION_GRANTED):
        return None
    if ruling.new_due_on is None:
        wanted = "hãy ghi ngày mới như 18/03/2027"
        raise Refused(Problem("new_due_on", "", wanted, "Hạn mới"))
    problems = date_problems(rulebook, duty, facts, ruling.new_due_on, field="new_due_on", now=now)
    if problems:
        raise Refused(problems)
    return ruling.new_due_on


def _decision(
    assignment: Assignment, facts: Facts, ruling: Ruling, *, by: str, now: datetime
) -> Decision:
    assert assignment.id is not None
    return Decision(
        assignment_id=assignment.id,
        kind=ruling.kind,
        version=facts.last.version if facts.last else None,
        reason=ruling.reason.strip() or None,
        due_before_on=assignment.due_on,
        decided_by=by,
        decided_at=now,
    )


def _apply(
    rulebook: Rulebook,
    assignment: Assignment,
    ruling: Ruling,
    *,
    new_due_on: date | None,
    now: datetime,
) -> None:
    if ruling.kind is DecisionKind.ACCEPTED:
        assignment.completed_at = now
    if ruling.kind is DecisionKind.WAIVED:
        assignment.waived_at = now
    if new_due_on is None:
        return
    assignment.due_on = new_due_on
    assignment.target_on = rulebook.workdays.roll_back(new_due_on)
    assignment.cycle += 1
    assignment.cycle_from_on = local_date(now)
    if ruling.kind is DecisionKind.EXTENSION_GRANTED:
        assignment.first_due_on = max(new_due_on, assignment.first_due_on)


def _audit(
    session: Session, assignment: Assignment, ruling: Ruling, *, by: str, now: datetime, detail: str
) -> None:
    target = f"assignment:{assignment.id}"
    act = _ACTS[ruling.kind]
    audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)


def _tell(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    ruling: Ruling,
    decision: Decision,
    *,
    now: datetime,
) -> None:
    kind = _SAYS.get(ruling.kind)
    if kind is None:
        return
    detail: dict[str, Any] = {"decision_id": decision.id}
    rung = f"d{decision.id}"
    say_at_once(
        session, rulebook, assignment=assignment, kind=kind, now=now, rung=rung, detail=detail
    )
