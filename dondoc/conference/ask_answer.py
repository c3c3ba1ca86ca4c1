"""What a conference asks of a unit by an assignment: wanted again by another day, or no more."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.given_dates import earliest_date
from dondoc.calendar.workdays import Workdays
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import end_untold, open_again
from dondoc.decisions.dates import follow_calendar
from dondoc.decisions.take_back import Undoing, facts_of, take_back
from dondoc.ledger.lock import lock_assignment
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Submission
from models.kinds import DecisionKind


def fitting_deadline(rsvp_by: date, day: date, now: datetime, workdays: Workdays) -> date:
    """The day wanted, yet never before the first that a unit can keep, nor on the day itself.

    Of an urgent conference there may be none: then it is the last working day before it.
    """
    last_on = workdays.add(day, -1)
    return min(max(rsvp_by, earliest_date(now, workdays)), last_on)


def answer_deadline(rsvp_by: date) -> Deadline:
    """The date of an invitation as an assignment has it."""
    said = phrases("conference").answer_by(rsvp_by)
    return Deadline(rsvp_by, rsvp_by, rsvp_by, said)


def ask_again(
    session: Session,
    rulebook: Rulebook,
    assignment_id: int,
    deadline: Deadline,
    act: DecisionAct,
) -> None:
    """The answer is wanted anew by this day; one given before was to something else.

    What the unit said counts until now. Its own letter tells of it, none of ours.
    """
    assignment = lock_assignment(session, assignment_id)
    _withdraw_answers(session, assignment, act.now)
    if assignment.completed_at is not None or assignment.waived_at is not None:
        _take_back_ends(session, rulebook, assignment, act)
    follow_calendar(session, rulebook, assignment, act, deadline, told=False)


def want_no_answer(session: Session, assignment_id: int, act: DecisionAct) -> None:
    """Nothing is wanted any more of who has not answered."""
    assignment = lock_assignment(session, assignment_id)
    if assignment.completed_at is None and assignment.waived_at is None:
        end_untold(session, assignment, act)


def _take_back_ends(
    session: Session, rulebook: Rulebook, assignment: Assignment, act: DecisionAct
) -> None:
    facts = facts_of(session, assignment, act.now)
    duty = rulebook.registry.duty_of(facts.plan, facts.duty)
    undoing = Undoing(session, rulebook, duty, assignment, facts, act)
    open_again(assignment)
    since = facts.ended[-1].decided_at
    take_back(undoing, DecisionKind.REOPENED, facts.ended, since=since, told=False)


def _withdraw_answers(session: Session, assignment: Assignment, now: datetime) -> None:
    query = select(Submission).where(
        col(Submission.assignment_id) == assignment.id, col(Submission.withdrawn_at).is_(None)
    )
    for submission in session.exec(query.order_by(col(Submission.id))):
        submission.withdrawn_at = now
    session.flush()
