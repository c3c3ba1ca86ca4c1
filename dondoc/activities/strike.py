"""«Bỏ ghi nhận»: what was counted by mistake counts no more, and stays with who, when and why."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.decisions.act import DecisionAct
from dondoc.decisions.take_back import (
    Undoing,
    facts_of,
    need_reason,
    require_any,
    require_other,
    take_back,
)
from dondoc.ledger.actors import Actor, ActorKind, Actors
from dondoc.ledger.lock import lock_assignment
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Account, Activity, Round
from models.kinds import DecisionKind


def strike(
    session: Session,
    rulebook: Rulebook,
    *,
    activity_id: int,
    account: Account,
    reason: str,
    now: datetime,
) -> Activity:
    """Strike one entry as an officer; the unit is told. Raises Refused.

    Where the unit owes again it is given time; it is judged by the new date only if the office
    itself had entered what is struck.
    """
    require_any(rulebook, account, now)
    this = select(Activity).where(col(Activity.id) == activity_id)
    found = session.exec(this).first()
    if found is None:
        raise _refused(activity_id, "không có mục này")
    assignment = lock_assignment(session, found.assignment_id)
    activity = session.exec(this.execution_options(populate_existing=True)).one()
    if activity.withdrawn_at is not None:
        who = Actors(session, rulebook).name(activity.withdrawn_by or activity.recorded_by)
        wanted = phrases("decisions").struck_before(who, activity.withdrawn_at)
        raise _refused(activity_id, wanted)
    round_ = session.get_one(Round, assignment.round_id)
    duty = rulebook.registry.duty_of(round_.plan, round_.duty)
    by = Actor.account(account.id)
    act = DecisionAct(by, now, phrases("decisions").struck(activity, reason.strip()))
    facts = facts_of(session, assignment, now)
    undoing = Undoing(session, rulebook, duty, assignment, facts, act)
    require_other(undoing, account, {activity.recorded_by})
    need_reason(reason)
    activity.withdrawn_at, activity.withdrawn_by = now, by
    activity.withdrawn_why = reason.strip()
    by_office = Actor(activity.recorded_by).kind is ActorKind.ACCOUNT
    since = activity.recorded_at if by_office else now
    take_back(undoing, DecisionKind.ACTIVITY_STRUCK, since=since)
    return activity


def _refused(activity_id: int, wanted: str) -> Refused:
    return Refused(Problem("activity", str(activity_id), wanted, "Mục đã ghi"))
