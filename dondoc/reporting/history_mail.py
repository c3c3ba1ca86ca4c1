"""Each mail of an assignment's life in one line: planned and sent are one event.

What happened on the way (every try, the server's words, the message's number) folds out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.contacts.address import safe_address
from dondoc.ledger.actors import Actor, Actors
from dondoc.messages.environment import phrases
from dondoc.messages.notice_kinds import kind_name
from dondoc.messages.reason_words import cancel_words, reason_words
from dondoc.reporting.history_line import HistoryLine
from models import Assignment, Attempt, Contact, Message, Notice
from models.kinds import MessageState

_ARRIVED = ("sent", "found")
_OVER = frozenset({MessageState.REFUSED, MessageState.CANCELLED, MessageState.EXPIRED})


@dataclass(frozen=True)
class _Mail:
    """What is said in one message, or waits to be said, to one contact."""

    notices: Sequence[Notice]
    message: Message | None = None
    attempts: Sequence[Attempt] = field(default=())
    tone: str = "order"

    @property
    def first(self) -> Notice:
        return self.notices[0]

    @property
    def names(self) -> list[str]:
        return [kind_name(notice.kind, self.tone) for notice in self.notices]

    @property
    def planned(self) -> list[str]:
        """When each of it was planned, for whoever asks."""
        book = phrases("history")
        both = zip(self.notices, self.names, strict=True)
        return [book.planned_at(notice, name) for notice, name in both]


def mail_lines(
    session: Session,
    actors: Actors,
    assignment: Assignment,
    *,
    as_of: datetime,
    hide: Callable[[str], str] = str,
) -> Iterator[HistoryLine]:
    """The mails as they stood at that instant: on their way then, sent, or called off.

    `hide` is asked of every text in which an address may stand; a message's number keeps its own.
    """
    for mail in _mails(session, assignment, as_of):
        contact = session.get_one(Contact, mail.first.contact_id)
        to, address = actors.name(Actor.contact(contact.id)), contact.address
        line = _gathered(mail, to, hide) if mail.message else _waiting(mail, to, as_of, hide)
        where = phrases("history").addressed(hide(safe_address(contact.channel, address)))
        yield replace(line, folded=(where, *line.folded))


def _mails(session: Session, assignment: Assignment, as_of: datetime) -> Iterator[_Mail]:
    """One a message; what is in none yet, one a notice."""
    about = col(Notice.assignment_id) == assignment.id, col(Notice.created_at) <= as_of
    notices = session.exec(select(Notice).where(*about).order_by(col(Notice.id))).all()
    ids = {notice.message_id for notice in notices if notice.message_id is not None}
    made = select(Message).where(col(Message.id).in_(ids), col(Message.created_at) <= as_of)
    messages = {message.id: message for message in session.exec(made)}
    tried = select(Attempt).where(col(Attempt.message_id).in_(ids), col(Attempt.at) <= as_of)
    attempts: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in session.exec(tried.order_by(col(Attempt.id))):
        attempts[attempt.message_id].append(attempt)
    inside: dict[int, list[Notice]] = defaultdict(list)
    for notice in notices:
        if notice.message_id is not None and notice.message_id in messages:
            inside[notice.message_id].append(notice)
        else:
            yield _Mail([notice], tone=assignment.tone)
    for number, said in inside.items():
        yield _Mail(said, messages[number], attempts[number], assignment.tone)


def _gathered(mail: _Mail, to: str, hide: Callable[[str], str]) -> HistoryLine:
    """The line of a message: what became of it last, and when that was."""
    message = mail.message
    book = phrases("history")
    assert message is not None
    names = mail.names
    last = mail.attempts[-1] if mail.attempts else None
    why = hide(reason_words(message))
    called_off = _called_off(mail) if message.state in _OVER and not _arrived(last) else None
    folded = [
        *mail.planned,
        *(hide(words) for attempt in mail.attempts for words in _tried(attempt)),
        book.numbered(message),
    ]
    if _arrived(last):
        says, at = book.mailed(names, to), last.at if last else message.created_at
    elif called_off is not None:
        at, words = called_off
        says = book.cancelled(" và ".join(names), to, hide(words) or why)
    else:
        says = book.not_sent(names, to, why, last)
        at = last.at if last else message.created_at
    details = [book.repeated(message)] if message.possible_duplicate else []
    return _line(mail, at, says, details=details, folded=folded)


def _arrived(attempt: Attempt | None) -> bool:
    return attempt is not None and attempt.outcome in _ARRIVED


def _called_off(mail: _Mail) -> tuple[datetime, str] | None:
    """When what it was to say was called off, and why."""
    off = [one for one in mail.notices if one.cancelled_at is not None]
    if not off or off[-1].cancelled_at is None:
        return None
    return off[-1].cancelled_at, cancel_words(off[-1])


def _waiting(mail: _Mail, to: str, as_of: datetime, hide: Callable[[str], str]) -> HistoryLine:
    """The line of what is in no message yet, or was called off before it was in one."""
    notice = mail.first
    book = phrases("history")
    name = mail.names[0]
    if notice.cancelled_at is not None and notice.cancelled_at <= as_of:
        says = book.cancelled(name, to, hide(cancel_words(notice)))
        return _line(mail, notice.cancelled_at, says, folded=mail.planned)
    return _line(mail, notice.created_at, book.planned(notice, name, to), folded=mail.planned)


def _line(
    mail: _Mail,
    at: datetime,
    says: str,
    *,
    details: Sequence[str] = (),
    folded: Sequence[str] = (),
) -> HistoryLine:
    book = phrases("history")
    return HistoryLine(
        at=at,
        who=Actors.SYSTEM,
        says=says,
        kind="mail",
        details=tuple(details),
        folded=tuple(
            filter(None, [book.rung(mail.first.rung, mail.first.cycle, mail.tone), *folded])
        ),
    )


def _tried(attempt: Attempt) -> Iterator[str]:
    book = phrases("history")
    yield book.tried(attempt)
    yield book.server(attempt)
