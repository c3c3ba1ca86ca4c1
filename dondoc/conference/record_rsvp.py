"""The one way to record an answer to an invitation: from the unit's link, or by an officer.

Versions stay. It may be changed until the day before; after the deadline it is kept, and late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.calendar.date_words import weekday_date
from dondoc.clock import local_date
from dondoc.conference.delegates import DelegateForm, check_delegates, write_delegates
from dondoc.conference.find_conference import facts_of_session
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import REASON_MISSING, Choice, Info, SomeLines
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Conference, ConferenceSession, Invitee, Rsvp
from models.conference_kinds import RsvpAnswer
from models.kinds import Way

_CHOOSE = "hãy chọn một trong: dự, cử người thay, không dự được"
_ANSWERS = (
    ("comes", RsvpAnswer.COMES),
    ("dự", RsvpAnswer.COMES),
    ("substitute", RsvpAnswer.SUBSTITUTE),
    ("cử người thay", RsvpAnswer.SUBSTITUTE),
    ("cannot", RsvpAnswer.CANNOT),
    ("không dự được", RsvpAnswer.CANNOT),
)


class RsvpForm(TypedForm):
    """The answer itself; why, where nobody comes."""

    answer: Annotated[RsvpAnswer, Choice(_ANSWERS, _CHOOSE), Needed(_CHOOSE)] = entry("Trả lời")
    reason: Annotated[str | None, SomeLines] = entry("Lý do")

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        if name == "reason":
            return REASON_MISSING if info.data.get("answer") is RsvpAnswer.CANNOT else ""
        return super().missing(name, info)


@dataclass(frozen=True)
class RsvpGiven:
    """As typed: `answer` is comes, substitute or cannot; a person is name, post, telephone."""

    answer: str
    reason: str = ""
    delegates: Sequence[dict[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True)
class RecordedRsvp:
    """An answer that stands in the ledger. `repeated` says that it already did."""

    rsvp: Rsvp
    receipt: str
    repeated: bool = False


def record_rsvp(
    session: Session,
    rulebook: Rulebook,
    *,
    invitee_id: int,
    given: RsvpGiven,
    by: Actor,
    way: Way,
    now: datetime,
    form_key: str | None = None,
    seen: int | None = None,
) -> RecordedRsvp:
    """Record it with its delegates and its receipt, in the caller's transaction. Raises Refused.

    A form pressed twice (`form_key`) is one answer. `seen` is the revision that was looked at: what
    was said to an earlier day is no answer to the present one.
    """
    invitee = _held(session, invitee_id)
    conference = session.get_one(Conference, invitee.conference_id)
    if (known := _already(session, form_key)) is not None:
        return known
    _refuse_if_over(session, rulebook, conference, invitee, now)
    if seen is not None and seen != invitee.revision:
        wanted = "lịch họp vừa đổi; hãy xem lại thời gian, địa điểm rồi gửi lại"
        raise Refused(Problem("answer", "", wanted, "Trả lời"))
    form, people = _checked(given, invitee.seats)
    revision = invitee.revision or conference.revision
    handed = record_submission(
        session,
        rulebook,
        assignment_id=invitee.assignment_id or 0,
        given=Given(
            note=phrases("conference").answer_note(
                form.answer.value, len(people), form.reason or ""
            )
        ),
        source=SubmissionSource(by, way, received_at=now, key=form_key, form="rsvp"),
        now=now,
    )
    row = Rsvp(
        invitee_id=invitee_id,
        version=_next_version(session, invitee_id),
        answer=form.answer,
        reason=form.reason or "",
        revision=revision,
        late=local_date(now) > conference.rsvp_by,
        submission_id=handed.submission_id,
        way=way,
        recorded_at=now,
        recorded_by=by,
        form_key=form_key,
    )
    session.add(row)
    write_delegates(session, invitee, people, by=by, now=now)
    session.flush()
    return RecordedRsvp(row, handed.receipt)


def needs_confirming(rsvp: Rsvp, invitee: Invitee) -> bool:
    """«Cần xác nhận lại»: was it given to an earlier day, place or chair?"""
    return rsvp.revision < (invitee.revision or 0)


def answers_until(session: Session, invitee: Invitee) -> datetime:
    """The start of its session: it may be answered until the day before."""
    return session.get_one(ConferenceSession, invitee.session_id).starts_at


def why_no_answer(
    session: Session, rulebook: Rulebook, conference: Conference, invitee: Invitee, *, now: datetime
) -> str:
    """Why there is nothing to answer any more; empty while there is."""
    on = facts_of_session(session.get_one(ConferenceSession, invitee.session_id)).on
    if conference.cancelled_at is not None:
        return "Hội nghị đã hủy; không phải trả lời nữa"
    if conference.postponed_at is not None:
        return "Hội nghị đang hoãn; khi có ngày họp mới, đơn vị sẽ nhận thư mời"
    if invitee.removed_at is not None or invitee.assignment_id is None:
        name = rulebook.registry.unit(invitee.unit_code).name
        return f"{name} không có trong danh sách mời"
    if on <= local_date(now):
        day = weekday_date(on)
        return f"ngày họp là {day}, chỉ trả lời được đến hôm trước; hãy gặp bàn đón tiếp"
    return ""


def _checked(given: RsvpGiven, seats: int) -> tuple[RsvpForm, tuple[DelegateForm, ...]]:
    problems: list[Problem] = []
    form: RsvpForm | None = None
    try:
        form = RsvpForm.read({"answer": given.answer, "reason": given.reason})
    except Refused as refused:
        problems += refused.problems
    sends = form is not None and form.answer is not RsvpAnswer.CANNOT
    people: tuple[DelegateForm, ...] = ()
    try:
        people = check_delegates(given.delegates, seats, sends=sends)
    except Refused as refused:
        problems += refused.problems
    if problems or form is None:
        raise Refused(problems)
    return form, people


def _held(session: Session, invitee_id: int) -> Invitee:
    query = select(Invitee).where(col(Invitee.id) == invitee_id).with_for_update()
    found = session.exec(query.execution_options(populate_existing=True)).first()
    if found is None:
        wanted = "không có trong danh sách mời; hãy mở lại đường dẫn trong thư mời"
        raise Refused(Problem("unit", "", wanted, "Đơn vị"))
    return found


def _already(session: Session, form_key: str | None) -> RecordedRsvp | None:
    if form_key is None:
        return None
    kept = session.exec(select(Rsvp).where(col(Rsvp.form_key) == form_key)).first()
    return RecordedRsvp(kept, "", repeated=True) if kept else None


def _refuse_if_over(
    session: Session, rulebook: Rulebook, conference: Conference, invitee: Invitee, now: datetime
) -> None:
    if wanted := why_no_answer(session, rulebook, conference, invitee, now=now):
        raise Refused(Problem("answer", "", wanted, "Trả lời"))


def _next_version(session: Session, invitee_id: int) -> int:
    newest = select(func.max(Rsvp.version)).where(col(Rsvp.invitee_id) == invitee_id)
    return (session.exec(newest).one() or 0) + 1
