"""What a dispatch leaves behind: who waits for what, and when there is something to do again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, not_
from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import next_office_moment
from dondoc.clock import local_date
from dondoc.delivery import outbox, quota
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
    result.limited = quota.count_waiting(session)
    if settings.verify_contacts:
        result.unverified = session.exec(_UNVERIFIED).one()
    result.lost = _about_lost(session, context.rulebook.registry, now)
    result.waiting = session.exec(_NOT_GATHERED).one() - result.unverified - result.lost
    result.next_attempt_at = _next_retry(session)
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


def _next_retry(session: Session) -> datetime | None:
    """When the first of what was deferred is due; what waits for the rate is no retry."""
    return session.exec(_NEXT_RETRY).one()


_NEXT_RETRY = select(func.min(Message.next_attempt_at)).where(
    outbox.UNSENT,
    col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN]),
    not_(quota.waiting_for_room()),
    col(Message.channel).not_in(outbox.paused_channels()),
)
