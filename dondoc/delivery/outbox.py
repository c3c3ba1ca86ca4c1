"""The outbox: waiting notices gathered into messages, messages claimed under a lease.

Insert under the unique key first, act second, record third (DESIGN §5 rule 2).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, literal_column, or_, update
from sqlmodel import Session, col, select

from dondoc.delivery.joining import NEWER, join_waiting
from dondoc.delivery.windows import next_push_moment, quiet_channels, window_name
from dondoc.messages.facts import NoticeKind
from dondoc.settings import Settings
from dondoc.upsert import insert_new
from models import Channel, Contact, Message, Notice
from models.kinds import MessageState, UtcDateTime
from models.notice import UNFINISHED

LEASE = timedelta(minutes=15)
"""Far longer than a try can take (15 s a socket operation): only a dead process lets it lapse."""

GIVE_UP = timedelta(days=1)
"""How long a message that cannot leave is kept trying, or held (DESIGN §6: about a day)."""

AT_ONCE = "ngay"
CONFIRMED = "da-xac-nhan"

PASSED_ON = "Đã chuyển cho đầu mối kế tiếp: địa chỉ này chưa được xác nhận."
"""Why a notice to an unverified contact was cancelled where another one of the unit got it."""

UNSENT: ColumnElement[bool] = literal_column(f"message.{UNFINISHED}")
"""In the words of the partial index `ix_message_due`: only then does SQLite use it, and a claim
stays as cheap after years of messages."""

_HELD = select(Message).where(UNSENT, col(Message.state) == MessageState.HELD)

_NOW: Any = bindparam("now", type_=UtcDateTime)

SLICE = 500
"""Contacts gathered at once: memory stays flat, however many wait."""


def mime_id(key: str, settings: Settings) -> str:
    """The Message-ID of a message: the same for every try, so that a copy can be recognised."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:24]
    return f"{digest}.v1@{settings.mail_domain}"


@dataclass(frozen=True)
class Gathered:
    """How many messages came of it, and the last contact looked at: None if that was all."""

    messages: int
    after: int | None = None


def gather(
    session: Session,
    settings: Settings,
    *,
    now: datetime,
    office: bool,
    windowed: bool,
    after: int = 0,
) -> Gathered:
    """Turn what waits into messages, for the next contacts `after` this one.

    `windowed` gathers what is due into one message a contact; what is immediate becomes a message
    of its own. Outside office hours (`office` false) only receipts may leave. What waited for its
    contact to confirm the address leaves as one message, without waiting for a window.
    """
    chosen = _due_notices(settings, now=now, office=office, windowed=windowed)
    contacts = _next_contacts(session, chosen, after=after)
    if not contacts:
        return Gathered(0)
    waiting = _waiting(session, *chosen, col(Notice.contact_id).in_(contacts))
    _supersede(waiting, now=now)
    living = [(notice, contact) for notice, contact in waiting if notice.cancelled_at is None]
    join_waiting(session, living, at_once=AT_ONCE, now=now)
    alone = [(notice, contact) for notice, contact in living if notice.message_id is None]
    new = _insert(session, settings, alone, now=now, office=office)
    return Gathered(new, contacts[-1] if len(contacts) == SLICE else None)


def _insert(
    session: Session,
    settings: Settings,
    waiting: Sequence[tuple[Notice, Contact]],
    *,
    now: datetime,
    office: bool,
) -> int:
    groups: dict[str, list[tuple[Notice, Contact]]] = defaultdict(list)
    for notice, contact in waiting:
        key = _message_key(notice, contact, now, catch_up=office and settings.verify_contacts)
        groups[key].append((notice, contact))
    rows = [
        _row(key, notices[0][0], notices[0][1], settings, now) for key, notices in groups.items()
    ]
    new = insert_new(session, Message, rows)
    if not new:
        return 0
    query = select(Message.key, Message.id).where(col(Message.id).in_(new))
    for key, message_id in session.exec(query):
        for notice, _contact in groups[key]:
            notice.message_id = message_id
    session.flush()
    return len(new)


def claim(
    session: Session,
    *where: ColumnElement[bool],
    now: datetime,
    office: bool,
    owner: str,
    limit: int,
    tried: Iterable[int],
) -> list[int]:
    """Take up to `limit` due messages under a lease. PostgreSQL skips rows another worker holds.

    Who asked by acting comes first (receipts, sign-in links), then what is immediate: where the
    account's rate bites, a reminder is what waits.
    """
    values = {"now": now, "until": now + LEASE, "owner": owner, "limit": limit}
    lists = {"tried": [*tried], "quiet": [*quiet_channels(now)]}
    claiming = _claiming(*where, office=office)
    return sorted(session.execute(claiming, {**values, **lists}).scalars().all())


@cache
def _claiming(*where: ColumnElement[bool], office: bool) -> Update:
    """The statement that claims, written once: it is asked all day."""
    chosen = _due(_NOW, bindparam("quiet", expanding=True), office=office)
    due = (
        select(Message.id)
        .where(*chosen, col(Message.id).not_in(bindparam("tried", expanding=True)), *where)
        .order_by(
            col(Message.any_hour).desc(),
            (col(Message.window) == AT_ONCE).desc(),
            col(Message.next_attempt_at),
            col(Message.id),
        )
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
        .cte("due")  # PostgreSQL may run a subquery again for each row, and pass the limit by
    )
    lost = col(Message.state).in_([MessageState.SENDING, MessageState.UNKNOWN])
    return (
        update(Message)
        .where(col(Message.id).in_(select(due.c.id)), _is_due(_NOW))
        .values(
            state=MessageState.SENDING,
            lease_until=bindparam("until", type_=UtcDateTime),
            lease_by=bindparam("owner"),
            attempts=col(Message.attempts) + 1,
            possible_duplicate=or_(col(Message.possible_duplicate), lost),
            why="",
        )
        .returning(col(Message.id))
        .execution_options(synchronize_session=False)
    )


