"""Which assignment an answer is about: what the message that it answers asked of its unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import YearMissing, parse_date
from dondoc.forms.document_number import document_number
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import standing
from models import Assignment, Contact, Incoming, Message, Notice


@dataclass(frozen=True)
class ReplyTarget:
    """What a message asked. `only_id` is the one assignment that an answer can be about.

    `answered` are those whose newest version stands: handed in, and not returned since. `doubt`
    is why there is no such assignment, for the officer; `says`, for the sender.
    """

    unit_code: str = ""
    asked: tuple[Facts, ...] = ()
    answered: tuple[Facts, ...] = ()
    only_id: int | None = None
    doubt: str = ""
    says: str = ""

    def has(self, number: str, signed_on: str) -> bool:
        """Does that document stand on record for one of them? What was returned does not."""
        return any(
            facts.last is not None
            and facts.last.document_number == document_number(number)
            and (not signed_on or _same_day(facts.last.document_on, signed_on))
            for facts in self.answered
        )


def reply_target(
    session: Session, rulebook: Rulebook, message: Message | None, *, now: datetime
) -> ReplyTarget:
    """What the message asked of the unit it went to, and which of it an answer can mean.

    Of several assignments a number can be attributed to none, unless only one still waits.
    """
    contact = session.get(Contact, message.contact_id) if message and message.contact_id else None
    if message is None or contact is None:
        return ReplyTarget(doubt="Thư được trả lời không gửi tới một đầu mối nào.")
    asked = _asked(session, message, contact.unit_code, now=now)
    stands = tuple(facts for facts in asked if version_stands(facts, now))
    waiting = [facts for facts in asked if standing(facts, now).waiting_for_unit]
    wanted = [facts for facts in asked if not facts.continuous]  # what is counted is only told
    due = [facts for facts in waiting if not facts.continuous]
    only = next((some for some in (due, wanted, waiting, asked) if len(some) == 1), None)
    if only is not None:
        only_id = only[0].id
        return ReplyTarget(contact.unit_code, asked, stands, only_id)
    if not asked:
        doubt = "Thư được trả lời không giao việc gì cho đơn vị này."
        return ReplyTarget(contact.unit_code, doubt=doubt, says=doubt)
    return ReplyTarget(
        contact.unit_code,
        asked,
        stands,
        doubt=phrases("incoming").many_assignments(len(asked)),
        says="Thư nhắc có nhiều việc, chưa rõ số văn bản này của việc nào. Xin ghi tại đường dẫn"
        " của từng việc trong thư nhắc.",
    )


def message_before(session: Session, thread: Sequence[str]) -> Message | None:
    """The message that its thread points to: a hint for an officer, never a proof."""
    found = select(Message).where(col(Message.mime_id).in_(thread)).order_by(col(Message.id).desc())
    return session.exec(found).first() if thread else None


def _asked(session: Session, message: Message, unit: str, *, now: datetime) -> tuple[Facts, ...]:
    """The unit's own assignments; a superior who is told of another unit answers for none."""
    about: Sequence[int | None] = session.exec(
        select(Notice.assignment_id).where(col(Notice.message_id) == message.id)
    ).all()
    if not about:  # our question about an earlier letter: it is about what that letter was
        earlier = select(Incoming.assignment_id).where(col(Incoming.asked_id) == message.id)
        about = session.exec(earlier).all()
    ids = [one for one in about if one is not None]
    mine = (col(Assignment.id).in_(ids), col(Assignment.unit_code) == unit)
    return tuple(load_facts(session, *mine, as_of=now))


def version_stands(facts: Facts, now: datetime) -> bool:
    """Is its newest version in, and not returned?"""
    here = standing(facts, now)
    return here.paper is not None or not here.waiting_for_unit


def _same_day(kept: object, typed: str) -> bool:
    try:
        return kept == parse_date(typed)
    except YearMissing as missing:
        return isinstance(kept, date) and (kept.day, kept.month) == (missing.day, missing.month)
    except ValueError:
        return False
