"""Questions asked before, at or after the conference: each has an owner, a date and an answer.

The answer goes to who asked and to the published list. It is owed as an assignment (III.1.2.c5), so
it is chased like any.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.calendar.given_dates import earliest_date
from dondoc.conference.find_conference import (
    QUESTION_DUTY,
    announced,
    conference_duty,
    invitee_of,
    require_alive,
)
from dondoc.conference.plan_conference import record_act
from dondoc.conference.stage_rules import Stage, stage_on
from dondoc.conference.tell_unit import tell_unit
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import withdraw
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.forms.official_request import RequestFrame
from dondoc.forms.reason import UNIT_READS_IT, read_reason
from dondoc.forms.typed_dates import DueOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import SomeLines
from dondoc.ledger.actors import Actor
from dondoc.ledger.lock import lock_assignment
from dondoc.limits import LONGEST_SUBJECT, MOST_CONFERENCE_QUESTIONS
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import one_line, shorten
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Conference, ConferenceQuestion, Submission
from models.kinds import Answer, NoticeKind, Way


class QuestionForm(TypedForm):
    """A question, or its answer, as typed."""

    text: Annotated[str, SomeLines, Needed("hãy ghi nội dung")] = entry("Nội dung")


class OwnerForm(TypedForm):
    """By when its answer is wanted, read against `RequestFrame`; by the stage where not said."""

    due_on: DueOn | None = entry("Hạn trả lời")


def ask_question(
    session: Session,
    conference: Conference,
    unit_code: str,
    text: str,
    *,
    by: Actor,
    now: datetime,
    form_key: str | None = None,
) -> ConferenceQuestion:
    """Keep a question under its next number; a form pressed twice is one. Raises Refused.

    Called with the conference held, so that two questions at once have two numbers.
    """
    require_alive(conference)
    known = select(ConferenceQuestion).where(col(ConferenceQuestion.form_key) == form_key)
    if form_key is not None and (kept := session.exec(known).first()):
        return kept
    mine = select(func.count(col(ConferenceQuestion.id))).where(
        col(ConferenceQuestion.conference_id) == conference.id,
        col(ConferenceQuestion.unit_code) == unit_code,
    )
    if session.exec(mine).one() >= MOST_CONFERENCE_QUESTIONS:
        wanted = phrases("conference").questions_full(MOST_CONFERENCE_QUESTIONS)
        raise Refused(Problem("text", "", wanted, "Câu hỏi"))
    newest = select(func.max(ConferenceQuestion.number)).where(
        col(ConferenceQuestion.conference_id) == conference.id
    )
    row = ConferenceQuestion(
        conference_id=conference.id or 0,
        number=(session.exec(newest).one() or 0) + 1,
        unit_code=unit_code,
        text=QuestionForm.read({"text": text}).text,
        asked_at=now,
        asked_by=by,
        form_key=form_key,
    )
    session.add(row)
    session.flush()
    return row


def give_owner(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    question: ConferenceQuestion,
    owner: Unit,
    *,
    by: Actor,
    now: datetime,
    due_on: str | date | None = None,
) -> date:
    """Who answers it and by when; asked at once. Raises Refused where it has an owner already."""
    if question.assignment_id is not None:
        name = rulebook.registry.unit(question.owner_code or "").name
        raise Refused(Problem("unit", name, "đã được giao trả lời câu này", "Đơn vị trả lời"))
    given = OwnerForm.read({"due_on": due_on}, RequestFrame(rulebook, now)).due_on
    on = given or _by_stage(session, rulebook, conference, now)
    book = phrases("conference")
    asked = Asked(
        shorten(one_line(book.question_subject(conference, question)), LONGEST_SUBJECT),
        on,
        book.question_basis(conference),
        NoticeKind.DEMAND,
        act=book.act_owner(),
    )
    duty = conference_duty(rulebook.registry, QUESTION_DUTY)
    stands = ask_units(session, rulebook, duty, [owner], asked=asked, by=by, now=now)
    question.assignment_id = stands.new[0].id
    question.owner_code = owner.code
    said = book.owned(question.number, owner.name)
    record_act(session, conference, said, by=by, now=now)
    session.flush()
    return on


def pass_on(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    question: ConferenceQuestion,
    owner: Unit,
    *,
    reason: str,
    by: Actor,
    now: datetime,
    due_on: str | date | None = None,
) -> date:
    """Another body answers it; who had it is told why it owes it no longer. Raises Refused.

    Called with the conference held.
    """
    _refuse_answered(question)
    if question.owner_code == owner.code:
        wanted = phrases("conference").same_owner()
        raise Refused(Problem("unit", owner.name, wanted, "Cơ quan trả lời"))
    why = read_reason(reason, wanted=UNIT_READS_IT)
    OwnerForm.read({"due_on": due_on}, RequestFrame(rulebook, now))
    _take_from_owner(session, rulebook, question, DecisionAct(by, now, why))
    return give_owner(session, rulebook, conference, question, owner, by=by, now=now, due_on=due_on)


def withdraw_question(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    question: ConferenceQuestion,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Who asked wants no answer any more; again, nothing changes. Raises Refused once answered.

    Called with the conference held. Its number stays taken.
    """
    if question.withdrawn_at is not None:
        return
    _refuse_answered(question)
    book = phrases("conference")
    why = DecisionAct(by, now, book.asker_withdrew())
    _take_from_owner(session, rulebook, question, why)
    question.withdrawn_at = now
    record_act(session, conference, book.question_withdrawn(question.number), by=by, now=now)
    session.flush()


