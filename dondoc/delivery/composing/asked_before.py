"""What a contact hears in its first letter: what its unit was asked before it came, still open.

Who takes over a desk was never written to about the reports that lie on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.messages.message_facts import AskedBefore
from dondoc.notices.recipients import NOBODY, load_reach
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import WHOLE_LEDGER, load_facts
from dondoc.rounds.naming import asked_by_hand, short_of
from dondoc.rounds.standing import standing
from models import Assignment, Contact, Message, Notice
from models.reasons import MessagePurpose


def newcomers(session: Session, contacts: Iterable[Contact]) -> set[int]:
    """Those of the contacts that were never sent a letter, where another of their unit was.

    One question for all of them: in the first campaign everybody is new, and nobody came after.
    """
    unit_of = {one.id: one.unit_code for one in contacts if one.id is not None}
    sent = (
        select(Contact.id, Contact.unit_code)
        .join(Message, col(Message.contact_id) == col(Contact.id))
        .where(
            col(Contact.unit_code).in_(set(unit_of.values())),
            col(Message.sent_at).is_not(None),
            col(Message.purpose) != MessagePurpose.VERIFICATION,
        )
    )
    told = dict(session.exec(sent.distinct()).all())
    units = set(told.values())
    return {one for one, unit in unit_of.items() if one not in told and unit in units}


def asked_before(
    session: Session, rulebook: Rulebook, contact: Contact, now: datetime
) -> tuple[AskedBefore, ...]:
    """What others of its unit were told and is still open, the nearest date first.

    Nothing for who is not told everything: a head, a colleague with one matter.
    """
    reach = load_reach(session, [contact.unit_code]).get(contact.unit_code, NOBODY)
    if contact.id not in {clerk.id for clerk in reach.clerks}:
        return ()
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
