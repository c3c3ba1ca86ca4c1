"""What waits for an answer after a putting back, by the day on which it would have left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.messages.notice_kinds import RULES
from dondoc.messages.phrasing import small
from dondoc.plan.registry import Registry
from dondoc.rounds.load_facts import WHOLE_LEDGER, load_facts
from dondoc.rounds.naming import short_of
from models import Account, Assignment, Contact, Message, Notice, RestoredHold
from models.kinds import NoticeKind


@dataclass(frozen=True)
class HeldMessage:
    """One message that may have left: to whom, about what, on which day it would have."""

    number: int
    meant_on: date
    unit: str  # its name; empty where it is to an account or to who wrote
    address: str
    about: tuple[str, ...]


def count_holds(session: Session) -> int:
    query = select(func.count()).select_from(RestoredHold)
    return session.exec(query.where(col(RestoredHold.answer).is_(None))).one()


def list_holds(session: Session, registry: Registry) -> list[HeldMessage]:
    """The oldest day first, then by unit."""
    query = (
        select(RestoredHold, Message, Contact, Account)
        .join(Message, col(RestoredHold.message_id) == col(Message.id))
        .outerjoin(Contact, col(Message.contact_id) == col(Contact.id))
        .outerjoin(Account, col(Message.account_id) == col(Account.id))
        .where(col(RestoredHold.answer).is_(None))
        .order_by(col(RestoredHold.message_id))
    )
    rows = session.exec(query).all()
    said = _said(session, registry, [hold.message_id for hold, *_others in rows])
    names = {unit.code: unit.name for unit in registry.units}
    found = [
        HeldMessage(
            number=hold.message_id,
            meant_on=local_date(hold.meant_at),
            unit=names.get(contact.unit_code, contact.unit_code) if contact else "",
            address=_address(message, contact, account),
            about=tuple(said[hold.message_id]) or ((message.subject,) if message.subject else ()),
        )
        for hold, message, contact, account in rows
    ]
    return sorted(found, key=lambda one: (one.meant_on, one.unit, one.number))


def _address(message: Message, contact: Contact | None, account: Account | None) -> str:
    if contact is not None:
        return contact.address
    return account.address if account is not None else message.address or ""


def _said(session: Session, registry: Registry, numbers: Collection[int]) -> dict[int, list[str]]:
    """«nhắc hạn: Báo cáo CCHC, 2027-Q1», each thing once, by message."""
    query = select(Notice).where(
        col(Notice.message_id).in_(list(numbers)), col(Notice.cancelled_at).is_(None)
    )
    notices = session.exec(query.order_by(col(Notice.id))).all()
    wanted = {one.assignment_id for one in notices if one.assignment_id}
    facts = {
        one.id: one
        for one in load_facts(session, col(Assignment.id).in_(wanted), as_of=WHOLE_LEDGER)
    }
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for notice in notices:
        name = RULES[NoticeKind(notice.kind)].name
        about = facts.get(notice.assignment_id or 0)
        if about is not None:
            duty = registry.duty_of(about.plan, about.duty)
            name = f"{name}: {small(short_of(duty, about))}, {about.period}"
        found[notice.message_id or 0][name] = None
    return defaultdict(list, {number: list(words) for number, words in found.items()})
