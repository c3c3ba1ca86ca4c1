"""Who is told how often: what may wait for company, and when a superior's month is over.

Decisions 0041, 0059. A rung with days to spare goes along with another message to its reader; only
for one who has heard of the matter before, so that a first word is never put off. An opening
waits where another letter to its reader is to be expected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from dondoc.calendar.ladder import SUPERIOR_EVERY, SUPERIOR_TOLD_RUNG
from dondoc.calendar.sending_hours import WINDOWS
from dondoc.clock import at
from dondoc.ledger.by_ids import IDS, ask_by_ids
from dondoc.ledger.notice_key import NoticeKey
from dondoc.notices.company import joins_on, load_company
from dondoc.notices.planner import Planned
from dondoc.notices.recipients import Reach
from dondoc.notices.unit_letters import IN_VAIN
from dondoc.plan.rulebook import Rulebook
from models import Message, Notice
from models.kinds import LATE_KINDS, NoticeKind

Heard = tuple[int, int, int, bool]
"""Assignment, contact, cycle; and whether it was about being late."""


def waits_until(
    session: Session, rulebook: Rulebook, planned: Sequence[Planned], *, today: date
) -> Mapping[NoticeKey, date]:
    """Of the rungs that may wait for another message, the day on which each leaves alone."""
    loose = [one for one in planned if one.alone_on > today]
    openings = [one for one in loose if one.kind is NoticeKind.OPENING]
    heard = _heard(session, {one.assignment_id for one in loose})
    wait = {
        one.key: one.alone_on
        for one in loose
        if (one.assignment_id, one.contact_id, one.cycle, one.kind in LATE_KINDS) in heard
    }
    return {**wait, **_openings_wait(session, rulebook, openings, today)}


def _openings_wait(
    session: Session, rulebook: Rulebook, openings: Sequence[Planned], today: date
) -> Mapping[NoticeKey, date]:
    """The openings to who knows us, where another letter to them is to be expected."""
    readers = sorted({one.contact_id for one in openings})
    knows = {contact for (contact,) in ask_by_ids(session, _WRITTEN_TO, readers)}
    known = [one for one in openings if one.contact_id in knows]
    if not known:
        return {}
    company = load_company(session, rulebook, {one.assignment_id for one in known}, today)
    joins = {one.key: joins_on(company[one.assignment_id], one.alone_on) for one in known}
    return {key: on for key, on in joins.items() if on is not None}


def window_of(on: date) -> datetime:
    """The first window of a day."""
    return at(on, WINDOWS[0].hour, WINDOWS[0].minute)


def _heard(session: Session, assignments: Iterable[int]) -> set[Heard]:
    """Who was written to of what, in which cycle; a word about being late is also a word."""
    found: set[Heard] = set()
    for assignment, contact, cycle, kind in ask_by_ids(session, _SAID, sorted(assignments)):
        found.add((assignment, contact, cycle, False))
        found.add((assignment, contact, cycle, kind in LATE_KINDS))
    return found


_A_WORD = (
    col(Notice.cancelled_at).is_(None),
    col(Notice.kind) != NoticeKind.RECEIPT.value,
    or_(col(Message.state).is_(None), col(Message.state).not_in(IN_VAIN)),
)
_SAID = (
    select(col(Notice.assignment_id), col(Notice.contact_id), col(Notice.cycle), col(Notice.kind))
    .outerjoin(Message, col(Notice.message_id) == col(Message.id))
    .where(col(Notice.assignment_id).in_(IDS), *_A_WORD)
)
_WRITTEN_TO = (
    select(col(Notice.contact_id))
    .outerjoin(Message, col(Notice.message_id) == col(Message.id))
    .where(col(Notice.contact_id).in_(IDS), col(Notice.message_id).is_not(None), *_A_WORD)
    .distinct()
)
"""Which of these contacts were ever written to."""


def superiors_told(session: Session, today: date) -> frozenset[int]:
    """The superiors' contacts that had a letter about late units within the month before today."""
    query = (
        select(col(Notice.contact_id), func.max(col(Notice.created_at)))
        .where(
            col(Notice.kind) == NoticeKind.ESCALATION.value,
            col(Notice.rung) == SUPERIOR_TOLD_RUNG,
            col(Notice.cancelled_at).is_(None),
            col(Notice.created_at) >= at(today - timedelta(days=SUPERIOR_EVERY - 1), 0),
            col(Notice.created_at) < at(today, 0),
        )
        .group_by(col(Notice.contact_id))
    )
    return frozenset(contact for contact, _told_at in session.execute(query))


def without(reach: Reach, told: frozenset[int]) -> Reach:
    """Those of a superior's contacts whose month is over."""
    return Reach(tuple(one for one in reach.clerks if one.id not in told), reach.heads)
