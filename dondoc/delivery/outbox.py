"""The outbox: waiting notices gathered into messages, messages claimed under a lease.

Insert under the unique key first, act second, record third (DESIGN §5 rule 2).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, or_, text, update
from sqlmodel import Session, col, select

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

NOW: Any = bindparam("now", type_=UtcDateTime)

MAY_LEAVE: Any = text(UNFINISHED)
"""The messages that may still leave, in the words of their index."""

_IS_DUE = MAY_LEAVE & or_(
    col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN])
    & (col(Message.next_attempt_at) <= NOW),
    (col(Message.state) == MessageState.SENDING) & (col(Message.lease_until) < NOW),
)

_HELD = select(Message).where(MAY_LEAVE, col(Message.state) == MessageState.HELD)


def mime_id(key: str, settings: Settings) -> str:
    """The Message-ID of a message: the same for every try, so that a copy can be recognised."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:24]
    return f"{digest}.v1@{settings.mail_domain}"


def gather(
    session: Session, settings: Settings, *, now: datetime, office: bool, windowed: bool
) -> int:
    """Turn what waits into messages; returns how many.

    `windowed` gathers what is due into one message a contact; what is immediate becomes a message
    of its own. Outside office hours (`office` false) only receipts may leave. What waited for its
    contact to confirm the address leaves as one message, without waiting for a window.
    """
    waiting = _waiting(session, settings, now=now, office=office, windowed=windowed)
    _supersede(waiting, now=now)
    living = [(notice, contact) for notice, contact in waiting if notice.cancelled_at is None]
    groups: dict[str, list[tuple[Notice, Contact]]] = defaultdict(list)
    for notice, contact in living:
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
    session: Session, *, now: datetime, office: bool, owner: str, limit: int, tried: Iterable[int]
) -> list[int]:
    """Take up to `limit` due messages under a lease. PostgreSQL skips rows another worker holds."""
    values = {
        "now": now,
        "until": now + LEASE,
        "owner": owner,
        "limit": limit,
        "tried": [*tried],
        "quiet": [*quiet_channels(now)],
    }
    return sorted(session.execute(_claiming(office=office), values).scalars().all())


@cache
def _claiming(*, office: bool) -> Update:
    """The statement that claims, written once: it is asked all day."""
    due = (
        select(Message.id)
        .where(
            _IS_DUE,
            col(Message.channel).not_in(paused_channels()),
            col(Message.channel).not_in(bindparam("quiet", expanding=True)),
            col(Message.id).not_in(bindparam("tried", expanding=True)),
        )
        .order_by(col(Message.next_attempt_at), col(Message.id))
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True)
    )
    if not office:
        due = due.where(col(Message.any_hour).is_(True))
    lost = col(Message.state).in_([MessageState.SENDING, MessageState.UNKNOWN])
    return (
        update(Message)
        .where(col(Message.id).in_(due), _IS_DUE)
        .values(
            state=MessageState.SENDING,
            lease_until=bindparam("until", type_=UtcDateTime),
            lease_by=bindparam("owner"),
            attempts=col(Message.attempts) + 1,
            possible_duplicate=or_(col(Message.possible_duplicate), lost),
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


def _waiting(
    session: Session, settings: Settings, *, now: datetime, office: bool, windowed: bool
) -> list[tuple[Notice, Contact]]:
    query = _waits(verified=settings.verify_contacts, office=office, windowed=windowed)
    return list(session.exec(query, params={"now": now}))


@cache
def _waits(*, verified: bool, office: bool, windowed: bool) -> Any:
    query = (
        select(Notice, Contact)
        .join(Contact)
        .where(
            col(Notice.message_id).is_(None),
            col(Notice.cancelled_at).is_(None),
            col(Notice.not_before) <= NOW,
            col(Contact.disabled_at).is_(None),
        )
        .order_by(col(Notice.id))
        .with_for_update(of=Notice.__table__, skip_locked=True)  # type: ignore[attr-defined]
    )
    at_once: ColumnElement[bool] = col(Notice.immediate).is_(True)
    if verified:
        query = query.where(col(Contact.verified_at).is_not(None))
        at_once = or_(at_once, col(Notice.not_before) <= col(Contact.verified_at))
    if not office:
        query = query.where(col(Notice.kind) == NoticeKind.RECEIPT.value)
    elif not windowed:
        query = query.where(at_once)
    return query


def _supersede(waiting: Sequence[tuple[Notice, Contact]], *, now: datetime) -> None:
    """Of several rungs that wait for one contact about one assignment, the newest speaks."""
    newest: dict[tuple[int | None, int], Notice] = {}
    for notice, _contact in waiting:
        if notice.immediate or notice.assignment_id is None:
            continue
        earlier = newest.get((notice.assignment_id, notice.contact_id))
        if earlier is not None:
            earlier.cancelled_at = now
            earlier.cancelled_why = "Đã có thông báo mới hơn về cùng việc này."
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


def paused_channels() -> Any:
    """The names of the channels that stand still, as a subquery."""
    return select(Channel.name).where(col(Channel.paused_at).is_not(None))
