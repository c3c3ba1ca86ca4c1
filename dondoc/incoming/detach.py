"""«Bỏ gắn thư»: a mail that was taken for the answer to something else waits for an officer again.

The submission that was made of it holds until then; what was decided on it is taken back with it.
"""

from __future__ import annotations

from sqlmodel import col, select

from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import open_again
from dondoc.decisions.reopen import reopen_above
from dondoc.decisions.take_back import (
    Undoing,
    facts_of,
    need_reason,
    require_any,
    require_other,
    take_back,
)
from dondoc.incoming.handling import Officer
from dondoc.ledger import audit
from dondoc.ledger.lock import lock_assignment
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import DecisionFact
from models import DateChange, Incoming, Round, Submission
from models.kinds import DecisionKind, IncomingOutcome

_DECIDES = (DecisionKind.ACCEPTED, DecisionKind.RETURNED)


def detach(officer: Officer, number: int, reason: str) -> int:
    """Take the mail from what it was recorded for; returns that assignment. Raises Refused."""
    session, now = officer.session, officer.context.now
    require_any(officer.context.rulebook, officer.account, now)
    letter = _recorded(officer, number)
    submission = session.get_one(Submission, letter.submission_id)
    assignment = lock_assignment(session, submission.assignment_id)
    round_ = session.get_one(Round, assignment.round_id)
    rulebook = officer.context.rulebook
    words = phrases("decisions").detached(local_date(letter.received_at), reason.strip())
    act = DecisionAct(officer.actor, now, words, submission.version)
    duty = rulebook.registry.duty_of(round_.plan, round_.duty)
    facts = facts_of(session, assignment, now)
    undoing = Undoing(session, rulebook, duty, assignment, facts, act)
    require_other(undoing, officer.account, {letter.handled_by or ""})
    need_reason(reason)
    decided = [d for d in facts.decisions if d.kind in _DECIDES and d.version == submission.version]
    submission.withdrawn_at, submission.idempotency_key = now, None
    if any(one.kind is DecisionKind.ACCEPTED for one in decided):
        open_again(assignment)
    since, stood = submission.recorded_at, _stood(officer, decided)
    take_back(undoing, DecisionKind.LETTER_DETACHED, decided, since=since, stood=stood)
    reopen_above(undoing, since=since)
    _wait_again(officer, letter, words)
    return submission.assignment_id


def _recorded(officer: Officer, number: int) -> Incoming:
    """The mail, held against a second officer. Raises Refused for one that answers nothing."""
    this = select(Incoming).where(col(Incoming.id) == number).with_for_update()
    letter = officer.session.exec(this.execution_options(populate_existing=True)).first()
    if letter is None or letter.outcome is not IncomingOutcome.RECORDED:
        wanted = "thư này không gắn với việc nào; xem danh sách bằng `dondoc incoming list`"
        raise Refused(Problem("incoming", str(number), wanted, "Thư"))
    return letter


def _stood(officer: Officer, decided: list[DecisionFact]) -> DateChange | None:
    """The dates from before the mail was returned to the unit, where it was."""
    of_returns = [one.id for one in decided if one.kind is DecisionKind.RETURNED]
    query = select(DateChange).where(col(DateChange.decision_id).in_(of_returns))
    return officer.session.exec(query.order_by(col(DateChange.id))).first()


def _wait_again(officer: Officer, letter: Incoming, words: str) -> None:
    target, act = f"incoming:{letter.id}", "bỏ gắn thư"
    letter.outcome, letter.reason = IncomingOutcome.HELD, phrases("incoming").detached(words)
    letter.assignment_id = letter.submission_id = None
    letter.handled_by = letter.handled_at = None
    now = officer.context.now
    audit.record(
        officer.session, actor=officer.actor, act=act, target=target, now=now, detail=words
    )
    officer.session.flush()
