"""Which of a contact's waiting notices leave now (decision 0041).

What is late is not said on two days running, and stands in one list a week. What has days to spare
goes along with what must go, and brings about no message of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from dondoc.calendar.ladder import ON_THE_DAY, REPEATED_EVERY
from dondoc.calendar.workdays import Workdays
from dondoc.clock import at, local_date
from dondoc.ledger.rows import cancel
from dondoc.notices.rhythm import window_of
from dondoc.notices.still_due import stale_reason
from dondoc.rounds.load_facts import WHOLE_LEDGER, load_facts
from models import Assignment, Contact, Message, Notice
from models.kinds import LATE_KINDS

_LATE = [kind.value for kind in LATE_KINDS]

_Waiting = list[tuple[Notice, Contact]]

LIST_RESTS = REPEATED_EVERY - 1
"""Working days after a letter about late things in which no list goes: one a week."""


def leaving(
    session: Session,
    waiting: Sequence[tuple[Notice, Contact]],
    *,
    now: datetime,
    workdays: Workdays,
) -> _Waiting:
    """What is left to say now; the rest waits for another day, or for company."""
    left = _rested(session, waiting, now=now, workdays=workdays)
    _drop_stale(session, left, now=now)
    living = [(notice, contact) for notice, contact in left if notice.cancelled_at is None]
    goes = {notice.contact_id for notice, _contact in living if _must_go(notice, now)}
    session.flush()
    return [(notice, contact) for notice, contact in living if notice.contact_id in goes]


def _must_go(notice: Notice, now: datetime) -> bool:
    return notice.alone_from is None or notice.alone_from <= now


def _rested(
    session: Session,
    waiting: Sequence[tuple[Notice, Contact]],
    *,
    now: datetime,
    workdays: Workdays,
) -> _Waiting:
    """Who was told of late work today or on the working day before rests a day.

    A list rests the week out, and a day where something else of the unit falls due today: tomorrow
    they go together.
    """
    late = [(notice, contact) for notice, contact in waiting if _can_rest(notice)]
    if not late:
        return list(waiting)
    today = local_date(now)
    next_on = workdays.add(today, 1)
    since = workdays.add(today, -LIST_RESTS)
    told = _last_told(session, {one.contact_id for one, _contact in late}, since)
    lists = {contact.unit_code for notice, contact in late if notice.alone_from}
    due = _due_before(session, lists, today, next_on)
    left = []
    for notice, contact in waiting:
        last_on = told.get(notice.contact_id, date.min)
        listed = notice.alone_from is not None
        rests = last_on >= workdays.add(today, 1 - LIST_RESTS if listed else -1)
        if _can_rest(notice) and (rests or (listed and contact.unit_code in due)):
            notice.not_before = window_of(next_on)
        else:
            left.append((notice, contact))
    return left


def _can_rest(notice: Notice) -> bool:
    """Is it about late work? The last word to who is asked is said on the day, or too late for the
    report (decision 0043).
    """
    return notice.kind in _LATE and notice.rung != ON_THE_DAY


def _drop_stale(session: Session, waiting: _Waiting, *, now: datetime) -> None:
    """What waited to its last day and is no longer to be said brings about no message."""
    last = [notice for notice, _contact in waiting if notice.alone_from and _must_go(notice, now)]
    if not last:
        return
    ids = col(Assignment.id).in_({notice.assignment_id for notice in last})
    facts = {one.id: one for one in load_facts(session, ids, as_of=WHOLE_LEDGER)}
    for notice in last:
        about = facts.get(notice.assignment_id or 0)
        why = stale_reason(notice, about, now) if about else None
        if why:
            cancel(notice, why, now=now)


def _last_told(session: Session, contacts: Iterable[int], since: date) -> Mapping[int, date]:
    """On which day each was told of something late last, since that day."""
    query = (
        select(Notice.contact_id, func.max(Message.sent_at))
        .join(Message, col(Notice.message_id) == col(Message.id))
        .where(
            col(Notice.contact_id).in_(list(contacts)),
            col(Notice.kind).in_(_LATE),
            col(Notice.cancelled_at).is_(None),
            col(Message.sent_at) >= at(since, 0),
        )
        .group_by(col(Notice.contact_id))
    )
    return {contact: local_date(sent_at) for contact, sent_at in session.exec(query) if sent_at}


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