def _refuse_answered(question: ConferenceQuestion) -> None:
    if question.answered_at is not None:
        wanted = phrases("conference").has_answer()
        raise Refused(Problem("question", str(question.number), wanted, "Câu hỏi"))


def _take_from_owner(
    session: Session, rulebook: Rulebook, question: ConferenceQuestion, act: DecisionAct
) -> None:
    """Its owner owes it no longer, and hears so."""
    if question.assignment_id is None:
        return
    assignment = lock_assignment(session, question.assignment_id)
    if assignment.completed_at is None and assignment.waived_at is None:
        withdraw(session, rulebook, assignment, act)
    question.assignment_id = question.owner_code = None
    session.flush()


def answer_question(
    session: Session,
    rulebook: Rulebook,
    question: ConferenceQuestion,
    answer: str,
    *,
    by: Actor,
    way: Way,
    now: datetime,
) -> None:
    """The answer, published and told to who asked; its owner owes it no more. Raises Refused.

    Written anew, it takes the place of the one before, and is told again.
    """
    said = QuestionForm.read({"text": answer}).text
    if said == question.answer:
        return
    if question.assignment_id is not None and _open(session, question.assignment_id):
        record_submission(
            session,
            rulebook,
            assignment_id=question.assignment_id,
            given=Given(note=said),
            source=SubmissionSource(by, way, received_at=now),
            now=now,
        )
    _keep_answer(session, rulebook, question, said, by=by, now=now)


def take_answers(session: Session, rulebook: Rulebook, *, now: datetime) -> int:
    """Answers that an owner handed in like a report, by its link or by mail; returns how many."""
    query = (
        select(ConferenceQuestion, Submission)
        .join(Submission, col(Submission.assignment_id) == col(ConferenceQuestion.assignment_id))
        .where(
            col(ConferenceQuestion.answered_at).is_(None),
            col(Submission.answer) == Answer.DONE,
            col(Submission.withdrawn_at).is_(None),
            col(Submission.note).is_not(None),
        )
        .order_by(col(ConferenceQuestion.id), col(Submission.version))
    )
    newest = {question.id: (question, handed) for question, handed in session.exec(query)}
    for question, handed in newest.values():
        by = Actor(handed.recorded_by)
        _keep_answer(session, rulebook, question, handed.note or "", by=by, now=now)
    return len(newest)


def questions_of(session: Session, conference: Conference) -> list[ConferenceQuestion]:
    """All that stand, in the order asked."""
    query = select(ConferenceQuestion).where(
        col(ConferenceQuestion.conference_id) == conference.id,
        col(ConferenceQuestion.withdrawn_at).is_(None),
    )
    return list(session.exec(query.order_by(col(ConferenceQuestion.number))))


def _keep_answer(
    session: Session,
    rulebook: Rulebook,
    question: ConferenceQuestion,
    said: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    again = question.answered_at is not None
    question.answer, question.answered_at, question.answered_by = said, now, by
    question.published_at = question.published_at or now
    session.flush()
    conference = session.get_one(Conference, question.conference_id)
    act = phrases("conference").answered(question.number)
    record_act(session, conference, act, by=by, now=now)
    invitee = invitee_of(session, conference, question.unit_code)
    if invitee is None or invitee.assignment_id is None:
        return
    rung = f"q{question.id}" + (f"-{now:%Y%m%dT%H%M%S}" if again else "")
    detail = {"question": question.text, "answer": said}
    kind = NoticeKind.CONFERENCE_ANSWER
    tell_unit(session, rulebook, invitee, kind, rung=rung, now=now, detail=detail)


def _by_stage(session: Session, rulebook: Rulebook, conference: Conference, now: datetime) -> date:
    """Ten working days after the day, yet never before the owner can have a day for it."""
    day, workdays = announced(session, conference).day, rulebook.workdays
    by_stage = stage_on(Stage.QUESTIONS, day, conference.rsvp_by, workdays)
    return max(by_stage, earliest_date(now, workdays))


def _open(session: Session, assignment_id: int) -> bool:
    assignment = session.get_one(Assignment, assignment_id)
    return assignment.completed_at is None and assignment.waived_at is None
