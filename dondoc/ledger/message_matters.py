"""What a message is about, as the policy of rights asks it (`dondoc.access`)."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from dondoc.access import Matter, about_duty, about_units
from dondoc.ledger.unit_on_record import body_of
from dondoc.plan.registry import Registry
from models import Assignment, Contact, Message, Notice, Round


def matters_of(session: Session, registry: Registry, message: Message, on: date) -> list[Matter]:
    """Each duty of which it speaks: a right to take it in hand must reach them all.

    A message of no duty (does this address belong to the unit?) is about units; a sign-in link or
    an alarm about none, so that only an administrator reaches it.
    """
    query = (
        select(Round.plan, Round.duty)
        .join(Assignment)
        .join(Notice)
        .where(col(Notice.message_id) == message.id)
        .distinct()
    )
    contact = session.get(Contact, message.contact_id) if message.contact_id else None
    unit = body_of(session, registry, contact.unit_code) if contact else None
    spoken = [
        registry.duty_of(plan, duty)
        for plan, duty in sorted(session.exec(query).all())
        if plan in registry.plan_codes and duty in registry.duty_codes
    ]
    if spoken:
        return [about_duty(registry, duty, on, unit=unit) for duty in spoken]
    of_units = contact is not None or message.address is not None
    return [about_units(registry, on, unit=unit) if of_units else Matter()]
