"""What a row of accounts must hold: the people who sign in to the board."""

from __future__ import annotations

import re
from datetime import date

from dondoc.contacts.address import (
    is_official,
)
from dondoc.contacts.entries import CheckedFile, ContactEntry, Gathering
from dondoc.plan.bodies import Unit
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from dondoc.tables.headings import SheetColumn, heading_key
from dondoc.tables.sheet import SheetRow, lost_zero, read_sheet
from dondoc.text import is_mail_address
from models.kinds import AccountRole

COLUMNS = (
    SheetColumn("name", "họ tên", ("họ và tên",), required=True),
    SheetColumn("address", "địa chỉ", ("email", "thư điện tử"), required=True),
    SheetColumn("unit", "đơn vị", ("mã đơn vị", "tên đơn vị", "ký hiệu"), required=True),
    SheetColumn("role", "vai trò", ("quyền",)),
    SheetColumn("department", "phòng", ("phòng ban",)),
    SheetColumn("telephone", "điện thoại", ("số điện thoại", "phone")),
    SheetColumn("duties", "nhiệm vụ"),
)
ROLE_WORDS = {
    AccountRole.VIEWER: "xem",
    AccountRole.OFFICER: "cán bộ",
    AccountRole.ADMINISTRATOR: "quản trị",
}
TEMPLATE = """\
họ tên,địa chỉ,đơn vị,vai trò,phòng,điện thoại,nhiệm vụ
Phạm Thị Hà,ha.pt@so-noi-vu.example,so-noi-vu,cán bộ,Phòng CCHC,0207 300 0001,III.1.1.c
Lê Văn Minh,minh.lv@ubnd-tinh.example,Văn phòng UBND tỉnh,xem,Phòng Nội chính,0207 300 0004,
"""


def check_accounts(
    content: bytes, registry: Registry, *, on: date, demo: bool = False, sheet: str = ""
) -> CheckedFile:
    """The accounts of a file, every row checked; raises Refused with all that is wrong."""
    gathering = Gathering()
    for row in gathering.rows(read_sheet(content, COLUMNS, sheet), registry, on):
        gathering.take(row, _entry(row, registry, on=on, gathering=gathering), "address")
        if row["address"] and not is_official(row["address"], demo=demo):
            wanted = "không thuộc tên miền .gov.vn; hãy xem lại nếu không phải chủ ý"
            gathering.warnings.append(row.problem("address", wanted))
        gathering.warnings += lost_zero(row, "telephone")
    return gathering.checked()


def account_entry(row: SheetRow, registry: Registry, on: date) -> ContactEntry:
    """The account of a row, of a file or of a form. Raises Refused with all that is wrong."""
    problems: list[Problem] = []
    if not row["name"]:
        problems.append(row.problem("name", "hãy ghi họ tên"))
    address = row["address"].lower()
    if not is_mail_address(address):
        wanted = "không phải địa chỉ thư; hãy ghi như ten@tuyenquang.gov.vn"
        problems.append(row.problem("address", wanted))
    given = {
        "role": _role(row, problems),
        "department": row["department"] or None,
        "telephone": row["telephone"] or None,
        "duties": _duties(row, registry, problems),
    }
    values = {name: value for name, value in given.items() if name in row}
    unit = _unit(row, registry, on, problems)
    if problems or unit is None:
        raise Refused(problems)
    return ContactEntry(
        line=row.line,
        key={"address": address},
        values={"name": row["name"], "unit_code": unit.code, **values},
        words=f"{row['name']} · {unit.name} · {address}",
    )


def _entry(
    row: SheetRow, registry: Registry, *, on: date, gathering: Gathering
) -> ContactEntry | None:
    try:
        return account_entry(row, registry, on)
    except Refused as refused:
        gathering.problems += refused.problems
        return None


def _unit(row: SheetRow, registry: Registry, on: date, problems: list[Problem]) -> Unit | None:
    try:
        return find_unit(registry, row["unit"], on)
    except Refused as refused:
        problems.append(row.problem("unit", refused.problems[0].wanted))
        return None


def _role(row: SheetRow, problems: list[Problem]) -> AccountRole:
    given = heading_key(row["role"])
    for role, words in ROLE_WORDS.items():
        if given in (role.value, heading_key(words)):
            return role
    if given:
        problems.append(row.problem("role", "hãy ghi một trong: xem, cán bộ, quản trị"))
    return AccountRole.VIEWER


def _duties(row: SheetRow, registry: Registry, problems: list[Problem]) -> str:
    """The codes of the duties, comma-separated; a cell may name them by code or slug."""
    codes = []
    for given in re.split(r"[,;\s]+", row["duties"]):
        if not given:
            continue
        try:
            codes.append(registry.plan.duty(given).code)
        except Refused as refused:
            problems.append(row.problem("duties", refused.problems[0].wanted, given=given))
    return ",".join(dict.fromkeys(codes))
