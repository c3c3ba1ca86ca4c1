"""What is held after a putting back, settled: by the archive that keeps what left, or a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.contacts.address import EMAIL
from dondoc.delivery.after_restore.earlier_ids import EarlierId, earlier_ids
from dondoc.delivery.after_restore.lost_span import LostSpan, load_span
from dondoc.delivery.archive import ArchiveUnreachable, open_archive
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.attempt_rows import AttemptRow, insert_attempts
from dondoc.ledger.links import Right, keep_tokens
from dondoc.messages.environment import phrases
from dondoc.settings import Settings
from models import Assignment, Contact, Message, Notice, RestoredHold
from models.database import transaction
from models.kinds import HoldAnswer, MessageState, TokenPurpose
from models.reasons import MessageReason

FOUND = "found"
"""The outcome of an attempt that no server answered to this ledger."""

BY_ARCHIVE = Actor("archive")
"""No person: the archive's own word."""
_WITNESSES = 5
"""So many of the last letters before the copy are looked up: where the archive has one of them, it
reaches back far enough, and what it does not have did not leave.
"""


def ask_archive(engine: Engine, settings: Settings, now: datetime) -> int:
    """Look up once what is held; returns how many were settled. No archive, nothing.

    Read between two transactions. What it has counts as sent. What it does not have is let go,
    where it has letters of before the copy; else a person answers.
    """
    archive = open_archive(settings)
    if archive is None:
        return 0
    with transaction(engine, write=False) as session:
        span = load_span(session)
        lag = timedelta(minutes=settings.archive_lag_minutes)
        holds = _unasked(session) if span and now >= span.restored_at + lag else []
        if span is None or not holds:
            return 0
        wanted = earlier_ids(session, settings, span, holds)
        witnesses = _witnesses(session, span)
    asked = {one.mime_id for found in wanted.values() for one in found}
    try:
        words = archive.find([*asked, *witnesses])
    except ArchiveUnreachable:
        return 0  # asked again by the next dispatch; a person may answer meanwhile
    reaches_back = any(one in words for one in witnesses)
    with transaction(engine) as session:
        settled = 0
        for hold in _unasked(session):
            earlier = wanted.get(hold.message_id, [])
            left = next((one for one in earlier if one.mime_id in words), None)
            hold.looked_at = now
            if left is not None:
                _left(
                    session,
                    settings,
                    hold,
                    earlier=earlier,
                    found=left,
                    words=words[left.mime_id],
                    by=BY_ARCHIVE,
                    now=now,
                )
            elif reaches_back:
                _not_left(session, hold, by=BY_ARCHIVE, now=now)
            settled += hold.answer is not None
        return settled


def answer_holds(
    session: Session,
    settings: Settings,
    numbers: Collection[int],
    answer: HoldAnswer,
    *,
    by: Actor,
    now: datetime,
) -> int:
    """A person knows: these messages have left, or have not. Returns how many were waiting."""
    span = load_span(session)
    query = select(RestoredHold).where(
        col(RestoredHold.message_id).in_(list(numbers)), col(RestoredHold.answer).is_(None)
    )
    holds = session.exec(query.order_by(col(RestoredHold.message_id))).all()
    if span is None or not holds:
        return 0
    wanted = earlier_ids(session, settings, span, holds)
    said = phrases("backup").answered_left() if answer is HoldAnswer.LEFT else ""
    for hold in holds:
        if answer is HoldAnswer.LEFT:
            earlier = wanted[hold.message_id]
            _left(
                session,
                settings,
                hold,
                earlier=earlier,
                found=None,
                words=said,
                by=by,
                now=now,
            )
        else:
            _not_left(session, hold, by=by, now=now)
    book = phrases("backup")
    act = book.act_left() if answer is HoldAnswer.LEFT else book.act_not_left()
    audit.record(
        session,
        actor=by,
        act=act,
        target=f"restoration:{span.id}",
        now=now,
        detail=", ".join(str(one.message_id) for one in holds),
    )
    return len(holds)


def keep_earlier_links(
    session: Session, settings: Settings, wanted: Mapping[int, Sequence[EarlierId]], now: datetime
) -> None:
    """Links in letters that left in the span open again, each for its own unit's own work.

    Their rows were lost; a key of before and the assignment make the same link (`make_token`).
    """
    numbers = list(wanted)
    query = (
        select(Notice.message_id, Assignment.id, Contact.id, Contact.unit_code)
        .join(Assignment, col(Notice.assignment_id) == col(Assignment.id))
        .join(Contact, col(Notice.contact_id) == col(Contact.id))
        .where(
            col(Notice.message_id).in_(numbers),
            col(Assignment.unit_code) == col(Contact.unit_code),
        )
    )
    rights = {
        (earlier.key, str(about)): Right(
            TokenPurpose.UNIT, unit_code=unit, assignment_id=about, contact_id=contact
        )
        for number, about, contact, unit in session.exec(query)
        for earlier in wanted[number or 0]
    }
    keep_tokens(session, settings.signing_key(), rights, now=now)


def _left(
    session: Session,
    settings: Settings,
    hold: RestoredHold,
    *,
    earlier: Sequence[EarlierId],
    found: EarlierId | None,
    words: str,
    by: Actor,
    now: datetime,
) -> None:
    """It counts as sent, when it would have left; an answer to it is known by its Message-ID."""
    message = session.get_one(Message, hold.message_id)
    at = found.at if found else hold.meant_at
    message.state, message.sent_at = MessageState.SENT, at
    message.reason, message.reason_words = None, ""
    if found is not None and found.mime_id != message.mime_id:
        taken = select(Message.id).where(col(Message.mime_id) == found.mime_id)
        if session.exec(taken).first() is None:
            message.mime_id = found.mime_id
    row = AttemptRow(message_id=hold.message_id, at=now, outcome=FOUND, words=words)
    insert_attempts(session, [row])
    _answered(hold, HoldAnswer.LEFT, by=by, now=now)
    keep_earlier_links(session, settings, {hold.message_id: earlier}, now)
    session.flush()


def _not_left(session: Session, hold: RestoredHold, *, by: Actor, now: datetime) -> None:
    message = session.get_one(Message, hold.message_id)
    if message.state is MessageState.HELD and message.reason is MessageReason.RESTORED:
        message.state, message.next_attempt_at = MessageState.PENDING, now
        message.reason, message.reason_words = None, ""
    _answered(hold, HoldAnswer.NOT_LEFT, by=by, now=now)
    session.flush()


def _answered(hold: RestoredHold, answer: HoldAnswer, *, by: Actor, now: datetime) -> None:
    hold.answer, hold.answered_at, hold.answered_by = answer, now, by


def _unasked(session: Session) -> list[RestoredHold]:
    query = (
        select(RestoredHold)
        .join(Message, col(RestoredHold.message_id) == col(Message.id))
        .where(
            col(RestoredHold.answer).is_(None),
            col(RestoredHold.looked_at).is_(None),
            col(Message.channel) == EMAIL,
        )
    )
    return list(session.exec(query.order_by(col(RestoredHold.message_id))))


def _witnesses(session: Session, span: LostSpan) -> list[str]:
    query = select(Message.mime_id).where(
        col(Message.state) == MessageState.SENT,
        col(Message.channel) == EMAIL,
        col(Message.sent_at) <= span.taken_at,
    )
    newest: Iterable[str] = session.exec(
        query.order_by(col(Message.sent_at).desc()).limit(_WITNESSES)
    )
    return list(newest)
