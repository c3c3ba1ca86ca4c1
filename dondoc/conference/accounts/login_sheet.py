"""A list of accounts for the scoring software: unit, account, holder. Never a password.

A list with a column that looks like a password is refused whole, unread: what is not here can be
sent by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.conference.delegates import LONGEST_NAME
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from dondoc.tables.headings import SheetColumn, SheetManner, heading_key
from dondoc.tables.sheet import ReadTable, SheetRow, read_sheet
from dondoc.text import legible, tidy

_SECRET = SheetColumn("secret", "mật khẩu", ("password", "passwd", "pass", "pwd", "mk", "mã pin"))
_LOGIN = ("tên đăng nhập", "tên tài khoản", "tài khoản cấp", "username", "user", "login", "account")
_HOLDER = ("người sử dụng", "người dùng", "họ và tên", "họ tên", "người nhận", "cán bộ phụ trách")
_COLUMNS = (
    SheetColumn("unit", "đơn vị", ("tên đơn vị", "cơ quan", "cơ quan, đơn vị"), required=True),
    SheetColumn("login", "tài khoản", _LOGIN, required=True),
    SheetColumn("holder", "người giữ", _HOLDER),
    _SECRET,
)
_MANNER = SheetManner(more_columns=True, legacy=True)
_SECRET_WORDS = ("mat khau", "password", "passwd", "pass word")
_ONE_WORD = re.compile(r"[^\s:;|/,]+")
"""A login alone: «so-y-te / Abc@123» holds what must not be here."""
_HIDDEN = "(không hiện)"


@dataclass(frozen=True)
class LoginEntry:
    """An account of the list; `place` is where it stands there, for who must mend it."""

    unit: Unit
    login: str
    holder: str
    place: str


def read_logins(
    content: bytes, registry: Registry, *, on: date, sheet: str = ""
) -> list[LoginEntry]:
    """The accounts of a table. Raises Refused with every row that is wrong, or for a password."""
    table = read_sheet(content, _COLUMNS, sheet, _MANNER)
    _refuse_secrets(table)
    problems: list[Problem] = []
    found: list[LoginEntry] = []
    for row in table:
        if not row.others:
            continue
        wrong = list(_wrong(row))
        unit = _unit(row, registry, on, wrong)
        if wrong or unit is None:
            problems += wrong
        else:
            found.append(LoginEntry(unit, row["login"], row["holder"], row.place))
    if not problems:
        problems = list(_twice(found))
    if not problems and not found:
        problems = [Problem("Tệp", "", phrases("accounts").no_row())]
    if problems:
        raise Refused(problems)
    return found


def typed_login(unit: Unit, login: str, holder: str) -> LoginEntry:
    """One account as an officer types it. Raises Refused."""
    name, person = tidy(login), tidy(holder)
    problems = []
    if wanted := _why_no_login(name):
        problems.append(Problem("login", "" if _leaks(name) else name, wanted, "Tài khoản"))
    if len(person) > LONGEST_NAME:
        wanted = phrases("accounts").too_long(LONGEST_NAME)
        problems.append(Problem("holder", person, wanted, "Người giữ"))
    if problems:
        raise Refused(problems)
    return LoginEntry(unit, name, person, "")


def _refuse_secrets(table: ReadTable) -> None:
    """By the headings, read or passed over; what stands below them is shown to nobody."""
    passed_over = [one.given for one in table.notes]
    read = [row.headings.get("secret", "") for row in table.rows[:1] if "secret" in row]
    named = [*read, *(one for one in passed_over if _is_secret(one))]
    if named:
        given = legible(", ".join(named))
        raise Refused(Problem("Tệp", given, phrases("accounts").has_secret()))


def _is_secret(headings: str) -> bool:
    key = heading_key(headings)
    return any(word in key for word in _SECRET_WORDS)


def _unit(row: SheetRow, registry: Registry, on: date, wrong: list[Problem]) -> Unit | None:
    try:
        return find_unit(registry, row["unit"], on)
    except Refused as refused:
        wrong.append(row.problem("unit", refused.problems[0].wanted))
        return None


def _wrong(row: SheetRow) -> Iterator[Problem]:
    if wanted := _why_no_login(row["login"]):
        shown = _HIDDEN if _leaks(row["login"]) else None
        yield row.problem("login", wanted, given=shown)
    if len(row["holder"]) > LONGEST_NAME:
        yield row.problem("holder", phrases("accounts").too_long(LONGEST_NAME))


def _why_no_login(text: str) -> str:
    book = phrases("accounts")
    if not text:
        return str(book.no_login())
    if _leaks(text):
        return str(book.login_alone())
    return str(book.too_long(LONGEST_NAME)) if len(text) > LONGEST_NAME else ""


def _leaks(text: str) -> bool:
    """Does more than a login stand there?"""
    return bool(text) and _ONE_WORD.fullmatch(text) is None


def _twice(found: list[LoginEntry]) -> Iterator[Problem]:
    units: dict[str, str] = {}
    logins: dict[str, str] = {}
    book = phrases("accounts")
    for one in found:
        if (before := units.setdefault(one.unit.code, one.place)) != one.place:
            yield Problem(one.place, one.unit.name, book.unit_twice(before))
        if (before := logins.setdefault(one.login.casefold(), one.place)) != one.place:
            yield Problem(one.place, one.login, book.login_twice(before))
