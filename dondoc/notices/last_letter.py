"""The newest thing said to a unit itself of an assignment, and whether it has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.messages.environment import phrases
from dondoc.messages.notice_kinds import kind_name
from dondoc.rounds.facts import Facts
from models import Contact, Message, Notice
from models.kinds import MessageState, NoticeKind

_WAITS = frozenset(
    {MessageState.PENDING, MessageState.SENDING, MessageState.UNKNOWN, MessageState.HELD}
)


@dataclass(frozen=True)
class LastLetter:
    """A notice, with the message that it went into once it was gathered."""

    notice: Notice
    message: Message | None
    tone: str = "order"

    @property
    def waits(self) -> bool:
        return self.message is None or self.message.state in _WAITS

    @property
    def left(self) -> bool:
        """Did a server take it? One that was refused has told nobody."""
        return self.message is not None and self.message.state is MessageState.SENT

    @property
    def at(self) -> datetime:
        """When it left; while it waits, from when on it may."""
        left = self.message.sent_at if self.message else None
        return left or self.notice.not_before

    def words(self) -> str:
        """«nhắc hạn, 08:00 ngày 12/03/2027»"""
        return phrases("decisions").last_letter(kind_name(self.notice.kind, self.tone), self.at)


def last_letter(session: Session, facts: Facts, *, to_clerk: bool = False) -> LastLetter | None:
    """The newest of all, or of what its clerk gets; None where nothing was said or all of it was
    called off.
    """
    query = (
        select(Notice, Message)
        .join(Contact, col(Notice.contact_id) == col(Contact.id))
        .outerjoin(Message, col(Notice.message_id) == col(Message.id))
        .where(
            col(Notice.assignment_id) == facts.id,
            col(Notice.cancelled_at).is_(None),
            col(Contact.unit_code) == facts.unit_code,
        )
        .order_by(col(Notice.id).desc())
    )
    if to_clerk:
        query = query.where(col(Notice.kind) != NoticeKind.OVERDUE_HEAD.value)
    found = session.exec(query.limit(1)).first()
    return LastLetter(*found, facts.tone) if found else None
