"""`dondoc conference …`: accounts for the scoring software, entered, handed out, taken back."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, option
from dondoc.cli.conference_group import conference, with_code, with_reason
from dondoc.cli.shared_options import DRY_FIRST, with_account, with_json, with_now, with_unit
from dondoc.cli.terminal_text import print_json, table


@command(
    "enter-accounts",
    "nhập danh sách tài khoản Phần mềm chấm điểm; chưa ai nhận thư",
    f"Cột: đơn vị, tài khoản, người giữ. Có cột mật khẩu là từ chối cả tệp. {DRY_FIRST}",
    under=conference,
)
@with_code
@argument("file", "TỆP", "tệp .xlsx hoặc CSV", type=values.FILE)
@option("--sheet", default="", metavar="TRANG", said="trang trong tệp Excel; mặc định trang đầu")
@flag("--apply", said="ghi vào sổ")
@with_account()
@with_now
def enter_accounts(
    *, code: str, file: str, sheet: str, apply: bool, account: str, now: datetime
) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.import_file import conclusion, read_file
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.clock import local_date
    from dondoc.conference.accounts.enter_logins import compare_logins, enter_logins
    from dondoc.conference.accounts.login_sheet import read_logins

    installation = open_ledger()
    registry = installation.rulebook.registry
    with acting(installation, code, account, now, write=apply) as (session, found, by):
        entries = read_logins(read_file(file), registry, on=local_date(now), sheet=sheet)
        if apply:
            done = enter_logins(session, found, entries, by=by, now=now)
        else:
            done = compare_logins(session, found, entries)
    print(f"{done.words()}.")
    print(conclusion(nothing=done.nothing, apply=apply))
    return 0


@command(
    "hand-out",
    "giao các tài khoản chưa giao, báo đơn vị xác nhận đã nhận",
    "Chạy lại thì chỉ giao tài khoản chưa giao. Mật khẩu giao cách khác, không qua đây.",
    under=conference,
)
@with_code
@option("--due", type=values.DAY, metavar="NGÀY", said="hạn xác nhận; mặc định 10 ngày làm việc")
@with_account()
@with_now
def hand_out(*, code: str, due: date | None, account: str, now: datetime) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.conference.accounts.hand_out import hand_out_accounts

    installation = open_ledger()
    rulebook = installation.rulebook
    with acting(installation, code, account, now) as (session, found, by):
        done = hand_out_accounts(session, rulebook, found, by=by, now=now, due_on=due)
    print(f"Đã giao {len(done.units)} tài khoản.")
    if done.uninvited:
        names = ", ".join(unit.name for unit in done.uninvited)
        print(f"Chưa giao, vì đơn vị chưa được mời: {names}.")
    deliver(installation, now)
    return 0


@command("take-back", "thu hồi tài khoản đã giao cho một đơn vị", under=conference)
@with_code
@with_unit(required=True)
@with_reason()
@with_account()
@with_now
def take_back(*, code: str, unit: str, reason: str, account: str, now: datetime) -> int:
    from dondoc.cli.find_conference_for import acting
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.clock import local_date
    from dondoc.conference.accounts.hand_out import take_account_back
    from dondoc.plan.find_unit import find_unit

    installation = open_ledger()
    rulebook = installation.rulebook
    with acting(installation, code, account, now) as (session, found, by):
        named = find_unit(rulebook.registry, unit, local_date(now))
        take_account_back(session, rulebook, found, named, reason=reason, by=by, now=now)
    print(f"Đã thu hồi tài khoản của {named.name}.")
    deliver(installation, now)
    return 0


@command("accounts", "liệt kê tài khoản Phần mềm chấm điểm, đã giao, đã nhận", under=conference)
@with_code
@with_json
def accounts(*, code: str, as_json: bool) -> int:
    from dondoc.calendar.date_words import short_date
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.accounts.account_list import account_lines
    from dondoc.conference.find_conference import find_conference
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        found = find_conference(session, code)
        lines = account_lines(session, installation.rulebook.registry, found)
    if as_json:
        return print_json(
            [
                {
                    "unit": one.unit.code,
                    "login": one.account.login,
                    "holder": one.account.holder,
                    "standing": one.standing.value,
                    "handed_at": one.account.handed_at,
                    "due_on": one.due_on,
                    "confirmed_at": one.confirmed_at,
                }
                for one in lines
            ]
        )
    rows = [
        (
            *(one.unit.name, one.account.login, one.account.holder, one.says()),
            short_date(one.due_on) if one.due_on else "",
        )
        for one in lines
    ]
    heads = ("Đơn vị", "Tài khoản", "Người giữ", "Tình trạng", "Hạn xác nhận")
    print(table(heads, rows) if rows else "Chưa có tài khoản nào.")
    return 0
