"""The last look, right before the envelope: may it leave at this hour, is it still to be said.

A batch is written together, and its letters wait for their lines: on a slow one for minutes, in
which a unit hands in and an office closes (DESIGN §5 rule 5).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import in_office_hours
from dondoc.calendar.workdays import Workdays
from dondoc.delivery.channels.push_hours import quiet_channels
from dondoc.delivery.composing.compose import facts_of
from dondoc.notices.still_due import stale_reason
from models import Notice

FRESH = timedelta(seconds=2)
"""So old may the look be that was taken when the letter was written: a quick line asks no more."""


def may_leave(channel: str, now: datetime, workdays: Workdays, *, any_hour: bool) -> bool:
    """Is the office open, and does the channel's service deliver at this hour?"""
    return channel not in quiet_channels(now) and (any_hour or in_office_hours(now, workdays))


def still_to_be_said(session: Session, message_id: int, *, now: datetime) -> bool:
    """Is everything that the letter says still to be said? Else it is to be written anew."""
    query = select(Notice).where(
        col(Notice.message_id) == message_id,
        col(Notice.cancelled_at).is_(None),
        col(Notice.assignment_id).is_not(None),
    )
    notices = {one.assignment_id or 0: one for one in session.exec(query)}
    facts = facts_of(session, notices)
    return not any(stale_reason(notices[about], facts[about], now) for about in facts)
