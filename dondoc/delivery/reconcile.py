"""What a dead process or a broken line left in doubt, settled before it is sent again.

A message in doubt (`unknown`, or put on a connection by a process that is gone, or whose lease
lapsed) may have been delivered. What such a process had claimed and not begun is simply free.
What is in doubt is looked up by its Message-ID where the settings name an archive: found, it counts
as sent; not found although the archive had time to catch up, it is sent again with the same
Message-ID, marked a possible duplicate. Without an archive it is sent again at once
(reference/notify.md §3.2).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, bindparam, func, update
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.delivery.archive import Archive, ArchiveUnreachable, open_archive
from dondoc.delivery.envelope import OutcomeKind
from dondoc.delivery.lease_owner import is_gone
from dondoc.delivery.outbox import UNSENT
from dondoc.ledger.attempt_rows import AttemptRow, insert_attempts
from dondoc.settings import Settings
from models import Attempt, Message
from models.database import transaction
from models.kinds import MessageState, UtcDateTime

FOUND = "found"
"""The outcome of an attempt that no server answered, but the archive did."""

PATIENCE = 4
"""So many times its lag an archive that cannot be read is waited for: it never holds a letter."""

_STOPPED = "Lượt gửi dừng giữa chừng; chưa thấy thư ở nơi lưu, đợi nơi ấy kịp cập nhật."
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Doubt:
    """A message in doubt, as it was read; `until` is the last instant it can have left."""

    id: int
    mime_id: str
    channel: str
    state: MessageState
    attempts: int
    until: datetime


def reconcile(engine: Engine, settings: Settings, now: datetime) -> int:
    """Settle what is in doubt at `now`; returns how many were found to have arrived.

    The archive is read between two transactions. Two processes at once settle a message once.
    """
    with transaction(engine) as session:
        doubts = _doubts(session, now)
        _free_the_untried(session, now)
    if not doubts:
        return 0
    archive = open_archive(settings)
    words, patience = _look(archive, [one.mime_id for one in doubts if one.channel == EMAIL])
    lag = patience * timedelta(minutes=settings.archive_lag_minutes)
    with transaction(engine) as session:
        for one in doubts:
            waits_until = one.until + lag if archive and one.channel == EMAIL else now
            _settle(session, one, words.get(one.mime_id), waits_until=waits_until, now=now)
    return sum(one.mime_id in words for one in doubts)


_NOW: Any = bindparam("now", type_=UtcDateTime)
_TRIED = select(func.max(Attempt.at)).where(col(Attempt.message_id) == col(Message.id))
_UNKNOWN = (col(Message.state) == MessageState.UNKNOWN) & (col(Message.next_attempt_at) <= _NOW)
_CLAIMED = col(Message.state) == MessageState.SENDING
_BEGUN = _CLAIMED & col(Message.begun_at).is_not(None)
_IN_DOUBT = select(Message, _TRIED.scalar_subquery()).where(UNSENT, _UNKNOWN | _BEGUN)
_UNTRIED = select(Message).where(UNSENT, _CLAIMED, col(Message.begun_at).is_(None))


def _doubts(session: Session, now: datetime) -> list[_Doubt]:
    return [
        _Doubt(
            id=message.id or 0,
            mime_id=message.mime_id,
            channel=message.channel,
            state=message.state,
            attempts=message.attempts,
            until=min(message.lease_until or tried_at or message.created_at, now),
        )
        for message, tried_at in session.exec(_IN_DOUBT, params={"now": now})
        if message.state is MessageState.UNKNOWN or _is_left(message, now)
    ]


def _is_left(message: Message, now: datetime) -> bool:
    """Has its claim ended, or has who claimed it?"""
    lapsed = message.lease_until is None or message.lease_until < now
    return lapsed or is_gone(message.lease_by)


def _free_the_untried(session: Session, now: datetime) -> None:
    """What was never on a connection cannot have arrived: it is no doubt, and no try."""
    for message in session.exec(_UNTRIED.with_for_update(skip_locked=True)):
        if _is_left(message, now):
            message.state, message.lease_until = MessageState.PENDING, None
            message.attempts = max(message.attempts - 1, 0)
    session.flush()


def _look(archive: Archive | None, mime_ids: Sequence[str]) -> tuple[dict[str, str], int]:
    """What was found, and how many lags to wait for the rest."""
    if archive is None or not mime_ids:
        return {}, 1
    try:
        return archive.find(mime_ids), 1
    except ArchiveUnreachable as fault:
        _log.warning("Chưa tra được thư đã đi: %s", fault)
        return {}, PATIENCE


def _settle(
    session: Session, one: _Doubt, words: str | None, *, waits_until: datetime, now: datetime
) -> None:
    tried = None
    if words is not None:
        tried = AttemptRow(message_id=one.id, at=now, outcome=FOUND, words=words)
        values: dict[str, Any] = {"state": MessageState.SENT, "sent_at": one.until}
    elif now < waits_until:
        if one.state is MessageState.SENDING:
            tried = AttemptRow(
                message_id=one.id, at=one.until, outcome=OutcomeKind.UNKNOWN, words=_STOPPED
            )
        values = {"state": MessageState.UNKNOWN, "next_attempt_at": waits_until}
    else:
        values = {"state": MessageState.PENDING, "possible_duplicate": True}
    as_read = (col(Message.state) == one.state) & (col(Message.attempts) == one.attempts)
    moved = session.execute(
        update(Message)
        .where(col(Message.id) == one.id, as_read)
        .values(lease_until=None, **values)
        .returning(col(Message.id))
        .execution_options(synchronize_session=False)
    ).first()
    if moved and tried:
        insert_attempts(session, [tried])
