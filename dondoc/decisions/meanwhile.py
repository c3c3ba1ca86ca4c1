"""Two people at once: the second is told what the first did (decision 0028).

Whoever waits for the lock of an assignment has looked at it before, and has an older clock. So what
he looked at is compared by the numbers of the newest rows, never by the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.decisions.act import ACTS
from dondoc.ledger.actors import Actors
from dondoc.ledger.lock import lock_assignment
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from models import Assignment, Decision, Submission
from models.kinds import INSPECTED, Answer, DecisionKind

_MARK = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})")


def seen_mark(session: Session, assignment_id: int) -> str:
    """What a page shows of the assignment, as its forms carry it: `12.7`.

    The newest decision and the newest submission, whatever became of them.
    """
    newest = (
        select(func.max(table.id)).where(col(table.assignment_id) == assignment_id)
        for table in (Decision, Submission)
    )
    return ".".join(str(session.exec(one).one() or 0) for one in newest)


def newest_answer(session: Session, assignment_id: int) -> Answer | None:
    """What the unit said last; None where it has said nothing."""
    query = select(Submission.answer).where(
        col(Submission.assignment_id) == assignment_id, col(Submission.withdrawn_at).is_(None)
    )
    found = session.exec(query.order_by(col(Submission.version).desc())).first()
    return Answer(found) if found else None


def refuse_if_stale(session: Session, rulebook: Rulebook, assignment_id: int, seen: str) -> None:
    """Raises Refused, saying what happened, where the page that was looked at is an older one.

    Called with the assignment held. Nothing is asked of who looked at no page.
    """
    if not seen or seen == seen_mark(session, assignment_id):
        return
    mark = _MARK.fullmatch(seen)
    decision_id, submission_id = map(int, mark.groups()) if mark else (0, 0)
    known = _acts(session, rulebook, assignment_id, decision_id, submission_id)
    wanted = phrases("decisions").meanwhile([words for _at, words in known])
    raise Refused(Problem("decision", "", wanted, "Quyết định"))


def last_act(session: Session, rulebook: Rulebook, assignment_id: int) -> str:
    """«Phạm Thị Hà, Sở Nội vụ chấp nhận lúc 10:12 ngày 15/03/2027»; empty before the first."""
    known = _acts(session, rulebook, assignment_id)
    return known[-1][1] if known else ""


def told_of(refused: Refused, last: str) -> Refused:
    """The same refusal; where nothing is left to decide it says who did what last, and when."""
    if not last:
        return refused
    return Refused(
        Problem(one.field, one.given, f"{one.wanted}; {last}", one.label)
        if one.field == "decision" and last not in one.wanted
        else one
        for one in refused.problems
    )


def refuse_if_closed(session: Session, rulebook: Rulebook, assignment: Assignment) -> None:
    """Raises Refused where nothing more can be handed in, saying who ended it and when."""
    if assignment.role == INSPECTED:
        wanted = "cơ quan kiểm tra ghi biên bản; đơn vị không phải gửi gì"
        raise Refused(Problem("assignment", "", wanted, "Kiểm tra"))
    assert assignment.id is not None
    last = phrases("decisions").last_act(last_act(session, rulebook, assignment.id))
    if assignment.waived_at is not None:
        wanted = f"việc này đã được miễn hoặc đã rút, không cần gửi nữa{last}"
        raise Refused(Problem("assignment", "", wanted))
    if assignment.completed_at is not None or _paper_accepted(session, assignment):
        wanted = f"đã được chấp nhận nên không sửa được nữa; hãy gọi cán bộ theo dõi{last}"
        raise Refused(Problem("assignment", "", wanted, "Báo cáo"))


def known_moment(session: Session, assignment_id: int, now: datetime) -> datetime:
    """`now`, yet not before what is known of the assignment: who waited has an older clock."""
    decided = select(func.max(Decision.decided_at)).where(
        col(Decision.assignment_id) == assignment_id
    )
    recorded = select(func.max(Submission.recorded_at)).where(
        col(Submission.assignment_id) == assignment_id
    )
    known = (session.exec(decided).one(), session.exec(recorded).one())
    return max([now, *(at for at in known if at is not None)])


def hold_unchanged(session: Session, facts: Facts, now: datetime) -> Assignment | None:
    """The assignment of these facts, held for writing, as a rule acts on it without a person.

    None where something happened since they were read: the next run looks again.
    """
    assignment = lock_assignment(session, facts.id)
    at = known_moment(session, facts.id, now)
    here = load_facts(session, col(Assignment.id) == facts.id, as_of=at)[0]
    same = (here.decisions, here.submissions) == (facts.decisions, facts.submissions)
    return assignment if same else None


def _acts(
    session: Session,
    rulebook: Rulebook,
    assignment_id: int,
    after_decision: int = 0,
    after_submission: int = 0,
) -> list[tuple[datetime, str]]:
    """What was decided and handed in after those numbers, the oldest first."""
    found = [
        *_decided(session, rulebook, assignment_id, after_decision),
        *_handed_in(session, rulebook, assignment_id, after_submission),
    ]
    return sorted(found, key=lambda one: one[0])


def _decided(
    session: Session, rulebook: Rulebook, assignment_id: int, after: int
) -> Iterator[tuple[datetime, str]]:
    names = Actors(session, rulebook)
    book = phrases("decisions")
    query = select(Decision).where(
        col(Decision.assignment_id) == assignment_id, col(Decision.id) > after
    )
    for one in session.exec(query.order_by(col(Decision.id))):
        yield (
            one.decided_at,
            book.did(names.name(one.decided_by), ACTS[one.kind], one.decided_at),
        )


def _handed_in(
    session: Session, rulebook: Rulebook, assignment_id: int, after: int
) -> Iterator[tuple[datetime, str]]:
    names = Actors(session, rulebook)
    book = phrases("decisions")
    query = select(Submission).where(
        col(Submission.assignment_id) == assignment_id, col(Submission.id) > after
    )
    for one in session.exec(query.order_by(col(Submission.id))):
        act = book.handed_in(one.version)
        yield one.recorded_at, book.did(names.name(one.recorded_by), act, one.recorded_at)


def _paper_accepted(session: Session, assignment: Assignment) -> bool:
    """Has an officer accepted the document, while some of its children still owe an answer?"""
    accepted = select(Decision.id).where(
        col(Decision.assignment_id) == assignment.id,
        col(Decision.kind) == DecisionKind.ACCEPTED,
        col(Decision.undone_at).is_(None),
    )
    return session.exec(accepted.limit(1)).first() is not None
