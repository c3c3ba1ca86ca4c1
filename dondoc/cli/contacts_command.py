"""`dondoc contacts`: the ways to reach the units."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, group, option
from dondoc.cli.shared_options import (
    DRY_FIRST,
    with_account,
    with_import,
    with_json,
    with_now,
    with_unit,
)
from dondoc.cli.terminal_text import print_json
from dondoc.problems import Problem, Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from models import Contact

contacts = group("contacts", "đầu mối nhận tin của các đơn vị")


@command(
    "import",
    "nhập đầu mối từ tệp CSV hoặc Excel (.xlsx)",
    f"{DRY_FIRST} Tệp mẫu: dondoc contacts template.",
    under=contacts,
)
@with_import
def import_contacts(file: str, apply: bool, sheet: str, on: date | None, now: datetime) -> int:
    from dondoc.cli.import_file import Import, import_file
    from dondoc.contacts.import_run import contact_import
    from dondoc.delivery.check_address import check_address

    return import_file(Import(file, sheet, on, apply, now), contact_import(check_address))


@command("list", "liệt kê đầu mối đang có", under=contacts)
@with_unit()
@flag("--unverified", said="chỉ những đầu mối chưa xác nhận địa chỉ")
@with_json
def list_contacts(unit: str | None, unverified: bool, as_json: bool) -> int:
    from dondoc import clock
    from dondoc.cli.contacts_view import contacts_json, contacts_of, contacts_page
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.plan.find_unit import find_unit
    from models.database import transaction

    installation = open_ledger()
    today = clock.local_date(clock.now())
    registry = installation.rulebook.registry
    code = find_unit(registry, unit, today).code if unit else ""
    with transaction(installation.engine, write=False) as session:
        found = contacts_of(session, code, unverified=unverified)
    if as_json:
        return print_json(contacts_json(found))
    print(contacts_page(found))
    return 0


@command(
    "verify",
    "xác nhận thay một đầu mối, sau khi đã gọi điện cho đơn vị",
    "Những thông báo đang chờ đầu mối ấy đi ngay, trong giờ làm việc.",
    under=contacts,
)
@argument("number", "SỐ", "số của đầu mối", type=values.NUMBER)
@with_account()
@option("--reason", default="", metavar="LÝ_DO", said="đã xác nhận thế nào")
@with_now
def verify(number: int, account: str, reason: str, now: datetime) -> int:
    """An officer has called the unit: person and address are right."""
    from dondoc import access, clock
    from dondoc.calendar.date_words import moment
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.address import safe_address
    from dondoc.contacts.find_account import account_of
    from dondoc.contacts.verification import verify as confirm
    from dondoc.ledger.actors import Actor
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        officer = account_of(session, account)
        contact = _find(session, number)
        registry, today = installation.rulebook.registry, clock.local_date(now)
        about = access.about_units(registry, today, unit=registry.unit(contact.unit_code))
        access.require(access.who(officer, registry, today), access.Act.CONFIRM_ADDRESS, about)
        if contact.disabled_at is not None:
            wanted = "đã ngừng dùng; cho dùng lại trước: dondoc contacts enable"
            raise Refused(Problem("Đầu mối", str(contact.id), wanted))
        if contact.verified_at is not None:
            wanted = f"đã được xác nhận lúc {moment(contact.verified_at)}, không phải làm gì"
            raise Refused(Problem("Đầu mối", str(contact.id), wanted))
        by, how = Actor.account(officer.id), reason.strip() or "đã gọi điện cho đơn vị"
        confirm(session, number, by=by, how=how, now=now)
    print(f"Đã xác nhận đầu mối {contact.id}: {safe_address(contact.channel, contact.address)}.")
    deliver(installation, now)
    return 0


@command(
    "revoke-links",
    "thu hồi mọi đường dẫn đã gửi cho một đầu mối",
    "Đầu mối vẫn nhận tin; thư sau mang đường dẫn mới.",
    under=contacts,
)
@argument("number", "SỐ", "số của đầu mối", type=values.NUMBER)
@with_account()
@option("--reason", required=True, metavar="LÝ_DO", said="vì sao thu hồi")
@with_now
def revoke_links(number: int, account: str, reason: str, now: datetime) -> int:
    """A letter fell into other hands; nothing that it carried opens anything any more."""
    from dondoc import access, clock
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.contacts.address import safe_address
    from dondoc.contacts.find_account import account_of
    from dondoc.contacts.keys import revoke_keys
    from dondoc.forms.reason import read_reason
    from dondoc.ledger.actors import Actor
    from models.database import transaction

    installation = open_ledger()
    registry, today = installation.rulebook.registry, clock.local_date(now)
    why = read_reason(reason)
    with transaction(installation.engine) as session:
        officer = account_of(session, account)
        contact = _find(session, number)
        about = access.about_units(registry, today, unit=registry.unit(contact.unit_code))
        access.require(access.who(officer, registry, today), access.Act.REVOKE_LINKS, about)
        by = Actor.account(officer.id)
        count = revoke_keys(session, contact, by=by, reason=why, now=now)
    address = safe_address(contact.channel, contact.address)
    print(f"Đã thu hồi {count} đường dẫn đã gửi cho đầu mối {contact.id}: {address}.")
    return 0


@command("enable", "cho dùng lại một đầu mối đã ngừng", under=contacts)
@argument("number", "SỐ", "số của đầu mối", type=values.NUMBER)
@with_now
def enable(number: int, now: datetime) -> int:
    """An address that was refused once may work again: a full mailbox, a server's mistake."""
    return _switch(number, "cho dùng lại đầu mối", now, why=None)


