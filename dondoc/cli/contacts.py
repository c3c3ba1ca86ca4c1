"""`dondoc contacts`: the ways to reach the units."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from sqlmodel import Session, col, select

from dondoc import access, clock
from dondoc.calendar.date_words import moment
from dondoc.cli.ledger import at_the_machine, open_ledger, the_time
from dondoc.cli.people import import_file
from dondoc.cli.sending import deliver
from dondoc.cli.text import as_json, table
from dondoc.contacts.address import Unusable, shown
from dondoc.contacts.contact_columns import COLUMNS, PURPOSE_WORDS, TEMPLATE, check_contacts
from dondoc.contacts.find_account import account_of
from dondoc.contacts.verification import verify
from dondoc.ledger import audit
from dondoc.notices.fallback_recipient import hand_over, unsaid
from dondoc.plan.find_unit import find_unit
from dondoc.problems import Problem, Refused
from models import Contact, Unit
from models.database import transaction

_HEADS = (
    "Số",
    "Đơn vị",
    "Mục đích",
    "Thứ tự",
    "Đầu mối",
    "Điện thoại",
    "Kênh",
    "Địa chỉ",
    "Ghi chú",
)


def bring_in(arguments: Namespace) -> int:
    titles = {column.name: column.title for column in COLUMNS}
    check = partial(check_contacts, check_address=_check_address)
    return import_file(arguments, Contact, check, titles=titles, words="đầu mối")


def _check_address(channel: str, address: str) -> Unusable | None:
    from dondoc.delivery.check_address import check_address

    return check_address(channel, address)


def show(arguments: Namespace) -> int:
    ledger = open_ledger()
    today = clock.local_date(clock.now())
    registry = ledger.rulebook.registry
    code = find_unit(registry, arguments.unit, today).code if arguments.unit else ""
    with transaction(ledger.engine, write=False) as session:
        found = _contacts(session, code, unverified=arguments.unverified)
    if arguments.json:
        print(as_json([contact.model_dump() for contact, _unit in found]))
        return 0
    print(table(_HEADS, [_cells(contact, unit) for contact, unit in found]))
    print(f"\n{len(found)} đầu mối")
    return 0


def template(_arguments: Namespace) -> int:
    print(TEMPLATE, end="")
    return 0


def enable(arguments: Namespace) -> int:
    """An address that was refused once may work again: a full mailbox, a server's mistake."""
    return _switch(arguments, "cho dùng lại đầu mối", why=None)


def disable(arguments: Namespace) -> int:
    return _switch(
        arguments, "ngừng dùng đầu mối", why=arguments.reason.strip() or "Không ghi lý do."
    )


def confirm(arguments: Namespace) -> int:
    """An officer has called the unit: person and address are right."""
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        account = account_of(session, arguments.account)
        contact = _find(session, arguments.id)
        registry, today = ledger.rulebook.registry, clock.local_date(now)
        about = access.about_units(registry, today, unit=registry.unit(contact.unit_code))
        access.require(access.who(account, registry, today), access.Act.CONFIRM_ADDRESS, about)
        if contact.verified_at is not None:
            wanted = f"đã được xác nhận lúc {moment(contact.verified_at)}, không phải làm gì"
            raise Refused(Problem("Đầu mối", str(contact.id), wanted))
        by, how = f"account:{account.id}", arguments.reason.strip() or "đã gọi điện cho đơn vị"
        verify(session, arguments.id, by=by, how=how, now=now)
    print(f"Đã xác nhận đầu mối {contact.id}: {shown(contact.channel, contact.address)}.")
    deliver(ledger, now)
    return 0


def _find(session: Session, number: int) -> Contact:
    contact = session.get(Contact, number)
    if contact is None:
        wanted = "không có đầu mối này; xem `dondoc contacts list`"
        raise Refused(Problem("Đầu mối", str(number), wanted))
    return contact


def _switch(arguments: Namespace, act: str, *, why: str | None) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        contact = _find(session, arguments.id)
        contact.disabled_at, contact.disabled_why = (now, why) if why else (None, None)
        session.add(contact)
        by, target = at_the_machine(access.Act.PEOPLE), f"contact:{contact.id}"
        audit.record(session, actor=by, act=act, target=target, now=now, detail=why or "")
        if why:
            waiting = unsaid(session, contact, None)
            hand_over(session, ledger.rulebook, gone=contact, notices=waiting, why=why, now=now)
    print(f"Đã {act} {contact.id}: {shown(contact.channel, contact.address)}.")
    return 0


def _contacts(session: Session, code: str, *, unverified: bool) -> list[tuple[Contact, Unit]]:
    query = select(Contact, Unit).join(Unit)
    if unverified:
        open_ = (col(Contact.verified_at).is_(None), col(Contact.disabled_at).is_(None))
        query = query.where(*open_)
    if code:
        query = query.where(col(Contact.unit_code) == code)
    order = (Unit.official_order, Contact.unit_code, Contact.purpose, Contact.position, Contact.id)
    return list(session.exec(query.order_by(*(col(one) for one in order))))


def _cells(contact: Contact, unit: Unit) -> tuple[object, ...]:
    notes = ["gửi kèm"] if contact.also else []
    if contact.verified_at is None:
        notes.append("chưa xác nhận địa chỉ")
    if contact.disabled_at:
        notes.append(f"ngừng dùng lúc {moment(contact.disabled_at)}: {contact.disabled_why or ''}")
    return (
        contact.id,
        unit.name,
        PURPOSE_WORDS[contact.purpose],
        contact.position,
        contact.person or "",
        contact.telephone or "",
        contact.channel,
        shown(contact.channel, contact.address),
        "; ".join(notes),
    )
