"""A scan that looked at every source counts: one «lần kiểm tra» of the body that checks."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.activities.entry import GivenActivity
from dondoc.activities.record_activity import record_activity
from dondoc.calendar.date_words import short_date
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.findings.ask_findings import check_duty
from dondoc.publication.scan.scan_ledger import LookCount
from dondoc.web.link_check import link_check
from models import Activity, Assignment, Round
from models.database import table_of

BY = Actor.flow("quet-cong-khai")


def count_scan(
    session: Session, rulebook: Rulebook, looks: LookCount, *, on: date, now: datetime
) -> bool:
    """Record the day's look for the duty that is counted; False where it is, or is not open.

    A round that somebody waived or that is not open is no fault of the scan: it goes on.
    """
    duty = check_duty(rulebook, on)
    body = rulebook.registry.responsible_unit(duty, on)
    slot = session.exec(
        select(Assignment)
        .join(Round)
        .where(
            col(Round.duty) == duty.code,
            col(Round.period) == str(on.year),
            col(Assignment.unit_code) == body.code,
            col(Assignment.waived_at).is_(None),
        )
        .with_for_update(of=table_of(Assignment))
    ).first()
    if slot is None or slot.id is None:
        return False
    known = select(Activity.id).where(
        col(Activity.assignment_id) == slot.id,
        col(Activity.done_on) == on,
        col(Activity.recorded_by) == BY,
    )
    if session.exec(known).first() is not None:
        return False
    title = phrases("findings").look_counted(looks.sources, looks.proven)
    record_activity(
        session,
        rulebook,
        assignment_id=slot.id,
        given=GivenActivity(done_on=short_date(on), title=title),
        by=BY,
        now=now,
        link_check=link_check(),
    )
    return True
