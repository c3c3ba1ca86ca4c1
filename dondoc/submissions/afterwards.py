"""What a receipt says when it is looked at later: what was true then, and what came after.

A receipt is a paper that a unit keeps: its date and its verdict stay those of the moment at which
it was given, whatever was decided since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.messages.environment import phrases
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import on_time, standing
from dondoc.submissions.record_submission import receipt_number
from models import Assignment, Decision, ReceiptChange, Submission
from models.kinds import Answer


@dataclass(frozen=True)
class ReceiptThen:
    """A receipt's facts as they stood when it was given, and what came after, a sentence each.

    `judged`: was the whole in, so that its verdict is on the page too?
    """

    facts: Facts
    late: bool
    judged: bool
    unproven_on: date | None = None  # the day of sending that decides it, while nobody checked it
    afterwards: tuple[str, ...] = ()


def receipt_then(session: Session, given: Submission, *, now: datetime) -> ReceiptThen:
    """The receipt of one submission, as somebody sees it at `now`.

    Where the time of its receipt was corrected, it was given anew then.
    """
    at = given_at(session, given)
    this = col(Assignment.id) == given.assignment_id
    facts = load_facts(session, this, as_of=at)[0]
    judged = standing(facts, at).handed_in and given.answer is not Answer.NOT_DONE
    asked = facts.tone == "request"
    in_time = on_time(facts)
    claimed = [one.claimed_on for one in facts.submissions if one.claimed_on]
    return ReceiptThen(
        facts,
        late=in_time is False and not asked,
        judged=judged and not asked,
        unproven_on=max(claimed) if in_time is None and not asked else None,
        afterwards=tuple(_afterwards(session, given, at, now, asked=asked)),
    )


def given_at(session: Session, given: Submission) -> datetime:
    """When the receipt was given: at the recording, at the newest correction of its time, or when
    the day of its sending was checked.
    """
    changes = select(func.max(ReceiptChange.at)).where(col(ReceiptChange.submission_id) == given.id)
    moments = (session.exec(changes).one(), given.sent_checked_at, given.recorded_at)
    return max(moment for moment in moments if moment is not None)


def _afterwards(
    session: Session, given: Submission, at: datetime, now: datetime, *, asked: bool
) -> list[str]:
    book = phrases("submissions")
    decided = select(Decision).where(
        col(Decision.assignment_id) == given.assignment_id,
        col(Decision.decided_at) > at,
        col(Decision.decided_at) <= now,
    )
    again = select(Submission).where(
        col(Submission.assignment_id) == given.assignment_id,
        col(Submission.version) > given.version,
        col(Submission.recorded_at) <= now,
    )
    said = [
        (one.decided_at, book.decided_after(one, asked))
        for one in session.exec(decided.order_by(col(Decision.id)))
    ]
    for row in session.exec(again.order_by(col(Submission.version))):
        number = receipt_number(row.id or 0, row.recorded_at)
        said.append((row.recorded_at, book.handed_in_after(row, number)))
    return [words for _at, words in sorted(said, key=lambda one: one[0]) if words]
