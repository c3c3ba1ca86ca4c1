"""What follows from the conclusions: tasks with body and date; documents read by who was absent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from sqlmodel import Session, col, select

from dondoc.calendar.given_dates import earliest_date
from dondoc.clock import local_date
from dondoc.conference.find_conference import (
    READING_DUTY,
    TASK_DUTY,
    conference_duty,
    invitees,
    require_alive,
)
from dondoc.conference.plan_conference import record_act
from dondoc.demands.open_by_hand import Asked, Stands, ask_units
from dondoc.forms.official_request import RequestFrame
from dondoc.forms.typed_dates import DAY_MISSING, DueOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import Subject, Whole
from dondoc.ledger.actors import Actor
from dondoc.limits import LONGEST_SUBJECT
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import one_line, shorten
from dondoc.plan.duty import ConferencePart
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from models import Attendance, Conference, ConferenceTask, Delegate, Invitee
from models.kinds import NoticeKind

READ_WITHIN = 5
"""Working days for who was absent to confirm that the documents were read; a default."""


class TaskForm(TypedForm):
    """A task of the conclusions, read against `RequestFrame`."""

    number: Annotated[int, Whole(1), Needed("hãy ghi số thứ tự trong thông báo kết luận")] = entry(
        "Số thứ tự"
    )
    text: Annotated[str, Subject, Needed("hãy ghi nhiệm vụ, ngắn gọn")] = entry("Nhiệm vụ")
    due_on: Annotated[DueOn, Needed(DAY_MISSING)] = entry("Hạn")


def set_task(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    typed: dict[str, str],
    units: Sequence[Unit],
    *,
    by: Actor,
    now: datetime,
) -> list[ConferenceTask]:
    """A task for these units: each gets an assignment by the date set, and hears of it at once.

    Entered again it adds only the units not asked yet. Raises Refused.
    """
    require_alive(conference)
    form = TaskForm.read(typed, RequestFrame(rulebook, now))
    book = phrases("conference")
    subject = shorten(
        one_line(book.task_subject(conference, form.number, form.text)), LONGEST_SUBJECT
    )
    basis = book.task_basis(conference)
    asked = Asked(subject, form.due_on, basis, NoticeKind.DEMAND, act=book.act_task())
    stands = _ask(session, rulebook, TASK_DUTY, units, asked, by=by, now=now)
    rows = [
        ConferenceTask(
            conference_id=conference.id or 0,
            number=form.number,
            unit_code=one.unit_code,
            text=form.text,
            due_on=form.due_on,
            assignment_id=one.id,
            added_at=now,
            added_by=by,
        )
        for one in stands.new
    ]
    session.add_all(rows)
    if rows:
        said = book.task_set(form.number, len(rows))
        record_act(session, conference, said, by=by, now=now)
    session.flush()
    return rows


def absent_invitees(
    session: Session, rulebook: Rulebook, conference: Conference, *, on: date
) -> list[Invitee]:
    """Invited units of which nobody was checked in; whoever holds it has its documents."""
    there = (
        select(Delegate.invitee_id)
        .join(Attendance, col(Attendance.delegate_id) == col(Delegate.id))
        .where(col(Attendance.conference_id) == conference.id, col(Attendance.undone_at).is_(None))
    )
    present = set(session.exec(there))
    registry = rulebook.registry
    duty = conference_duty(registry, READING_DUTY)
    return [
        one
        for one in invitees(session, conference)
        if one.invited_at is not None
        and one.id not in present
        and not registry.is_own_slot(duty, registry.unit(one.unit_code), on)
    ]


def ask_reading(
    session: Session, rulebook: Rulebook, conference: Conference, *, by: Actor, now: datetime
) -> list[Invitee]:
    """Who was absent gets the documents and is asked to confirm that they were read; once."""
    require_alive(conference)
    everybody = absent_invitees(session, rulebook, conference, on=local_date(now))
    absent = [one for one in everybody if one.reading_id is None]
    if not absent:
        return []
    book = phrases("conference")
    on = _read_by(rulebook, now)
    asked = Asked(
        conference.title, on, book.reading_basis(), NoticeKind.DEMAND, act=book.act_reading()
    )
    units = [rulebook.registry.unit(one.unit_code) for one in absent]
    stands = _ask(session, rulebook, READING_DUTY, units, asked, by=by, now=now)
    numbers = {one.unit_code: one.id for one in stands.new}
    for one in absent:
        one.reading_id = numbers.get(one.unit_code)
    record_act(session, conference, book.reading_asked(len(absent)), by=by, now=now)
    session.flush()
    return absent


def _read_by(rulebook: Rulebook, now: datetime) -> date:
    first = earliest_date(now, rulebook.workdays)
    return rulebook.workdays.add(first, READ_WITHIN - 1)


def _ask(
    session: Session,
    rulebook: Rulebook,
    part: ConferencePart,
    units: Sequence[Unit],
    asked: Asked,
    *,
    by: Actor,
    now: datetime,
) -> Stands:
    duty = conference_duty(rulebook.registry, part)
    return ask_units(session, rulebook, duty, units, asked=asked, by=by, now=now)