def release(session: Session, ids: Sequence[int]) -> None:
    """Give back what was claimed and never tried: its channel was paused meanwhile."""
    session.execute(
        update(Message)
        .where(col(Message.id).in_(ids), col(Message.state) == MessageState.SENDING)
        .values(state=MessageState.PENDING, lease_until=None, attempts=col(Message.attempts) - 1)
        .execution_options(synchronize_session=False)
    )


def settle_held(session: Session, settings: Settings, *, now: datetime) -> None:
    """Once trial mode is off: what was held today goes out, what is older is let go."""
    if settings.trial:
        return
    for message in session.exec(_HELD):
        if now - message.created_at < GIVE_UP:
            message.state, message.why, message.next_attempt_at = MessageState.PENDING, "", now
        else:
            message.state = MessageState.CANCELLED
            message.why = "Giữ lại trong chế độ thử quá một ngày nên không gửi nữa."


def waited(notice: Notice, contact: Contact) -> bool:
    """Was it due before its contact was verified, so that it had to wait?"""
    return contact.verified_at is not None and notice.not_before <= contact.verified_at


def _due_notices(
    settings: Settings, *, now: datetime, office: bool, windowed: bool
) -> list[ColumnElement[bool]]:
    chosen = [
        col(Notice.message_id).is_(None),
        col(Notice.cancelled_at).is_(None),
        col(Notice.not_before) <= now,
        col(Contact.disabled_at).is_(None),
    ]
    at_once: ColumnElement[bool] = col(Notice.immediate).is_(True)
    if settings.verify_contacts:
        chosen.append(col(Contact.verified_at).is_not(None))
        at_once = or_(at_once, col(Notice.not_before) <= col(Contact.verified_at))
    if not office:
        return [*chosen, col(Notice.kind) == NoticeKind.RECEIPT.value]
    return chosen if windowed else [*chosen, at_once]


def _next_contacts(
    session: Session, chosen: Sequence[ColumnElement[bool]], *, after: int
) -> list[int]:
    query = select(Notice.contact_id).join(Contact).where(*chosen, col(Notice.contact_id) > after)
    return list(session.exec(query.distinct().order_by(col(Notice.contact_id)).limit(SLICE)))


def _waiting(session: Session, *chosen: ColumnElement[bool]) -> list[tuple[Notice, Contact]]:
    query = select(Notice, Contact).join(Contact).where(*chosen).order_by(col(Notice.id))
    mine = query.with_for_update(of=Notice.__table__, skip_locked=True)  # type: ignore[attr-defined]
    return list(session.exec(mine))


def _supersede(waiting: Sequence[tuple[Notice, Contact]], *, now: datetime) -> None:
    """Of several rungs that wait for one contact about one assignment, the newest speaks."""
    newest: dict[tuple[int | None, int], Notice] = {}
    for notice, _contact in waiting:
        if notice.immediate or notice.assignment_id is None:
            continue
        earlier = newest.get((notice.assignment_id, notice.contact_id))
        if earlier is not None:
            earlier.cancelled_at = now
            earlier.cancelled_why = NEWER
        newest[notice.assignment_id, notice.contact_id] = notice


def _message_key(notice: Notice, contact: Contact, now: datetime, *, catch_up: bool) -> str:
    if catch_up and waited(notice, contact):
        return f"{CONFIRMED}|{notice.contact_id}|{window_name(now)}"
    if notice.immediate:
        return f"{AT_ONCE}|{notice.key}"
    return f"{notice.contact_id}|{window_name(now)}"


def _row(
    key: str, notice: Notice, contact: Contact, settings: Settings, now: datetime
) -> dict[str, Any]:
    return {
        "key": key,
        "contact_id": contact.id,
        "channel": contact.channel,
        "window": AT_ONCE if notice.immediate else window_name(now),
        "any_hour": notice.kind == NoticeKind.RECEIPT.value and not key.startswith(CONFIRMED),
        "mime_id": mime_id(key, settings),
        "state": MessageState.PENDING,
        "created_at": now,
        "next_attempt_at": next_push_moment(contact.channel, now),
    }


def due_now(now: datetime, *, office: bool) -> list[ColumnElement[bool]]:
    """What may be claimed: due, on a channel that runs, and at this hour."""
    return _due(now, quiet_channels(now), office=office)


def _due(now: Any, quiet: Any, *, office: bool) -> list[ColumnElement[bool]]:
    chosen = [
        UNSENT,
        _is_due(now),
        col(Message.channel).not_in(paused_channels()),
        col(Message.channel).not_in(quiet),
    ]
    return chosen if office else [*chosen, col(Message.any_hour).is_(True)]


def _is_due(now: Any) -> Any:
    waits = col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN])
    lapsed = (col(Message.state) == MessageState.SENDING) & (col(Message.lease_until) < now)
    return (waits & (col(Message.next_attempt_at) <= now)) | lapsed


def paused_channels() -> Any:
    """The names of the channels that stand still, as a subquery."""
    return select(Channel.name).where(col(Channel.paused_at).is_not(None))
