"""What is decided on an assignment: accept, return, extend, refuse, waive. Each tells the unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from dondoc.calendar.date_words import short_date
from dondoc.decisions.act import DecisionAct, enter_decision, tell_decision
from dondoc.decisions.close import accept, excuse, waive
from dondoc.decisions.dates import give_date
from dondoc.decisions.meanwhile import known_moment, last_act, refuse_if_stale, told_of
from dondoc.decisions.proposed_date import extend_date, grant_date, return_date
from dondoc.decisions.reopen import reopen_above
from dondoc.decisions.ruling import (
    Ruling,
    check_right,
    check_sense,
    date_problems,
)
from dondoc.decisions.take_back import Undoing
from dondoc.decisions.undo import UNDOES, undo
from dondoc.decisions.with_children import settle_one
from dondoc.forms.reason import reason_problems
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.lock import lock_assignment, lock_round_of
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import reports_not_done, standing
from models import Account, Assignment, Round
from models.database import table_of
from models.kinds import DecisionKind


def acknowledge(session: Session, *, assignment_id: int, by: Actor, now: datetime) -> datetime:
    """«Đã nhận»: kept once, by the contact that came first; returns when."""
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
    by: Actor,
    asked_on: date,
    reason: str,
    now: datetime,
) -> None:
    """A unit asks for a later date; the present one stands until somebody grants it."""
    lock_assignment(session, assignment_id)
    now = known_moment(session, assignment_id, now)
    assignment, duty, facts = _load(session, rulebook, assignment_id, now=now)
    if not standing(facts, now).waiting_for_unit:
        last = phrases("decisions").last_act(last_act(session, rulebook, assignment_id))
        wanted = f"việc này không còn chờ đơn vị{last}"
        raise Refused(Problem("asked_on", "", wanted, "Xin gia hạn"))
    problems = date_problems(
        rulebook, duty, facts, asked_on, kind=DecisionKind.EXTENSION_ASKED, now=now
    )
    problems += reason_problems(reason)
    if problems:
        raise Refused(problems)
    act = DecisionAct(by, now, reason, _version(facts))
    enter_decision(session, assignment, DecisionKind.EXTENSION_ASKED, act, asked_on=asked_on)


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
    nothing to decide on, the reason is missing, or the date does not fit under the level above;
    something happened since the page that was looked at.
    """
    if ruling.everyone:
        lock_round_of(session, assignment_id)
    lock_assignment(session, assignment_id)
    refuse_if_stale(session, rulebook, assignment_id, ruling.seen)
    now = known_moment(session, assignment_id, now)
    try:
        return _take(session, rulebook, assignment_id, account, ruling, now=now)
    except Refused as refused:
        raise told_of(refused, last_act(session, rulebook, assignment_id)) from None


def _take(
    session: Session,
    rulebook: Rulebook,
    assignment_id: int,
    account: Account,
    ruling: Ruling,
    *,
    now: datetime,
) -> date:
    assignment, duty, facts = _load(session, rulebook, assignment_id, now=now)
    act = DecisionAct(Actor.account(account.id), now, ruling.reason, _version(facts))
    if ruling.kind in UNDOES:
        act = replace(act, version=None)
        undo(Undoing(session, rulebook, duty, assignment, facts, act), account, ruling)
        return assignment.due_on
    check_right(rulebook, duty, facts, account, now=now)
    check_sense(facts, ruling, now=now)
    new_due_on = _new_due_on(rulebook, duty, facts, ruling, now=now)
    if new_due_on is not None:
        give_date(session, rulebook, assignment, ruling.kind, act, due_on=new_due_on)
        if ruling.kind is DecisionKind.RETURNED:  # who had completed with this answer waits for it
            returning = Undoing(session, rulebook, duty, assignment, facts, act)
            reopen_above(returning, since=now)
    elif ruling.kind is DecisionKind.ACCEPTED and reports_not_done(facts):
        excuse(session, rulebook, assignment, act)
    elif ruling.kind is DecisionKind.ACCEPTED:
        accept(session, assignment, act, whole=not standing(facts, now).paper)
    elif ruling.kind is DecisionKind.WAIVED:
        waive(session, rulebook, assignment, act)
    else:
        tell_decision(
            session, rulebook, assignment, enter_decision(session, assignment, ruling.kind, act)
        )
    if duty.children:
        settle_one(session, duty, assignment.parent_id or assignment_id, now)
    return assignment.due_on


def _version(facts: Facts) -> int | None:
    return facts.last.version if facts.last else None


def _load(
    session: Session, rulebook: Rulebook, assignment_id: int, *, now: datetime
) -> tuple[Assignment, Duty, Facts]:
    assignment = lock_assignment(session, assignment_id)
    round_ = session.get_one(Round, assignment.round_id)
    only = table_of(Assignment).c.id == assignment_id
    return (
        assignment,
        rulebook.registry.duty_of(round_.plan, round_.duty),
        load_facts(session, only, as_of=now)[0],
    )


def _new_due_on(
    rulebook: Rulebook, duty: Duty, facts: Facts, ruling: Ruling, *, now: datetime
) -> date | None:
    if ruling.kind is DecisionKind.RETURNED and ruling.new_due_on is None:
        return return_date(rulebook, duty, facts, now=now)
    if ruling.kind not in (DecisionKind.RETURNED, DecisionKind.EXTENSION_GRANTED):
        return None
    if ruling.new_due_on is None and facts.request is not None:
        return grant_date(rulebook, duty, facts, now=now)
    if ruling.new_due_on is None:
        possible_on = extend_date(rulebook, duty, facts, now=now)
        example = f", như {short_date(possible_on)}" if possible_on else ""
        wanted = f"hãy ghi ngày mới{example}"
        raise Refused(Problem("new_due_on", "", wanted, "Hạn mới"))
    problems = date_problems(rulebook, duty, facts, ruling.new_due_on, kind=ruling.kind, now=now)
    if problems:
        raise Refused(problems)
    return ruling.new_due_on
