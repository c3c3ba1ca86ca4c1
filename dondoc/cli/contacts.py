"""`dondoc contacts`: the ways to reach the units."""

from __future__ import annotations

from argparse import Namespace

from sqlmodel import Session, col, select

from dondoc import clock
from dondoc.calendar.wording import moment
from dondoc.cli.ledger import at_the_machine, open_ledger, the_time
from dondoc.cli.people import import_file
from dondoc.cli.text import as_json, table
from dondoc.contacts.address import shown
from dondoc.contacts.contacts import COLUMNS, PURPOSE_WORDS, TEMPLATE, check_contacts
from dondoc.problems import Problem, Refused
from dondoc.rounds import audit
from dondoc.rounds.find_unit import find_unit
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
    return import_file(arguments, Contact, check_contacts, titles=titles, words="đầu mối")


def show(arguments: Namespace) -> int:
    ledger = open_ledger()
    today = clock.local_date(clock.now())
    units = [unit for unit in ledger.rulebook.registry.units if unit.exists(today)]
    code = find_unit(units, arguments.unit).code if arguments.unit else ""
    with transaction(ledger.engine, write=False) as session:
        found = _contacts(session, code)
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


def _switch(arguments: Namespace, act: str, *, why: str | None) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        contact = session.get(Contact, arguments.id)
        if contact is None:
            wanted = "không có đầu mối này; xem `dondoc contacts list`"
            raise Refused(Problem("Đầu mối", str(arguments.id), wanted))
        contact.disabled_at, contact.disabled_why = (now, why) if why else (None, None)
        session.add(contact)
        by, target = at_the_machine(), f"contact:{contact.id}"
        audit.record(session, actor=by, act=act, target=target, now=now, detail=why or "")
    print(f"Đã {act} {contact.id}: {shown(contact.channel, contact.address)}.")
    return 0


def _contacts(session: Session, code: str) -> list[tuple[Contact, Unit]]:
    query = select(Contact, Unit).join(Unit)
    if code:
        query = query.where(col(Contact.unit_code) == code)
    order = (Unit.official_order, Contact.unit_code, Contact.purpose, Contact.position, Contact.id)
    return list(session.exec(query.order_by(*(col(one) for one in order))))


def _cells(contact: Contact, unit: Unit) -> tuple[object, ...]:
    notes = ["gửi kèm"] if contact.also else []
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
