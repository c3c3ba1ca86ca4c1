"""What a unit does all year is told it once a year, with the page where it adds each thing.

Nobody is chased for what is only counted (E3, DESIGN §6), so this is the one letter about it: to
each contact of the unit once a year and duty, however many rounds the year has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import next_window
from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.notice_key import NoticeKey, about_duty
from dondoc.ledger.rows import NoticeRow
from dondoc.notices.recipients import NOBODY, Reach, load_reach
from dondoc.notices.write import PlannedCount, write_new
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Contact, Notice, Round
from models.kinds import NoticeKind

_TOLD_SINCE = timedelta(days=400)  # longer than the year that a key names


def tell_continuous(
    session: Session,
    rulebook: Rulebook,
    *where: ColumnElement[bool],
    now: datetime,
    units: Sequence[str] | None = None,
) -> PlannedCount:
    """Plan the year's word about the counted rounds now open that `where` selects.

    Of all units, or of those named.
    """
    not_before = next_window(now, rulebook.workdays)
    told = _told(session, now, units)
    reach = load_reach(session, units)
    theirs = () if units is None else (col(Assignment.unit_code).in_(units),)
    found = _rows(session, rulebook, *where, *theirs, reach=reach, not_before=not_before, now=now)
    rows = {row.key: row for row in found if str(row.key) not in told}
    return write_new(session, rows.values(), not_before=not_before)


def counted_now(today: date) -> tuple[ColumnElement[bool], ...]:
    """What to ask of Assignment and Round so that only those come of which a word is due."""
    return (
        col(Round.threshold) > 0,
        col(Round.opens_on) <= today,
        col(Assignment.due_on) >= today,
        col(Assignment.chased).is_(False),
        col(Assignment.parent_id).is_(None),
        col(Assignment.waived_at).is_(None),
    )


def _rows(
    session: Session,
    rulebook: Rulebook,
    *where: ColumnElement[bool],
    reach: Mapping[str, Reach],
    not_before: datetime,
    now: datetime,
) -> Iterator[NoticeRow]:
    """One row for each contact and duty; of two open rounds the later one's."""
    registry, today = rulebook.registry, local_date(now)
    query = (
        select(Assignment.id, Assignment.unit_code, Round.duty, Round.period)
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(
            *in_plan(session, registry, today),
            *where,
            *counted_now(today),
            col(Round.opened_at) <= now,
        )
        .order_by(col(Assignment.id))
    )
    for assignment_id, unit_code, code, period in session.exec(query):
        duty = registry.plan.duty(code)
        if not duty.continuous or registry.monitoring_unit(duty, today).code == unit_code:
            continue
        for clerk in reach.get(unit_code, NOBODY).clerks:
            about = about_duty(duty.code, int(period[:4]))
            yield NoticeRow(
                NoticeKey(about, clerk.id, NoticeKind.CONTINUOUS, "OPEN"),
                assignment_id=assignment_id,
                not_before=not_before,
                created_at=now,
            )


def _told(session: Session, now: datetime, units: Sequence[str] | None) -> set[str]:
    said = col(Notice.kind) == NoticeKind.CONTINUOUS.value
    query = select(Notice.key).where(said, col(Notice.created_at) >= now - _TOLD_SINCE)
    if units is not None:
        query = query.join(Contact).where(col(Contact.unit_code).in_(units))
    return set(session.exec(query))
