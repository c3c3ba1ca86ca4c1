"""`dondoc accounts`: the people who sign in to the board."""

from __future__ import annotations

from argparse import Namespace

from sqlmodel import col, select

from dondoc.access import Act
from dondoc.calendar.date_words import moment
from dondoc.cli.ledger import at_the_machine, open_ledger, the_time
from dondoc.cli.people import import_file
from dondoc.cli.text import as_json, table
from dondoc.contacts.account_columns import COLUMNS, ROLE_WORDS, TEMPLATE, check_accounts
from dondoc.contacts.find_account import account_of
from dondoc.delivery.sign_in_mail import LASTS, sign_in_link
from models import Account, Unit
from models.database import transaction

_HEADS = (
    "Số",
    "Họ tên",
    "Địa chỉ",
    "Đơn vị",
    "Vai trò",
    "Phòng",
    "Điện thoại",
    "Nhiệm vụ",
    "Ghi chú",
)


def bring_in(arguments: Namespace) -> int:
    titles = {column.name: column.title for column in COLUMNS} | {"unit_code": "đơn vị"}
    return import_file(arguments, Account, check_accounts, titles=titles, words="tài khoản")


def show(arguments: Namespace) -> int:
    ledger = open_ledger()
    with transaction(ledger.engine, write=False) as session:
        found = list(session.exec(select(Account, Unit).join(Unit).order_by(col(Account.id))))
    if arguments.json:
        print(as_json([account.model_dump() for account, _unit in found]))
        return 0
    print(table(_HEADS, [_cells(account, unit) for account, unit in found]))
    print(f"\n{len(found)} tài khoản")
    return 0


def template(_arguments: Namespace) -> int:
    print(TEMPLATE, end="")
    return 0


def link(arguments: Namespace) -> int:
    ledger, now = open_ledger(), the_time(arguments)
    with transaction(ledger.engine) as session:
        at_the_machine(Act.PEOPLE)
        account = account_of(session, arguments.address)
        address = sign_in_link(session, ledger.settings, account, now)
    print(f"{address}\nDùng một lần, cho {account.name}, đến {moment(now + LASTS)}.")
    return 0


def _cells(account: Account, unit: Unit) -> tuple[object, ...]:
    return (
        account.id,
        account.name,
        account.address,
        unit.name,
        ROLE_WORDS[account.role],
        account.department or "",
        account.telephone or "",
        account.duties,
        f"ngừng dùng lúc {moment(account.disabled_at)}" if account.disabled_at else "",
    )
