"""Visiting a drawn unit: the appointment, the minutes, the conclusion.

What a conclusion asks of a unit is an assignment of its own (`remedy`).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc import access
from dondoc.calendar.date_words import weekday_date
from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import accept
from dondoc.forms.official_request import RequestFrame
from dondoc.inspections.sample import inspecting_unit
from dondoc.inspections.visit_forms import AppointmentForm, MinutesForm, MinutesFrame
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.rows import cancel
from dondoc.messages.environment import phrases
from dondoc.notices.recipients import load_reach
from dondoc.notices.write import say_at_once
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from dondoc.submissions.record_submission import SubmissionSource, add_submission
from models import Account, Appointment, Assignment, Notice, Round, Submission
from models.kinds import INSPECTED, Answer, NoticeKind, Way
from models.reasons import CancelReason

MINUTES, CONCLUSION = "Biên bản kiểm tra", "Thông báo kết luận kiểm tra"


def inspector(rulebook: Rulebook, duty: Duty, account: Account, *, now: datetime) -> Actor:
    """Who acts, as the audit names them: an officer of the inspecting body, or an administrator.

    Raises Refused for anybody else.
    """
    registry, today = rulebook.registry, local_date(now)
    about = access.Matter((inspecting_unit(rulebook, duty, today),), duty.code)
    access.require(access.who(account, registry, today), access.Act.INSPECT, about)
    return Actor.account(account.id)


def drawn_unit(session: Session, duty: Duty, period: str, unit: Unit) -> Assignment:
    """The row of a drawn unit, held for writing. Raises Refused for a unit that was not drawn."""
    query = (
        select(Assignment)
        .join(Round)
        .where(
            col(Round.duty) == duty.code,
            col(Round.period) == period,
            col(Assignment.unit_code) == unit.code,
            col(Assignment.role) == INSPECTED,
        )
        .with_for_update()
    )
    found = session.exec(query).first()
    if found is None:
        wanted = "không có trong mẫu kiểm tra của kỳ này"
        raise Refused(Problem("unit", unit.name, wanted, "Đơn vị"))
    return found


def appoint(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    *,
    on: str | date,
    words: str,
    by: Actor,
    now: datetime,
) -> int:
    """Tell the unit when it is visited; another date, or other words, are another letter.

    The letter before it is not sent if it has not left yet. Raises Refused. Returns to how many
    contacts the letter goes, also where the very same was said before.
    """
    _refuse_if_inspected(assignment)
    form = AppointmentForm.read({"on": on, "words": words}, RequestFrame(rulebook, now))
    said = form.words or ""
    before = appointments(session, assignment)
    if not before or (before[-1].visit_on, before[-1].words) != (form.on, said):
        _withdraw_letters(session, assignment, now=now)
        _keep_appointment(session, assignment, form.on, said, by=by, now=now)
        say_at_once(
            session,
            rulebook,
            assignment=assignment,
            kind=NoticeKind.INSPECTION,
            now=now,
            rung=f"hen-{len(before) + 1}",
            detail={"on": form.on.isoformat(), "reason": form.words},
        )
    reach = load_reach(session, [assignment.unit_code])
    return sum(len(one.clerks) for one in reach.values())


def appointments(session: Session, assignment: Assignment) -> list[Appointment]:
    """Every appointment made with the unit, the newest last."""
    query = select(Appointment).where(col(Appointment.assignment_id) == assignment.id)
    return list(session.exec(query.order_by(col(Appointment.id))))


def appointment_words(appointment: Appointment) -> str:
    """«thứ Ba, 23/03/2027, 14 giờ, tại trụ sở»"""
    words = f", {appointment.words}" if appointment.words else ""
    return f"{weekday_date(appointment.visit_on)}{words}"


def _keep_appointment(
    session: Session, assignment: Assignment, on: date, words: str, *, by: Actor, now: datetime
) -> None:
    row = Appointment(
        assignment_id=assignment.id or 0,
        visit_on=on,
        words=words,
        appointed_by=by,
        appointed_at=now,
    )
    session.add(row)
    target, said = f"assignment:{assignment.id}", appointment_words(row)
    audit.record(session, actor=by, act="hẹn kiểm tra", target=target, now=now, detail=said)


def _withdraw_letters(session: Session, assignment: Assignment, *, now: datetime) -> None:
    query = select(Notice).where(
        col(Notice.assignment_id) == assignment.id,
        col(Notice.kind) == NoticeKind.INSPECTION.value,
        col(Notice.message_id).is_(None),
        col(Notice.cancelled_at).is_(None),
    )
    for notice in session.exec(query):
        cancel(notice, CancelReason.OTHER_DAY, now=now)


def record_minutes(
    session: Session,
    assignment: Assignment,
    *,
    number: str,
    signed_on: str | date,
    words: str,
    by: Actor,
    now: datetime,
) -> Submission:
    """The minutes; another paper after it is the notice of the conclusion. Raises Refused.

    It is the inspecting body's own paper, so the unit gets no receipt for it. The same paper
    entered again is one.
    """
    given = {"number": number, "signed_on": signed_on, "words": words}
    form = MinutesForm.read(given, MinutesFrame(local_date(now)))
    before = _papers(session, assignment)
    for paper in before:
        if (paper.document_number, paper.document_on) == (form.number, form.signed_on):
            return paper
    version = len(before) + 1
    what = MINUTES if version == 1 else CONCLUSION
    columns = {
        "answer": Answer.DONE,
        "document_number": form.number,
        "document_on": form.signed_on,
        "note": f"{what}. {form.words or ''}".strip(),
    }
    source = SubmissionSource(by, Way.STAFF, now)
    submission = add_submission(session, assignment, columns, source, now=now)
    _complete(session, assignment, version, what, by=by, now=now)
    target, detail = f"assignment:{assignment.id}", phrases("decisions").minutes(what, form.number)
    audit.record(session, actor=by, act="nộp", target=target, now=now, detail=detail)
    session.flush()
    return submission


def _complete(
    session: Session, assignment: Assignment, version: int, what: str, *, by: Actor, now: datetime
) -> None:
    if assignment.completed_at is None:
        reason = phrases("decisions").visited(what)
        accept(session, assignment, DecisionAct(by, now, reason, version))


def _papers(session: Session, assignment: Assignment) -> list[Submission]:
    query = select(Submission).where(col(Submission.assignment_id) == assignment.id)
    return list(session.exec(query.order_by(col(Submission.version))))


def _refuse_if_inspected(assignment: Assignment) -> None:
    if assignment.completed_at is not None:
        raise Refused(Problem("unit", "", "đơn vị này đã kiểm tra xong", "Đơn vị"))
