"""What a unit has been sent of an assignment: nobody above hears of it before (decision 0029)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from dondoc.calendar.ladder import QUIET_AFTER_OPENING
from dondoc.calendar.workdays import Workdays
from dondoc.clock import local_date
from dondoc.ledger.by_ids import IDS, ask_by_ids
from dondoc.rounds.facts import Facts
from dondoc.rounds.naming import asked_by_hand
from models import Assignment, Contact, Message, Notice
from models.kinds import LATE_KINDS, MessageState

DAYS_TO_ANSWER = 2
"""Full working days that a unit has after its first letter past the date, before anybody above
is told. On the ladders' own days they have always passed; after an outage they have not.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """`late_on` is the day on which the unit was first written to past the date of this cycle.

    `heard` are the contacts for whom anything was written in this cycle; None where nobody looked.
    `left_on` says of them on which day the first of it left; None while it waits to leave.
    """

    late_on: date | None = None
    heard: frozenset[int] | None = None
    left_on: Mapping[int, date | None] = field(default_factory=dict)

    def had_its_time(self, today: date, workdays: Workdays) -> bool:
        """Has a letter about the late work reached the unit, and had its full days?"""
        return self.late_on is not None and workdays.add(self.late_on, DAYS_TO_ANSWER + 1) <= today

    def quiet(self, contact: int, today: date, workdays: Workdays) -> bool:
        """Does the letter of a new date wait, or has it just left for this contact?

        The quiet days follow the letter, not the act: an outage may lie between.
        """
        if contact not in self.left_on:
            return False
        left_on = self.left_on[contact]
        return left_on is None or today < workdays.add(left_on, QUIET_AFTER_OPENING)


NOTHING_TOLD = Told()


def load_told(session: Session, found: Sequence[Facts], *, now: datetime) -> Mapping[int, Told]:
    """By assignment: past the date since when it is told, before a date given anew to whom.

    Who was sent nothing past the date is not in it.
    """
    today = local_date(now)
    late = [facts.id for facts in found if facts.due_on < today]
    told = {
        number: Told(late_on=local_date(sent_at))
        for number, sent_at in ask_by_ids(session, _FIRST_LATE_LETTER, late)
    }
    anew = [facts.id for facts in found if facts.due_on >= today and had_its_letter(facts)]
    heard: dict[int, set[int]] = {number: set() for number in anew}
    left: dict[int, dict[int, date | None]] = {number: {} for number in anew}
    for number, contact, state, sent_at in ask_by_ids(session, _WRITTEN_TO, anew):
        heard[number].add(contact)
        if state not in IN_VAIN:
            left[number].setdefault(contact, local_date(sent_at) if sent_at else None)
    return told | {
        number: Told(heard=frozenset(known), left_on=left[number])
        for number, known in heard.items()
    }


def had_its_letter(facts: Facts) -> bool:
    """Did its dates begin with a letter of its own: a demand, or a new date, whoever gave it?"""
    return facts.cycle > 1 or asked_by_hand(facts)


_FIRST_LATE_LETTER = (
    select(col(Notice.assignment_id), func.min(col(Message.sent_at)))
    .join(Message, col(Notice.message_id) == col(Message.id))
    .join(Contact, col(Notice.contact_id) == col(Contact.id))
    .join(Assignment, col(Notice.assignment_id) == col(Assignment.id))
    .where(
        col(Notice.assignment_id).in_(IDS),
        col(Notice.cancelled_at).is_(None),
        col(Notice.kind).in_([kind.value for kind in LATE_KINDS]),
        col(Notice.cycle) == col(Assignment.cycle),
        col(Contact.unit_code) == col(Assignment.unit_code),
        col(Message.state) == MessageState.SENT,
    )
    .group_by(col(Notice.assignment_id))
)
"""A letter that came back is no letter: its message is refused, not sent."""

_WRITTEN_TO = (
    select(
        col(Notice.assignment_id),
        col(Notice.contact_id),
        col(Message.state),
        col(Message.sent_at),
    )
    .outerjoin(Message, col(Notice.message_id) == col(Message.id))
    .join(Assignment, col(Notice.assignment_id) == col(Assignment.id))
    .where(
        col(Notice.assignment_id).in_(IDS),
        col(Notice.cancelled_at).is_(None),
        col(Notice.cycle) == col(Assignment.cycle),
    )
    .order_by(col(Notice.id))
)
IN_VAIN = (MessageState.REFUSED, MessageState.EXPIRED, MessageState.CANCELLED)
