"""The plan's own duties of a conference (III.1.2.c1, c2), done by what the conference records."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.conference.find_conference import conference_duty
from dondoc.decisions.meanwhile import newest_answer
from dondoc.ledger.actors import Actor
from dondoc.plan.duty import ConferencePart
from dondoc.plan.rulebook import Rulebook
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Conference, Round
from models.kinds import Way


def hand_in_for_host(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    part: ConferencePart,
    given: Given,
    *,
    by: Actor,
    now: datetime,
) -> bool:
    """Hand in what the conference says where the duty's round of its index year waits for it.

    Nothing where the round is not open yet, has an answer, or is settled: then the fact stays in
    the conference alone, and the duty is handed in as any. Returns whether it was handed in.
    """
    assignment = _waiting(session, rulebook, part, conference.index_year)
    if assignment is None or assignment.id is None:
        return False
    if newest_answer(session, assignment.id) is not None:
        return False
    record_submission(
        session,
        rulebook,
        assignment_id=assignment.id,
        given=given,
        source=SubmissionSource(by, Way.STAFF, received_at=now),
        now=now,
    )
    return True


def _waiting(
    session: Session, rulebook: Rulebook, part: ConferencePart, year: int
) -> Assignment | None:
    duty = conference_duty(rulebook.registry, part)
    query = (
        select(Assignment)
        .join(Round)
        .where(
            col(Round.duty) == duty.code,
            col(Round.period) == str(year),
            col(Assignment.completed_at).is_(None),
            col(Assignment.waived_at).is_(None),
        )
        .order_by(col(Assignment.id))
    )
    return session.exec(query).first()
