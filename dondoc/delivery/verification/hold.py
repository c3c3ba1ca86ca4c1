"""The gate: a contact is asked to confirm its address before anything real goes there.

What is to be said waits, or goes to the next contact whose address is proven; nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.delivery.composing.compose import facts_of
from dondoc.delivery.verification import question
from dondoc.ledger.in_plan import strangers
from dondoc.ledger.installation import Context
from dondoc.ledger.message_rows import insert_messages
from dondoc.ledger.rows import cancel
from dondoc.notices.fallback_recipient import take_over, tell_monitor
from dondoc.notices.recipients import NOBODY, load_reach
from dondoc.notices.shared_with import load_shares
from dondoc.notices.still_due import stale_reason
from models import Assignment, Contact, Message, Notice
from models.kinds import MessageState, UtcDateTime
from models.reasons import CancelReason

PATIENCE = 2
"""Working days after which a silent contact is reminded, once, and Sở Nội vụ told, once."""

_MOST = 2
_REACHED = frozenset({MessageState.SENT, MessageState.EXPIRED})
_CLOSED = frozenset({*_REACHED, MessageState.CANCELLED, MessageState.REFUSED})

Waiting = list[tuple[Notice, Contact]]


def settle_unverified(session: Session, context: Context, *, now: datetime, office: bool) -> None:
    """Pass on, ask and tell, for everything that is due to a contact not yet verified."""
    if not context.settings.verify_contacts:
        return
    waiting, held = _waiting(session, context, now=now), []
    if waiting:  # most days nothing does
        waiting = _still_said(session, waiting, now=now)
        held = _pass_on(session, waiting, now=now)
    if office:
        silent = _ask(session, context, waiting, now=now)
        _tell(session, context, held, silent, now=now)


def _waiting(session: Session, context: Context, *, now: datetime) -> Waiting:
    lost = strangers(session, context.rulebook.registry, local_date(now))
    told = lost.notices_left()
    return list(session.exec(_DUE.where(*told), params={"now": now}))


_DUE = (
    select(Notice, Contact)
    .join(Contact)
    .where(
        col(Notice.message_id).is_(None),
        col(Notice.cancelled_at).is_(None),
        col(Notice.not_before) <= bindparam("now", type_=UtcDateTime),
        col(Contact.disabled_at).is_(None),
        col(Contact.verified_at).is_(None),
    )
    .order_by(col(Notice.id))
)
"""Written once: it is asked all day."""


def _still_said(session: Session, waiting: Waiting, *, now: datetime) -> Waiting:
    """Without what is no longer to be said: the unit has answered, the date has moved."""
    facts = facts_of(session, {n.assignment_id for n, _c in waiting if n.assignment_id})
    for notice, _contact in waiting:
        about = facts.get(notice.assignment_id or 0)
        why = stale_reason(notice, about, now) if about else None
        if why:
            cancel(notice, why, now=now)
    session.flush()
    return [(notice, contact) for notice, contact in waiting if notice.cancelled_at is None]


def _pass_on(session: Session, waiting: Waiting, *, now: datetime) -> Waiting:
    """To the next contact in order whose address is proven; returns what has none and waits.

    A copy only waits: the one it is a copy of is told all the same; so does a colleague's of one
    matter. So does what a head is to read where the clerk is told the same at that rung.
    """
    units = {contact.unit_code for _notice, contact in waiting}
    proven = load_reach(session, units, verified=True)
    shares = load_shares(session, {n.assignment_id for n, _c in waiting if n.assignment_id})
    held: Waiting = []
    for notice, contact in waiting:
        reach = proven.get(contact.unit_code, NOBODY)
        colleagues = shares.get(notice.assignment_id or 0, ())
        if contact.also or contact.id in {one.id for one in colleagues}:
            continue
        if not reach.reachable:
            held.append((notice, contact))
            continue
        if take_over(session, notice, reach, now=now):
            cancel(notice, CancelReason.UNVERIFIED, now=now)
    session.flush()
    return held


def _ask(session: Session, context: Context, waiting: Waiting, *, now: datetime) -> set[int]:
    """Ask each contact once, remind it once; returns who has been silent for too long."""
    due = {contact.id: contact for _notice, contact in waiting}
    before = {contact.id: (contact, mine) for contact, mine in question.asked_contacts(session)}
    rows, silent = [], set()
    for number in [*due, *(known for known in before if known not in due)]:
        contact, mine = before.get(number) or (due[number], [])
        overdue = _silent(context, mine, now)
        if overdue:
            silent.add(number or 0)
        if _to_ask(mine, waits=number in due, overdue=overdue):
            rows.append(question.row(contact, len(mine) + 1, now=now))
    insert_messages(session, context.settings, rows)
    return silent


def _to_ask(mine: Sequence[Message], *, waits: bool, overdue: bool) -> bool:
    """Is it time for the question, or for the one reminder of it?

    Where nothing waits (another contact was told), a question that lost its reason counts too.
    """
    if any(one.state not in _CLOSED for one in mine):
        return False
    count = sum(one.state in _REACHED for one in mine) if waits else len(mine)
    return count == 0 or (overdue and count < _MOST)


def _silent(context: Context, mine: Sequence[Message], now: datetime) -> bool:
    reached = [one for one in mine if one.state in _REACHED]
    if not reached:
        return False
    first = reached[0].sent_at or reached[0].created_at
    return context.rulebook.workdays.count(local_date(first), local_date(now)) >= PATIENCE


def _tell(
    session: Session, context: Context, held: Waiting, silent: set[int], *, now: datetime
) -> None:
    """Sở Nội vụ, of a unit without any proven contact: once it is silent, or the date is near."""
    near = context.rulebook.workdays.add(local_date(now), PATIENCE)
    due_on = _due_dates(session, held)
    for notice, contact in held:
        if contact.id in silent or due_on.get(notice.assignment_id or 0, date.max) <= near:
            tell_monitor(
                session,
                context.rulebook,
                gone=contact,
                about=notice,
                rung=f"v{contact.id}",
                detail={"unverified": True},
                now=now,
            )


def _due_dates(session: Session, held: Waiting) -> dict[int, date]:
    ids = {notice.assignment_id for notice, _contact in held if notice.assignment_id}
    query = select(col(Assignment.id), col(Assignment.due_on)).where(col(Assignment.id).in_(ids))
    return {number or 0: due_on for number, due_on in session.exec(query)}
