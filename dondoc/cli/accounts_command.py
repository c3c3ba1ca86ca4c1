"""`dondoc accounts`: the people who sign in to the board."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from dondoc.cli.command import argument, command, group, option
from dondoc.cli.shared_options import DRY_FIRST, with_import, with_json, with_now
from dondoc.cli.terminal_text import picked, print_json, table

if TYPE_CHECKING:
    from models import Account, UnitRow

_HEADS = (
    "Số",
    "Họ tên",
    "Địa chỉ",
    "Đơn vị",
    "Vai trò",
    "Phòng",
    "Điện thoại",
    "Nhiệm vụ",
    "Đăng nhập gần nhất",
    "Ghi chú",
)
_KEYS = (
    "id",
    "name",
    "address",
    "unit_code",
    "role",
    "department",
    "telephone",
    "duties",
    "signed_in_at",
    "disabled_at",
)

accounts = group("accounts", "tài khoản vào bảng theo dõi")


@command(
    "import",
    "nhập tài khoản từ tệp CSV hoặc Excel (.xlsx)",
    f"{DRY_FIRST} Tệp mẫu: dondoc accounts template.",
    under=accounts,
)
@with_import
def import_accounts(file: str, apply: bool, sheet: str, on: date | None, now: datetime) -> int:
    from dondoc.cli.import_file import Import, import_file
    from dondoc.contacts.import_run import ACCOUNTS

    return import_file(Import(file, sheet, on, apply, now), ACCOUNTS)


@command("list", "liệt kê tài khoản đang có", under=accounts)
@with_json
def list_accounts(as_json: bool) -> int:
    from sqlmodel import col, select

    from dondoc.cli.open_ledger import open_ledger
    from models import Account, UnitRow
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        found = list(session.exec(select(Account, UnitRow).join(UnitRow).order_by(col(Account.id))))
    if as_json:
        return print_json([picked(account, *_KEYS) for account, _unit in found])
    print(table(_HEADS, [_cells(account, unit) for account, unit in found]))
    print(f"\n{len(found)} tài khoản")
    return 0


@command("template", "in tệp CSV mẫu", under=accounts)
def template() -> int:
    from dondoc.contacts.account_columns import TEMPLATE

    print(TEMPLATE, end="")
    return 0


@command("end", "ngừng dùng một tài khoản; phiên đang mở kết thúc ngay", under=accounts)
@argument("address", "ĐỊA_CHỈ", "địa chỉ thư của tài khoản")
@option("--reason", required=True, metavar="LÝ_DO", said="vì sao ngừng")
@with_now
def end(address: str, reason: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.contacts.account_acts import end_account
    from dondoc.contacts.find_account import account_of
    from dondoc.forms.reason import read_reason
    from models.database import transaction

    installation, why = open_ledger(), read_reason(reason)
    with transaction(installation.engine) as session:
        account = account_of(session, address)
        end_account(session, account, why=why, by=at_the_machine(Act.PEOPLE), now=now)
    print(f"Đã ngừng dùng tài khoản {account.address} ({account.name}).")
    return 0


@command("return", "cho dùng lại một tài khoản đã ngừng", under=accounts)
@argument("address", "ĐỊA_CHỈ", "địa chỉ thư của tài khoản")
@with_now
def let_in_again(address: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.contacts.account_acts import return_account
    from dondoc.contacts.find_account import account_of
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        account = account_of(session, address, ended=True)
        return_account(session, account, by=at_the_machine(Act.PEOPLE), now=now)
    print(f"Tài khoản {account.address} ({account.name}) dùng lại được.")
    return 0


@command(
    "link",
    "in đường dẫn đăng nhập dùng một lần",
    "Ai có đường dẫn là vào được bảng với tài khoản ấy; đừng gửi qua kênh không an toàn.",
    under=accounts,
)
@argument("address", "ĐỊA_CHỈ", "địa chỉ thư của tài khoản")
@with_now
def link(address: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.calendar.date_words import moment
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.contacts.find_account import account_of
    from dondoc.delivery.sign_in_mail import LASTS, sign_in_link
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine) as session:
        at_the_machine(Act.PEOPLE)
        account = account_of(session, address)
        url = sign_in_link(session, installation.settings, account, now)
    print(f"{url}\nDùng một lần, cho {account.name}, đến {moment(now + LASTS)}.")
    return 0


def _cells(account: Account, unit: UnitRow) -> tuple[object, ...]:
    from dondoc.calendar.date_words import moment
    from dondoc.contacts.account_columns import ROLE_WORDS

    return (
        account.id,
        account.name,
        account.address,
        unit.name,
        ROLE_WORDS[account.role],
        account.department or "",
        account.telephone or "",
        account.duties,
        moment(account.signed_in_at) if account.signed_in_at else "",
        f"ngừng dùng lúc {moment(account.disabled_at)}" if account.disabled_at else "",
    )
