"""The outbox: which messages may leave now, and whose they are while they do: leases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, func, literal_column, update
from sqlmodel import Session, col, select

from dondoc.delivery import rest
from dondoc.delivery.channels.push_hours import quiet_channels
from dondoc.delivery.retry import LEASE
from dondoc.ledger.message_rows import AT_ONCE
from dondoc.limits import GIVE_UP
from dondoc.settings import Settings
from models import Channel, Message, Notice
from models.kinds import MessageState, UtcDateTime
from models.notice import UNFINISHED
from models.reasons import NOT_BY_TRIAL, MessageReason

UNSENT: ColumnElement[bool] = literal_column(f"message.{UNFINISHED}")
"""In the words of the partial index `ix_message_due`: only then does SQLite use it, and a claim
stays as cheap after years of messages."""

_HELD = select(Message).where(
    UNSENT,
    col(Message.state) == MessageState.HELD,
    func.coalesce(col(Message.reason), "").not_in(NOT_BY_TRIAL),
)

_NOW: Any = bindparam("now", type_=UtcDateTime)


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
    account's rate bites, a reminder is what waits. What is in doubt (unknown, or its lease lapsed)
    is not taken: `reconcile` settles it before.
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
    return (
        update(Message)
        .where(col(Message.id).in_(select(due.c.id)), _is_due(_NOW))
        .values(
            state=MessageState.SENDING,
            lease_until=bindparam("until", type_=UtcDateTime),
            lease_by=bindparam("owner"),
            begun_at=None,
            attempts=col(Message.attempts) + 1,
            reason=None,
            reason_words="",
        )
        .returning(col(Message.id))
        .execution_options(synchronize_session=False)
    )


def begin(session: Session, begun: Mapping[int, datetime], *, owner: str) -> set[int]:
    """Write that these letters are put on a connection; returns those that are still this owner's.

    From then on nobody knows what came of one, unless its outcome follows (`reconcile`).
    """
    if not begun:
        return set()
    found = session.execute(
        _BEGINNING, {"ids": [*begun], "at": max(begun.values()), "owner": owner}
    )
    return set(found.scalars())


_BEGINNING = (
    update(Message)
    .where(
        col(Message.id).in_(bindparam("ids", expanding=True)),
        col(Message.state) == MessageState.SENDING,
        col(Message.lease_by) == bindparam("owner"),
    )
    .values(begun_at=bindparam("at", type_=UtcDateTime))
    .returning(col(Message.id))
    .execution_options(synchronize_session=False)
)


def release(session: Session, ids: Sequence[int], *, owner: str, now: datetime) -> None:
    """Give back what this owner claimed and never tried, because sending had to stop."""
    session.execute(
        update(Message)
        .where(
            col(Message.id).in_(ids),
            col(Message.state) == MessageState.SENDING,
            col(Message.lease_by) == owner,
        )
        .values(
            state=MessageState.PENDING,
            next_attempt_at=now,
            lease_until=None,
            begun_at=None,
            attempts=col(Message.attempts) - 1,
        )
        .execution_options(synchronize_session=False)
    )


def settle_held(session: Session, settings: Settings, *, now: datetime) -> None:
    """Once trial mode is off: what was held today goes out, what is older is let go."""
    if settings.trial:
        return
    for message in session.exec(_HELD):
        if now - message.created_at < GIVE_UP:
            message.state, message.next_attempt_at = MessageState.PENDING, now
            message.reason = None
            mine = update(Notice).where(col(Notice.message_id) == message.id)
            session.execute(mine.values(not_before=now))  # trial mode kept it, no outage
        else:
            message.state = MessageState.CANCELLED
            message.reason = MessageReason.TRIAL_TOO_LONG


def due_now(now: datetime, *, office: bool) -> list[ColumnElement[bool]]:
    """What may be claimed: due, on a channel that runs, and at this hour."""
    return _due(now, quiet_channels(now), office=office)


def _due(now: Any, quiet: Any, *, office: bool) -> list[ColumnElement[bool]]:
    chosen = [
        UNSENT,
        _is_due(now),
        col(Message.channel).not_in(standing_channels(now)),
        col(Message.channel).not_in(quiet),
    ]
    return chosen if office else [*chosen, col(Message.any_hour).is_(True)]


def _is_due(now: Any) -> Any:
    return (col(Message.state) == MessageState.PENDING) & (col(Message.next_attempt_at) <= now)


def standing_channels(now: Any) -> Any:
    """The names of the channels that send nothing now, as a subquery: paused, or at rest."""
    return select(Channel.name).where(rest.standing(now))


def paused_channels() -> Any:
    """The names of the channels that stand still until somebody releases them, as a subquery."""
    return select(Channel.name).where(col(Channel.paused_at).is_not(None))
