"""What is late is not said to one contact on two days running (decision 0041)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.ladder import ON_THE_DAY
from dondoc.calendar.workdays import Workdays
from dondoc.clock import at, local_date
from dondoc.notices.rhythm import window_of
from models import Assignment, Contact, Message, Notice
from models.kinds import LATE_KINDS

_LATE = [kind.value for kind in LATE_KINDS]


def put_off_late(
    session: Session,
    waiting: Sequence[tuple[Notice, Contact]],
    *,
    now: datetime,
    workdays: Workdays,
) -> list[tuple[Notice, Contact]]:
    """What is left to say now; the rest waits for the next working day.

    Who was told of late work today or on the working day before rests a day. So does a list where
    something else of the unit falls due today: tomorrow they go together.
    """
    late = [(notice, contact) for notice, contact in waiting if _can_rest(notice)]
    if not late:
        return list(waiting)
    today = local_date(now)
    next_on = workdays.add(today, 1)
    told = _told_since(session, {one.contact_id for one, _contact in late}, workdays.add(today, -1))
    lists = {contact.unit_code for notice, contact in late if notice.alone_from}
    due = _due_before(session, lists, today, next_on)
    left = []
    for notice, contact in waiting:
        listed = notice.alone_from is not None and contact.unit_code in due
        if _can_rest(notice) and (notice.contact_id in told or listed):
            notice.not_before = window_of(next_on)
        else:
            left.append((notice, contact))
    session.flush()
    return left


def _can_rest(notice: Notice) -> bool:
    """Is it about late work? The last word to who is asked is said on the day, or too late for the
    report (decision 0043).
    """
    return notice.kind in _LATE and notice.rung != ON_THE_DAY


def _told_since(session: Session, contacts: Iterable[int], since: date) -> set[int]:
    query = (
        select(Notice.contact_id)
        .join(Message, col(Notice.message_id) == col(Message.id))
        .where(
            col(Notice.contact_id).in_(list(contacts)),
            col(Notice.kind).in_(_LATE),
            col(Notice.cancelled_at).is_(None),
            col(Message.sent_at) >= at(since, 0),
        )
    )
    return set(session.exec(query))


def _due_before(session: Session, units: Iterable[str], today: date, next_on: date) -> set[str]:
    """The units that owe something from today on, before the next working day."""
    query = select(Assignment.unit_code).where(
        col(Assignment.unit_code).in_(list(units)),
        col(Assignment.chased).is_(True),
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        col(Assignment.due_on) >= today,
        col(Assignment.due_on) < next_on,
    )
    return set(session.exec(query))