@command(
    "restore",
    "cho dùng lại mọi đầu mối bị máy chủ thư từ chối oan trong một khoảng giờ",
    "Chỉ xem trước; thêm --apply mới ghi. Đầu mối do người ngừng dùng thì để nguyên.",
    under=contacts,
)
@option("--since", type=values.MOMENT, metavar="LÚC", required=True, said="từ lúc nào")
@option("--until", type=values.MOMENT, metavar="LÚC", said="đến lúc nào; mặc định bây giờ")
@flag("--apply", said="ghi vào sổ")
@with_now
def restore(since: datetime, until: datetime | None, apply: bool, now: datetime) -> int:
    """What a bad morning of the mail server ended; each is told the newest of what it owes."""
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.contacts.address import safe_address
    from dondoc.delivery.operating.restore_contacts import ended_by_servers, restore_contacts
    from dondoc.messages.environment import phrases
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        found = ended_by_servers(session, since=since, until=until or now)
        for contact, words in found:
            address = safe_address(contact.channel, contact.address)
            print(phrases("people").refused_at(contact, address, words))
        if apply:
            by = at_the_machine(Act.PEOPLE)
            restore_contacts(session, [contact for contact, _words in found], by=by, now=now)
    print(phrases("people").restored(len(found), apply))
    return 0


@command("disable", "ngừng dùng một đầu mối", under=contacts)
@argument("number", "SỐ", "số của đầu mối", type=values.NUMBER)
@option("--reason", default="", metavar="LÝ_DO", said="vì sao ngừng")
@with_now
def disable(number: int, reason: str, now: datetime) -> int:
    return _switch(number, "ngừng dùng đầu mối", now, why=reason.strip() or "Không ghi lý do.")


@command(
    "export",
    "ghi đầu mối đang dùng ra một tệp Excel, nhập lại được",
    "Không có đầu mối nhận qua tin nhắn: địa chỉ của họ là bí mật.",
    under=contacts,
)
@argument("file", "TỆP", "tệp .xlsx sẽ ghi", type=values.FILE)
@with_now
def export(file: str, now: datetime) -> int:
    from pathlib import Path

    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.documents.contact_book import contact_workbook
    from models.database import transaction

    installation = open_ledger()
    at_the_machine(Act.PEOPLE)
    with transaction(installation.engine, write=False) as session:
        content = contact_workbook(session, installation.rulebook.registry, now=now)
    try:
        Path(file).write_bytes(content)
    except OSError:
        wanted = "không ghi được tệp này; hãy xem lại thư mục và quyền"
        raise Refused(Problem("Tệp", file, wanted)) from None
    print(f"Đã ghi {file}. Tệp có số điện thoại và địa chỉ: giữ kín.")
    return 0


@command("template", "in tệp CSV mẫu", under=contacts)
def template() -> int:
    from dondoc.contacts.contact_columns import TEMPLATE

    print(TEMPLATE, end="")
    return 0


def _find(session: Session, number: int) -> Contact:
    from models import Contact

    contact = session.get(Contact, number)
    if contact is None:
        wanted = "không có đầu mối này; xem `dondoc contacts list`"
        raise Refused(Problem("Đầu mối", str(number), wanted))
    return contact


def _switch(number: int, act: str, now: datetime, *, why: str | None) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.contacts.address import safe_address
    from dondoc.messages.environment import phrases
    from dondoc.notices.contact_switch import end_contact, return_contact
    from models.database import transaction

    installation, moved = open_ledger(), 0
    with transaction(installation.engine) as session:
        contact, by = _find(session, number), at_the_machine(Act.PEOPLE)
        if why:
            end_contact(session, installation.rulebook, contact, why=why, by=by, now=now)
        else:
            moved = return_contact(session, contact, by=by, now=now)
    print(f"Đã {act} {contact.id}: {safe_address(contact.channel, contact.address)}.")
    if moved:
        print(phrases("people").moved_behind(moved))
    return 0
