"""Reopening, revoking an extension, withdrawing a demand or a return (decision 0027).

What is counted is struck in `activities/strike.py`, a mail detached in `incoming/detach.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import weekday_date
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import withdraw
from dondoc.decisions.reopen import ends, reopen
from dondoc.decisions.ruling import Ruling
from dondoc.decisions.take_back import Undoing, earliest, need_reason, require_other, take_back
from dondoc.decisions.unreturn import newest_return, standing_return, unreturn
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import DecisionFact, Facts
from dondoc.rounds.naming import asked_by_hand
from dondoc.rounds.standing import NOT_WANTED, StandingKind, standing
from models import Account, Assignment, DateChange
from models.kinds import DecisionKind

UNDOES = (
    DecisionKind.REOPENED,
    DecisionKind.EXTENSION_REVOKED,
    DecisionKind.DEMAND_WITHDRAWN,
    DecisionKind.RETURN_WITHDRAWN,
)
_FINISHED = NOT_WANTED | {StandingKind.COMPLETED}


def undo(undoing: Undoing, account: Account, ruling: Ruling) -> None:
    """Take back what the ruling says of the assignment. Raises Refused: right, sense, reason."""
    require_other(undoing, account, _decided_by(undoing, ruling.kind))
    need_reason(ruling.reason)
    if ruling.kind is DecisionKind.REOPENED:
        reopen(undoing)
    elif ruling.kind is DecisionKind.EXTENSION_REVOKED:
        _revoke(undoing)
    elif ruling.kind is DecisionKind.RETURN_WITHDRAWN:
        unreturn(undoing)
    else:
        _withdraw(undoing)
        for other in _others_asked(undoing) if ruling.everyone else ():
            _withdraw(undoing.about(other, ruling.reason))


def undoable(rulebook: Rulebook, facts: Facts, now: datetime) -> tuple[DecisionKind, ...]:
    """Which of these acts make sense now: what a page offers."""
    tries: dict[DecisionKind, Callable[[], object]] = {
        DecisionKind.REOPENED: lambda: ends(rulebook, facts, now),
        DecisionKind.EXTENSION_REVOKED: lambda: _granted(rulebook, facts, now),
        DecisionKind.DEMAND_WITHDRAWN: lambda: _refuse_withdrawing(facts, now),
        DecisionKind.RETURN_WITHDRAWN: lambda: standing_return(rulebook, facts, now),
    }
    return tuple(kind for kind, attempt in tries.items() if _makes_sense(attempt))


def why_not_undo(
    session: Session,
    rulebook: Rulebook,
    facts: Facts,
    account: Account,
    kind: DecisionKind,
    *,
    now: datetime,
) -> str:
    """Why this account does not find the act on the page; empty where it does."""
    assignment = session.get_one(Assignment, facts.id)
    duty = rulebook.registry.duty_of(facts.plan, facts.duty)
    act = DecisionAct(Actor.account(account.id), now)
    undoing = Undoing(session, rulebook, duty, assignment, facts, act)
    try:
        require_other(undoing, account, _decided_by(undoing, kind))
    except Refused as refused:
        return refused.problems[0].wanted
    return ""


def _makes_sense(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except Refused:
        return False
    return True


def _decided_by(undoing: Undoing, kind: DecisionKind) -> set[str]:
    """Who did what is to be taken back."""
    if kind is DecisionKind.REOPENED:
        return {one.decided_by for one in undoing.facts.ended}
    if kind is DecisionKind.EXTENSION_REVOKED:
        granted = _newest_grant(undoing.facts)
        return {granted.decided_by} if granted else set()
    if kind is DecisionKind.RETURN_WITHDRAWN:
        returned = newest_return(undoing.facts)
        return {returned.decided_by} if returned else set()
    return {undoing.assignment.asked_by or ""}


def _revoke(undoing: Undoing) -> None:
    granted = _granted(undoing.rulebook, undoing.facts, undoing.now)
    _revoke_one(undoing, granted)
    session = undoing.session
    under = select(Assignment).where(col(Assignment.parent_id) == undoing.assignment.id)
    why = phrases("decisions").revoked_with(undoing.unit_name, undoing.act.reason)
    for child in session.exec(under.order_by(col(Assignment.id)).with_for_update()).all():
        below = undoing.about(child, why)
        own = below.facts.given
        if own and (own.kind, own.decided_at) == (granted.kind, granted.decided_at):
            _revoke_one(below, own)


def _revoke_one(undoing: Undoing, granted: DecisionFact) -> None:
    of_grant = select(DateChange).where(col(DateChange.decision_id) == granted.id)
    stood = undoing.session.exec(of_grant).one()
    kind = DecisionKind.EXTENSION_REVOKED
    take_back(undoing, kind, [granted], since=granted.decided_at, stood=stood)


def _granted(rulebook: Rulebook, facts: Facts, now: datetime) -> DecisionFact:
    """The extension by which the present date stands; raises Refused where none does."""
    granted, given = _newest_grant(facts), facts.given
    earliest_on = earliest(rulebook, now).due_on
    if granted is None:
        raise _senseless("việc này không có gia hạn nào để thu hồi")
    if given is None or given.id != granted.id:
        until = weekday_date(facts.due_on)
        raise _senseless(f"hạn hiện nay ({until}) không còn là hạn do gia hạn")
    if not standing(facts, now).waiting_for_unit:
        raise _senseless("đơn vị đã trả lời theo hạn được gia hạn; không thu hồi được nữa")
    if facts.due_on <= earliest_on:
        raise _senseless(
            f"hạn được gia hạn là {weekday_date(facts.due_on)}; ngày sớm nhất còn giao được là"
            f" {weekday_date(earliest_on)}, thu hồi không còn tác dụng"
        )
    return granted


def _newest_grant(facts: Facts) -> DecisionFact | None:
    granted = [one for one in facts.decisions if one.kind is DecisionKind.EXTENSION_GRANTED]
    return granted[-1] if granted else None


def _withdraw(undoing: Undoing) -> None:
    _refuse_withdrawing(undoing.facts, undoing.now)
    withdraw(undoing.session, undoing.rulebook, undoing.assignment, undoing.act)


def _refuse_withdrawing(facts: Facts, now: datetime) -> None:
    if not asked_by_hand(facts):
        wanted = "chỉ rút được việc yêu cầu bằng văn bản; việc theo kế hoạch thì dùng «Miễn»"
        raise _senseless(wanted)
    if standing(facts, now).kind in _FINISHED:
        raise _senseless("việc này đã kết thúc, không còn gì để rút")


def _others_asked(undoing: Undoing) -> list[Assignment]:
    """Whom the same round still asks."""
    query = select(Assignment).where(
        col(Assignment.round_id) == undoing.assignment.round_id,
        col(Assignment.id) != undoing.assignment.id,
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
    )
    return list(undoing.session.exec(query.order_by(col(Assignment.id)).with_for_update()))


def _senseless(wanted: str) -> Refused:
    return Refused(Problem("decision", "", wanted, "Quyết định"))
