"""What waits to be said, gathered into messages: one for a contact and window.

What is immediate becomes a message of its own, inserted under its unique key (DESIGN §5 rule 2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_
from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import window_name
from dondoc.calendar.workdays import Workdays
from dondoc.clock import local_date
from dondoc.delivery.after_restore.hold_back import doubtful_notices, hold_new
from dondoc.delivery.after_restore.lost_span import LostSpan, load_span
from dondoc.delivery.channels.push_hours import next_push_moment
from dondoc.delivery.coalesce import join_waiting, said_once
from dondoc.delivery.pace import leaving
from dondoc.ledger.in_plan import NO_STRANGERS, Strangers
from dondoc.ledger.message_rows import AT_ONCE, MessageRow, insert_messages, message_key
from dondoc.ledger.rows import cancel
from dondoc.settings import Settings
from models import Contact, Message, Notice
from models.database import table_of
from models.kinds import NoticeKind, UtcDateTime
from models.reasons import CancelReason, MessagePurpose

SLICE = 500
"""Contacts gathered at once: memory stays flat, however many wait."""


@dataclass(frozen=True)
class Gathered:
    """How many messages came of it, and the last contact looked at: None if that was all."""

    messages: int
    after: int | None = None


def gather_messages(
    session: Session,
    settings: Settings,
    *,
    now: datetime,
    office: bool,
    windowed: bool,
    after: int = 0,
    lost: Strangers = NO_STRANGERS,
    workdays: Workdays,
) -> Gathered:
    """Turn what waits into messages, for the next contacts `after` this one.

    `windowed` gathers what is due into one message a contact; what is immediate becomes a message
    of its own. Outside office hours (`office` false) only receipts may leave. What waited for its
    contact to confirm the address leaves as one message, without waiting for a window. What is
    about something that the plan has `lost` waits until it is mended. What has days to spare goes
    along, and brings about no message of its own; what is late rests a day (`pace`).
    """
    wanted = settings.verify_contacts, office, windowed
    told = lost.notices_left()
    query = _next_contacts(*wanted).where(*told)
    contacts = list(session.execute(query, {"now": now, "after": after}).scalars())
    if not contacts:
        return Gathered(0)
    theirs = col(Notice.contact_id).in_(contacts)
    waiting = _waiting(session, *_due_notices(*wanted), *told, theirs, now=now)
    waiting = leaving(session, waiting, now=now, workdays=workdays)
    _supersede(waiting, now=now)
    living = [(notice, contact) for notice, contact in waiting if notice.cancelled_at is None]
    span = load_span(session)
    doubtful = doubtful_notices(session, span, living, workdays)
    certain = [(notice, contact) for notice, contact in living if notice.id not in doubtful]
    join_waiting(session, certain, at_once=AT_ONCE, now=now)
    alone = [(notice, contact) for notice, contact in certain if notice.message_id is None]
    inserting = _Inserting(session, settings, now, office, span)
    new = inserting.insert(alone)
    if span is not None and doubtful:
        kept = [(notice, contact) for notice, contact in living if notice.id in doubtful]
        hold_new(session, span, inserting.insert_apart(kept, span), now=now)
    return Gathered(new, contacts[-1] if len(contacts) == SLICE else None)


@dataclass(frozen=True)
class _Inserting:
    session: Session
    settings: Settings
    now: datetime
    office: bool
    span: LostSpan | None

    def insert(self, waiting: Sequence[tuple[Notice, Contact]]) -> int:
        """One message for a contact and window; returns how many are new."""
        groups: dict[str, list[Notice]] = defaultdict(list)
        rows: dict[str, MessageRow] = {}
        for notice, contact in waiting:
            row = _row(notice, contact, self.now, self._catches_up(notice, contact), self.span)
            rows.setdefault(row.key, row)
            groups[row.key].append(notice)
        return len(self._kept(rows, groups))

    def insert_apart(
        self, doubtful: Sequence[tuple[Notice, Contact]], span: LostSpan
    ) -> dict[int, list[Notice]]:
        """What may have been said already is a message of its own for the day it was meant for.

        Returns the new ones by their numbers; they are held before anything can take them.
        """
        groups: dict[str, list[Notice]] = defaultdict(list)
        rows: dict[str, MessageRow] = {}
        for notice, contact in doubtful:
            row = _row(notice, contact, self.now, self._catches_up(notice, contact), span)
            if not notice.immediate:
                day = local_date(span.meant_at(notice))
                row = replace(row, key=message_key(row.purpose, *span.fresh(contact.id, day)))
            rows.setdefault(row.key, row)
            groups[row.key].append(notice)
        return self._kept(rows, groups)

    def _kept(
        self, rows: Mapping[str, MessageRow], groups: Mapping[str, list[Notice]]
    ) -> dict[int, list[Notice]]:
        new = insert_messages(self.session, self.settings, rows.values())
        if not new:
            return {}
        query = select(Message.key, Message.id).where(col(Message.id).in_(new))
        kept = {number or 0: groups[key] for key, number in self.session.exec(query)}
        for number, notices in kept.items():
            for notice in notices:
                notice.message_id = number
        self.session.flush()
        return kept

    def _catches_up(self, notice: Notice, contact: Contact) -> bool:
        wanted = self.office and self.settings.verify_contacts
        return wanted and waited_for_verification(notice, contact)


def waited_for_verification(notice: Notice, contact: Contact) -> bool:
    """Was it due before its contact was verified, so that it had to wait?"""
    return contact.verified_at is not None and notice.not_before <= contact.verified_at


_NOW: Any = bindparam("now", type_=UtcDateTime)


def _due_notices(verify: bool, office: bool, windowed: bool) -> list[ColumnElement[bool]]:
    chosen = [
        col(Notice.message_id).is_(None),
        col(Notice.cancelled_at).is_(None),
        col(Notice.not_before) <= _NOW,
        col(Contact.disabled_at).is_(None),
    ]
    at_once: ColumnElement[bool] = col(Notice.immediate).is_(True)
    if verify:
        chosen.append(col(Contact.verified_at).is_not(None))
        at_once = or_(at_once, col(Notice.not_before) <= col(Contact.verified_at))
    if not office:
        return [*chosen, col(Notice.kind) == NoticeKind.RECEIPT.value]
    return chosen if windowed else [*chosen, at_once]


@cache
def _next_contacts(verify: bool, office: bool, windowed: bool) -> Any:
    """The statement, written once: it is asked all day."""
    alone = or_(col(Notice.alone_from).is_(None), col(Notice.alone_from) <= _NOW)
    chosen = [*_due_notices(verify, office, windowed), alone]
    query = select(Notice.contact_id).join(Contact)
    query = query.where(*chosen, col(Notice.contact_id) > bindparam("after"))
    return query.distinct().order_by(col(Notice.contact_id)).limit(SLICE)


def _waiting(
    session: Session, *chosen: ColumnElement[bool], now: datetime
) -> list[tuple[Notice, Contact]]:
    query = select(Notice, Contact).join(Contact).where(*chosen).order_by(col(Notice.id))
    mine = query.with_for_update(of=table_of(Notice), skip_locked=True)
    return list(session.exec(mine, params={"now": now}))


def _supersede(waiting: Sequence[tuple[Notice, Contact]], *, now: datetime) -> None:
    """Of several rungs that wait for one contact about one assignment, the newest speaks."""
    newest: dict[tuple[int | None, int], Notice] = {}
    for notice, _contact in waiting:
        if notice.immediate or notice.assignment_id is None or said_once(notice):
            continue
        earlier = newest.get((notice.assignment_id, notice.contact_id))
        if earlier is not None:
            cancel(earlier, CancelReason.NEWER, now=now)
        newest[notice.assignment_id, notice.contact_id] = notice


def _row(
    notice: Notice, contact: Contact, now: datetime, catch_up: bool, span: LostSpan | None
) -> MessageRow:
    """The message that the notice goes into: one of the contact's window, or one of its own."""
    window = window_name(now)
    parts: tuple[object, ...] = (notice.contact_id, window)
    if catch_up:
        purpose = MessagePurpose.CATCH_UP
    elif notice.immediate:
        purpose, parts = MessagePurpose.AT_ONCE, (notice.key,)
    else:
        purpose = MessagePurpose.DIGEST
    return MessageRow(
        purpose=purpose,
        key=message_key(purpose, *(span.fresh(*parts) if span else parts)),
        contact_id=contact.id,
        channel=contact.channel,
        window=AT_ONCE if notice.immediate else window,
        any_hour=notice.kind == NoticeKind.RECEIPT and not catch_up,
        created_at=now,
        next_attempt_at=next_push_moment(contact.channel, now),
    )
