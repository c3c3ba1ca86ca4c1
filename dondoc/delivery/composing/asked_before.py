"""What a contact hears in its first letter: what its unit was asked before it came, still open.

Who takes over a desk was never written to about the reports that lie on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.messages.message_facts import AskedBefore
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import WHOLE_LEDGER, Facts, load_facts
from dondoc.rounds.naming import asked_by_hand, short_of
from dondoc.rounds.standing import standing
from models import Assignment, Contact, Message, Notice
from models.kinds import Purpose
from models.reasons import MessagePurpose


def first_letters(session: Session, contacts: Iterable[Contact]) -> set[int]:
    """Those of the contacts that write for their unit and were never sent a letter yet."""
    mine = {one.id for one in contacts if one.id is not None and one.purpose is not Purpose.HEAD}
    sent = select(Message.contact_id).where(
        col(Message.contact_id).in_(mine),
        col(Message.sent_at).is_not(None),
        col(Message.purpose) != MessagePurpose.VERIFICATION,
    )
    return mine - set(session.exec(sent.distinct()))


def asked_before(
    session: Session, rulebook: Rulebook, contact: Contact, now: datetime
) -> tuple[AskedBefore, ...]:
    """What others of its unit were told and is still open, the nearest date first."""
    others = (
        select(Notice.assignment_id)
        .join(Contact)
        .join(Message, col(Notice.message_id) == col(Message.id))
        .where(
            col(Contact.unit_code) == contact.unit_code,
            col(Contact.id) != contact.id,
            col(Message.sent_at) < now,
            col(Notice.assignment_id).is_not(None),
        )
    )
    chosen = (
        col(Assignment.unit_code) == contact.unit_code,
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        col(Assignment.chased).is_(True),
        col(Assignment.id).in_(others),
    )
    found = load_facts(session, *chosen, as_of=WHOLE_LEDGER)
    waiting = [facts for facts in found if standing(facts, now).waiting_for_unit]
    waiting.sort(key=lambda facts: (facts.due_on, facts.id))
    return tuple(_words(rulebook, facts) for facts in waiting)


def _words(rulebook: Rulebook, facts: Facts) -> AskedBefore:
    duty = rulebook.registry.duty_of(facts.plan, facts.duty)
    period = "" if asked_by_hand(facts) else rulebook.period(duty, facts.period).short()
    name = f"{short_of(duty, facts)} {period}".strip()
    return AskedBefore(name, facts.opens_on)
