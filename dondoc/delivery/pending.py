"""What a dispatch leaves behind: who waits for what, and when there is something to do again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, func, not_
from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import next_office_moment
from dondoc.clock import local_date
from dondoc.delivery import outbox, quota, rest
from dondoc.delivery.rest import Resting
from dondoc.delivery.result import DispatchResult
from dondoc.delivery.retry import BACKOFF
from dondoc.ledger.in_plan import strangers
from dondoc.ledger.installation import Context
from dondoc.plan.registry import Registry
from models import Channel, Contact, Message, Notice
from models.kinds import MessageState

_NOT_GATHERED = (
    select(func.count())
    .select_from(Notice)
    .where(col(Notice.message_id).is_(None), col(Notice.cancelled_at).is_(None))
)
_UNVERIFIED = _NOT_GATHERED.join(Contact).where(col(Contact.verified_at).is_(None))


def note_what_waits(
    session: Session, context: Context, result: DispatchResult, *, now: datetime
) -> None:
    """Write it into the result."""
    settings = context.settings
    stopped = session.exec(select(Channel).where(col(Channel.paused_at).is_not(None))).all()
    why = {one.name: one.paused_why or "" for one in stopped}
    result.paused = tuple(sorted(why))
    result.paused_words = tuple(
        f"{name} ({why[name]})" if why[name] else name for name in result.paused
    )
    rest.wake(session)
    result.resting = tuple(rest.resting(session, now=now))
    result.limited = quota.count_waiting(session)
    if settings.verify_contacts:
        result.unverified = session.exec(_UNVERIFIED).one()
    result.lost = _about_lost(session, context.rulebook.registry, now)
    result.waiting = session.exec(_NOT_GATHERED).one() - result.unverified - result.lost
    result.next_attempt_at = _next_retry(session, context, result.resting)
    result.held_by_others, result.held_until = session.exec(_HELD_BY_OTHERS).one()
    if result.held_until:
        again_at = result.held_until + timedelta(seconds=1)
        result.next_attempt_at = min(again_at, result.next_attempt_at or again_at)
    full = quota.room(session, settings, now=now) if result.limited else None
    if full and full.opens_at:
        result.next_attempt_at = min(full.opens_at, result.next_attempt_at or full.opens_at)
    if result.next_attempt_at and result.next_attempt_at <= now:  # the office closed meanwhile
        soon = now + BACKOFF[0]
        result.next_attempt_at = next_office_moment(soon, context.rulebook.workdays)


def _about_lost(session: Session, registry: Registry, now: datetime) -> int:
    """Notices about what the plan no longer knows: of proven contacts, the others are counted."""
    told = strangers(session, registry, local_date(now)).notices_left()
    if not told:
        return 0
    waits = _NOT_GATHERED.join(Contact).where(col(Contact.verified_at).is_not(None), ~and_(*told))
    return session.exec(waits).one()


def _next_retry(session: Session, context: Context, resting: Sequence[Resting]) -> datetime | None:
    """When the first of what was deferred is due; what waits for the rate is no retry.

    What waits for a channel at rest is due when that wakes, in office hours unless it may leave at
    any.
    """
    found = []
    wakes = {one.name: one.until for one in resting}
    for channel, any_hour, due_at in session.exec(_NEXT_RETRY):
        again_at = max(due_at, wakes.get(channel, due_at))
        if channel in wakes and not any_hour:
            again_at = next_office_moment(again_at, context.rulebook.workdays)
        found.append(again_at)
    return min(found, default=None)


_HELD_BY_OTHERS = select(func.count(), func.max(Message.lease_until)).where(
    outbox.UNSENT, col(Message.state) == MessageState.SENDING
)
"""At a dispatch's end nothing is its own any more."""

_NEXT_RETRY = (
    select(Message.channel, Message.any_hour, func.min(Message.next_attempt_at))
    .group_by(col(Message.channel), col(Message.any_hour))
    .where(
        outbox.UNSENT,
        col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN]),
        not_(quota.waiting_for_room()),
        col(Message.channel).not_in(outbox.paused_channels()),
    )
)
