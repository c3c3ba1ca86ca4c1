"""Telling an invited unit: each letter once, by its assignment, kind and revision.

A letter that has not left when something newer is to be said does not leave at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import true
from sqlmodel import Session, col, select

from dondoc.ledger.rows import cancel
from dondoc.notices.write import say_at_once
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Invitee, Message, Notice
from models.kinds import MessageState, NoticeKind
from models.reasons import CancelReason

CONFERENCE_KINDS = (
    NoticeKind.CONFERENCE_INVITATION,
    NoticeKind.CONFERENCE_CHANGED,
    NoticeKind.CONFERENCE_OFF,
    NoticeKind.CONFERENCE_DAY,
)
"""What says when and where, or that it is off: the newest one takes the place of the others."""

_WAITS = (MessageState.PENDING, MessageState.HELD, MessageState.CANCELLED)
_IN_VAIN = (MessageState.REFUSED, MessageState.EXPIRED)


def tell_unit(
    session: Session,
    rulebook: Rulebook,
    invitee: Invitee,
    kind: NoticeKind,
    *,
    rung: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> int:
    """Say it to the unit's clerks at once; returns to how many contacts it is new."""
    assignment = session.get_one(Assignment, invitee.assignment_id)
    return say_at_once(
        session,
        rulebook,
        assignment=assignment,
        kind=kind,
        now=now,
        rung=rung,
        detail=detail,
    )


def withdraw_unsent(
    session: Session,
    invitee: Invitee,
    *,
    now: datetime,
    kinds: Sequence[NoticeKind] = CONFERENCE_KINDS,
    rung: str = "",
) -> bool:
    """Take back the letters about it that have not left; has any left, or may have?

    `rung` narrows it to one letter of its kind.

    A message that waits is held for writing first: a worker that would claim it now leaves it, and
    looks again when this is committed.
    """
    query = (
        select(Notice)
        .where(
            col(Notice.assignment_id) == invitee.assignment_id,
            col(Notice.kind).in_([kind.value for kind in kinds]),
            col(Notice.rung) == rung if rung else true(),
            col(Notice.cancelled_at).is_(None),
        )
        .order_by(col(Notice.id))
        .with_for_update()
    )
    left = False
    for notice in session.exec(query).all():
        message = _held(session, notice.message_id)
        if message is None or message.state in _WAITS:
            cancel(notice, CancelReason.NEWER, now=now)
        elif message.state not in _IN_VAIN:
            left = True
    return left


def _held(session: Session, message_id: int | None) -> Message | None:
    if message_id is None:
        return None
    query = select(Message).where(col(Message.id) == message_id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).first()
