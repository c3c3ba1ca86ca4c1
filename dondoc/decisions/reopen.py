"""«Mở lại»: what was accepted, waived or withdrawn is open again, and what had ended with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import col, select

from dondoc.clock import local_date
from dondoc.decisions.close import open_again
from dondoc.decisions.dates import give_date
from dondoc.decisions.proposed_date import return_date
from dondoc.decisions.take_back import Undoing, facts_of, take_back
from dondoc.ledger.actors import SYSTEM
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import DecisionFact, Facts
from models import Assignment, Round
from models.database import table_of
from models.kinds import INSPECTED, DecisionKind

Ended = tuple[DecisionFact, ...]


def reopen(undoing: Undoing) -> None:
    """Open it again, with the units under it that ended with it, and the one above.

    What was accepted waits for an officer once more; what was waived or withdrawn is owed.
    """
    ended = ends(undoing.rulebook, undoing.facts, undoing.now)
    book = phrases("decisions")
    why = undoing.act.reason
    accepted = [one.version for one in ended if one.kind is DecisionKind.ACCEPTED]
    version = accepted[-1] if accepted else None
    this = replace(undoing, act=replace(undoing.act, version=version))
    _open_again(this, ended, since=ended[-1].decided_at)
    for child in _children_ended_with(undoing, ended):
        below = undoing.about(child, book.reopened_with(undoing.unit_name, why))
        _open_again(below, below.facts.ended, since=ended[-1].decided_at)
    reopen_above(undoing, since=ended[-1].decided_at)
    for follower in _followers(undoing, ended):
        after = undoing.about(follower, book.reopened_after(undoing.duty, why))
        _open_again(after, after.facts.ended, since=ended[-1].decided_at, told=False)


def reopen_found_again(undoing: Undoing) -> None:
    """What had ended is seen again by a machine: the unit owes it once more, and is told once.

    What it had answered, handed in or reported as not done, is returned with the same reason.
    """
    ended = undoing.facts.ended
    _open_again(undoing, ended, since=ended[-1].decided_at, told=undoing.facts.last is None)
    session, rulebook, assignment = undoing.session, undoing.rulebook, undoing.assignment
    facts = facts_of(session, assignment, undoing.now)
    if facts.last is None:
        return
    act = replace(undoing.act, version=facts.last.version)
    due_on = return_date(rulebook, undoing.duty, facts, now=undoing.now)
    give_date(session, rulebook, assignment, DecisionKind.RETURNED, act, due_on=due_on)


def reopen_above(undoing: Undoing, *, since: datetime) -> None:
    """Open what this one hangs under, where it had completed with every answer below it.

    Its own document stays accepted: it completes again when the answer is there.
    """
    above = undoing.session.get(Assignment, undoing.assignment.parent_id or 0)
    if above is not None and above.completed_at is not None:
        why = phrases("decisions").reopened_below(undoing.unit_name, undoing.act.reason)
        _open_again(undoing.about(above, why), (), since=since)


def ends(rulebook: Rulebook, facts: Facts, now: datetime) -> Ended:
    """The decisions that ended it; raises Refused where it is not to be opened again."""
    ended, wanted = facts.ended, ""
    if not ended:
        wanted = "việc này chưa kết thúc, không có gì để mở lại"
    elif not rulebook.registry.unit(facts.unit_code).exists(local_date(now)):
        wanted = "đơn vị đã hết hoạt động; việc chưa xong đã chuyển cho đơn vị kế tiếp"
    elif facts.role == INSPECTED and ended[-1].kind is DecisionKind.ACCEPTED:
        wanted = "kiểm tra kết thúc bằng biên bản; hãy ghi thông báo kết luận ở trang kiểm tra"
    elif ended[-1].kind is DecisionKind.ACCEPTED and facts.last is None:
        wanted = f"{(ended[-1].reason or '').rstrip('.')}; hãy mở lại báo cáo đó"
    if wanted:
        raise Refused(Problem("decision", "", wanted, "Quyết định"))
    return ended


def _open_again(undoing: Undoing, ended: Ended, *, since: datetime, told: bool = True) -> None:
    open_again(undoing.assignment)
    take_back(undoing, DecisionKind.REOPENED, ended, since=since, told=told)


def _children_ended_with(undoing: Undoing, ended: Ended) -> list[Assignment]:
    """What hangs under it and ended with it: by the same act, or accepted by the rule after it."""
    session = undoing.session
    under = select(Assignment).where(col(Assignment.parent_id) == undoing.assignment.id)
    at_once = {(one.kind, one.decided_at) for one in ended}
    accepted = any(one.kind is DecisionKind.ACCEPTED for one in ended)

    def with_it(end: DecisionFact) -> bool:
        by_rule = end.kind is DecisionKind.ACCEPTED and end.decided_by == SYSTEM
        return (end.kind, end.decided_at) in at_once or (accepted and by_rule)

    return [
        child
        for child in session.exec(under.order_by(col(Assignment.id)).with_for_update()).all()
        if any(map(with_it, facts_of(session, child, undoing.now).ended))
    ]


def _followers(undoing: Undoing, ended: Ended) -> list[Assignment]:
    """The unit's own slots that a rule completed with this report (`own_slot`, `from_reports`)."""
    if ended[-1].kind is not DecisionKind.ACCEPTED:
        return []
    session, duty = undoing.session, undoing.duty
    read = [
        one.code
        for one in undoing.rulebook.registry.plan.duties
        if one.figures_from == duty.code or one.code == duty.consolidates
    ]
    round_ = session.get_one(Round, undoing.assignment.round_id)
    query = (
        select(Assignment)
        .join(Round)
        .where(
            col(Round.plan) == round_.plan,
            col(Round.period) == round_.period,
            col(Round.duty).in_(read),
            col(Assignment.unit_code) == undoing.assignment.unit_code,
            col(Assignment.chased).is_(False),
            col(Assignment.completed_at).is_not(None),
        )
        .with_for_update(of=table_of(Assignment))
    )
    return [
        slot
        for slot in session.exec(query).all()
        if all(end.decided_by == SYSTEM for end in facts_of(session, slot, undoing.now).ended)
    ]
