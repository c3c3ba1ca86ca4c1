"""What a try came to, kept: the attempt, the message's new state, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from dondoc.calendar.workdays import Workdays
from dondoc.clock import local_date
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.outbox import GIVE_UP, LEASE
from dondoc.delivery.windows import next_office_moment
from dondoc.messages.facts import NoticeKind
from dondoc.plan.registry import Registry
from dondoc.rounds import audit
from dondoc.rounds.recipients import NOBODY, Address, load_reach
from dondoc.rounds.rulebook import Rulebook
from dondoc.upsert import insert_new
from models import Assignment, Attempt, Channel, Contact, Message, Notice, Round
from models.kinds import MessageState

BACKOFF = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""Pauses after a deferral, the last one repeated, inside office hours (DESIGN §6)."""


def record_outcome(
    session: Session, rulebook: Rulebook, *, message_id: int, outcome: Outcome, now: datetime
) -> MessageState:
    """Append the attempt and move the message on; returns its new state."""
    if outcome.kind is OutcomeKind.SENT:
        return _sent(session, message_id, outcome, now=now)
    message = session.get_one(Message, message_id)
    session.add(
        Attempt(
            message_id=message_id,
            at=now,
            outcome=outcome.kind.value,
            code=outcome.code,
            words=outcome.words,
        )
    )
    message.lease_until = None
    if outcome.kind is OutcomeKind.REFUSED:
        _refused(session, rulebook, message, outcome, now=now)
    elif outcome.kind is OutcomeKind.DEFERRED:
        _deferred(message, rulebook.workdays, outcome, now=now)
    elif outcome.kind is OutcomeKind.UNKNOWN:
        # Perhaps delivered. Again only after a pause far longer than any time-out, same Message-ID.
        message.state = MessageState.UNKNOWN
        message.next_attempt_at = _within(message, rulebook.workdays, now + 2 * LEASE)
    else:
        _pause(session, message, outcome, now=now)
    session.flush()
    return message.state


def _sent(session: Session, message_id: int, outcome: Outcome, *, now: datetime) -> MessageState:
    """The one case of thousands: two statements, no rows loaded."""
    row = {"message_id": message_id, "at": now, "outcome": outcome.kind.value}
    session.execute(insert(Attempt).values(**row, code=outcome.code, words=outcome.words))
    session.execute(
        update(Message)
        .where(col(Message.id) == message_id)
        .values(state=MessageState.SENT, sent_at=now, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    return MessageState.SENT


def _refused(
    session: Session, rulebook: Rulebook, message: Message, outcome: Outcome, *, now: datetime
) -> None:
    """Permanent: the contact is flagged and the next one in order takes over."""
    message.state, message.why = MessageState.REFUSED, outcome.words
    if message.contact_id is None:
        return
    contact = session.get_one(Contact, message.contact_id)
    why = f"Máy chủ thư từ chối: {outcome.code or ''} {outcome.words}".strip()
    _give_up(session, rulebook, message, contact, why, now=now)


def bounced(
    session: Session,
    rulebook: Rulebook,
    message: Message,
    contact: Contact,
    why: str,
    *,
    now: datetime,
) -> None:
    """The server took the message and reported later that nobody got it: as if it had refused."""
    assert message.id is not None
    kind = OutcomeKind.REFUSED.value
    session.add(Attempt(message_id=message.id, at=now, outcome=kind, words=why))
    message.state, message.why = MessageState.REFUSED, why
    _give_up(session, rulebook, message, contact, why, now=now)


def _give_up(
    session: Session,
    rulebook: Rulebook,
    message: Message,
    contact: Contact,
    why: str,
    *,
    now: datetime,
) -> None:
    contact.disabled_at, contact.disabled_why = now, why
    target = f"contact:{contact.id}"
    audit.record(
        session,
        actor=audit.SYSTEM,
        act="ngừng dùng đầu mối",
        target=target,
        now=now,
        detail=why,
    )
    session.flush()
    _hand_over(session, rulebook, message, contact, now=now)


def _hand_over(
    session: Session, rulebook: Rulebook, message: Message, gone: Contact, *, now: datetime
) -> None:
    """The next clerk in order says it; where there is none, the monitoring body learns of it."""
    mine = col(Notice.message_id) == message.id
    notices = session.exec(select(Notice).where(mine, col(Notice.cancelled_at).is_(None))).all()
    heirs = load_reach(session, [gone.unit_code]).get(gone.unit_code, NOBODY).clerks[:1]
    rows = [_handed_over(notice, gone, heir, now=now) for notice in notices for heir in heirs]
    if not heirs:
        monitors = _monitors(session, rulebook.registry, notices, now=now)
        rows = [_unreachable(notices[0], gone, monitor, now=now) for monitor in monitors]
    insert_new(session, Notice, rows)


def _handed_over(notice: Notice, gone: Contact, heir: Address, *, now: datetime) -> dict[str, Any]:
    return {
        "key": notice.key.replace(f"·c{gone.id}·", f"·c{heir.id}·"),
        "assignment_id": notice.assignment_id,
        "contact_id": heir.id,
        "kind": notice.kind,
        "rung": notice.rung,
        "cycle": notice.cycle,
        "not_before": now,
        "immediate": notice.immediate,
        "created_at": now,
        "detail": notice.detail,
    }


def _unreachable(
    notice: Notice, gone: Contact, monitor: Address, *, now: datetime
) -> dict[str, Any]:
    kind = NoticeKind.UNREACHABLE.value
    return {
        **_handed_over(notice, gone, monitor, now=now),
        "key": f"u{gone.unit_code}·c{monitor.id}·{kind}·c{gone.id}",
        "kind": kind,
        "rung": f"c{gone.id}",
        "immediate": False,
    }


def _monitors(
    session: Session, registry: Registry, notices: Sequence[Notice], *, now: datetime
) -> tuple[Address, ...]:
    if not notices or notices[0].assignment_id is None:
        return ()
    assignment = session.get_one(Assignment, notices[0].assignment_id)
    duty = registry.plan.duty(session.get_one(Round, assignment.round_id).duty)
    monitor = registry.monitoring_unit(duty, local_date(now))
    if monitor.code == assignment.unit_code:
        return ()
    return load_reach(session, [monitor.code]).get(monitor.code, NOBODY).clerks


def _deferred(message: Message, workdays: Workdays, outcome: Outcome, *, now: datetime) -> None:
    if now - message.created_at >= GIVE_UP and message.attempts > len(BACKOFF):
        message.state, message.why = MessageState.EXPIRED, f"Hoãn quá một ngày: {outcome.words}"
        return
    pause = BACKOFF[min(message.attempts, len(BACKOFF)) - 1]
    message.state = MessageState.PENDING
    message.next_attempt_at = _within(message, workdays, now + pause)


def _within(message: Message, workdays: Workdays, moment: datetime) -> datetime:
    return moment if message.any_hour else next_office_moment(moment, workdays)


def _pause(session: Session, message: Message, outcome: Outcome, *, now: datetime) -> None:
    """Login or certificate: the channel stops, and no message is burnt for it."""
    message.state, message.attempts = MessageState.PENDING, max(message.attempts - 1, 0)
    channel = session.get(Channel, message.channel) or Channel(name=message.channel)
    if channel.paused_at is not None:
        return
    channel.paused_at, channel.paused_why = now, outcome.words
    session.add(channel)
    audit.record(
        session,
        actor=audit.SYSTEM,
        act="tạm dừng kênh",
        target=f"channel:{message.channel}",
        now=now,
        detail=outcome.words,
    )
