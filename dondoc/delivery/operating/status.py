"""What became of a message: three facts that are not one another (reference/notify.md §4).

The server accepted it, in its words; the unit acknowledged; the unit answered. A read model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import moment
from dondoc.messages.environment import phrases
from models import Assignment, Attempt, Message, Notice, Submission
from models.kinds import NoticeKind


@dataclass(frozen=True)
class Reaction:
    """What the unit did about one assignment that the message speaks of.

    `answered_at` is its first answer after the message was made; else its last one before.
    """

    assignment_id: int
    acknowledged_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Fate:
    """The three facts of one message; what it says of several assignments has several reactions."""

    made_at: datetime
    accepted_at: datetime | None
    server_words: str
    reactions: tuple[Reaction, ...]

    def accepted(self) -> str:
        """«Máy chủ đã nhận lúc 08:00 ngày 01/03/2027 (250 2.0.0 queued)»"""
        return phrases("delivery").accepted(self)

    def sentences(self) -> Iterator[str]:
        """The facts one by one, each a sentence without its stop."""
        yield self.accepted()
        book = phrases("delivery")
        for one in self.reactions:
            number = one.assignment_id if len(self.reactions) > 1 else 0
            yield book.acknowledged(one.acknowledged_at, self.made_at, number)
            yield book.answered(one.answered_at, self.made_at, number)

    def acknowledged_short(self) -> str:
        """«09:10 ngày 01/03/2027»; of several assignments «1/3»; empty where nothing came."""
        return _short([one.acknowledged_at for one in self.reactions])

    def answered_short(self) -> str:
        return _short([one.answered_at for one in self.reactions])


def fates(session: Session, messages: Iterable[Message]) -> dict[int, Fate]:
    """The facts of these messages, by their numbers."""
    by_id = {message.id: message for message in messages if message.id is not None}
    accepted = _accepted(session, by_id)
    reactions = _reactions(session, by_id)
    return {
        number: Fate(
            made_at=message.created_at,
            accepted_at=message.sent_at,
            server_words=accepted.get(number, ""),
            reactions=tuple(reactions[number]),
        )
        for number, message in by_id.items()
    }


def _accepted(session: Session, ids: Iterable[int]) -> dict[int, str]:
    taken = col(Attempt.outcome).in_(["sent", "found"])
    query = select(Attempt).where(col(Attempt.message_id).in_(list(ids)), taken)
    return {
        one.message_id: f"{one.code or ''} {one.words}".strip()
        for one in session.exec(query.order_by(col(Attempt.id)))
    }


def _reactions(session: Session, messages: dict[int, Message]) -> dict[int, list[Reaction]]:
    query = (
        select(Notice.message_id, Notice.assignment_id, Assignment.acknowledged_at)
        .join(Assignment)
        .where(
            col(Notice.message_id).in_(list(messages)),
            col(Notice.cancelled_at).is_(None),
            col(Notice.kind) != NoticeKind.UNREACHABLE.value,  # the unit itself was told nothing
        )
        .order_by(col(Notice.id))
    )
    rows = dict.fromkeys(session.exec(query))
    answers = _answers(session, {about for _number, about, _at in rows if about})
    found: dict[int, list[Reaction]] = defaultdict(list)
    for number, about, acknowledged_at in rows:
        if number and about:
            answered_at = _answer_to(messages[number], answers[about])
            found[number].append(Reaction(about, acknowledged_at, answered_at))
    return found


def _answer_to(message: Message, known: list[datetime]) -> datetime | None:
    after = [at for at in known if at >= message.created_at]
    return after[0] if after else known[-1] if known else None


def _answers(session: Session, assignments: Iterable[int]) -> dict[int, list[datetime]]:
    """When each was answered, in the order in which it was recorded."""
    query = select(Submission.assignment_id, Submission.recorded_at).where(
        col(Submission.assignment_id).in_(list(assignments)),
        col(Submission.withdrawn_at).is_(None),
    )
    found: dict[int, list[datetime]] = defaultdict(list)
    for assignment, at in session.exec(query.order_by(col(Submission.recorded_at))):
        found[assignment].append(at)
    return found


def _short(moments: list[datetime | None]) -> str:
    known = [at for at in moments if at is not None]
    if len(moments) == 1:
        return moment(known[0]) if known else ""
    return f"{len(known)}/{len(moments)}" if moments else ""
