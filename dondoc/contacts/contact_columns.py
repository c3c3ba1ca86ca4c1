"""What a row of contacts must hold."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.calendar.date_words import parse_date
from dondoc.clock import at
from dondoc.contacts.address import (
    EMAIL,
    AddressCheck,
    holds_credentials,
    is_official,
    safe_address,
)
from dondoc.contacts.entries import CheckedFile, ContactEntry, Gathering
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from dondoc.tables.headings import SheetColumn, heading_key
from dondoc.tables.sheet import SheetRow, lost_zero, read_sheet
from models.kinds import Purpose

COLUMNS = (
    SheetColumn("unit", "đơn vị", ("mã đơn vị", "tên đơn vị", "ký hiệu"), required=True),
    SheetColumn("person", "đầu mối", ("họ tên", "họ và tên")),
    SheetColumn("telephone", "điện thoại", ("số điện thoại", "phone")),
    SheetColumn("channel", "kênh"),
    SheetColumn("address", "địa chỉ", ("email", "thư điện tử"), required=True),
    SheetColumn("purpose", "mục đích"),
    SheetColumn("position", "thứ tự"),
    SheetColumn("also", "kèm"),
    SheetColumn(
        "verified_at", "đã xác nhận", ("ngày xác nhận", "đã xác minh", "xác minh", "ngày xác minh")
    ),
)
PURPOSE_WORDS = {
    Purpose.CLERK: "đầu mối",
    Purpose.HEAD: "lãnh đạo",
    Purpose.RECORDS: "văn thư",
}
TEMPLATE = """\
đơn vị,đầu mối,điện thoại,kênh,địa chỉ,mục đích,thứ tự,kèm,đã xác nhận
so-tai-chinh,Nguyễn Thị Mai,0207 300 0002,email,mai.nt@so-tai-chinh.example,đầu mối,1,,
UBND phường Minh Xuân,Trần Văn Hùng,0207 300 0003,email,hung.tv@minh-xuan.example,lãnh đạo,1,,
"""
_YES, _NO = frozenset({"co", "x", "1", "yes", "true"}), frozenset({"", "khong", "0", "no", "false"})
_LAST_POSITION = 99


def check_contacts(
    content: bytes,
    registry: Registry,
    *,
    check_address: AddressCheck,
    on: date,
    demo: bool = False,
    sheet: str = "",
) -> CheckedFile:
    """The contacts of a file, every row checked; raises Refused with all that is wrong.

    Units must exist `on` that day. An address outside the State's domains is only a warning.
    """
    gathering = Gathering()
    for row in gathering.rows(read_sheet(content, COLUMNS, sheet), registry, on):
        entry = _entry(row, registry, check_address, on=on, gathering=gathering)
        gathering.take(row, entry, "address")
        if row["address"] and not is_official(row["address"], demo=demo) and _by_mail(row):
            wanted = "không thuộc tên miền .gov.vn; hãy xem lại nếu không phải chủ ý"
            gathering.warnings.append(row.problem("address", wanted))
        gathering.warnings += lost_zero(row, "telephone")
    return gathering.checked()


def _entry(
    row: SheetRow,
    registry: Registry,
    check_address: AddressCheck,
    *,
    on: date,
    gathering: Gathering,
) -> ContactEntry | None:
    problems: list[Problem] = []
    unit_code, unit_name = _unit(row, registry, on, problems)
    channel, address = _address(row, check_address, problems)
    purpose = _purpose(row, problems)
    verified_at = _verified_at(row, on, problems)
    position = _position(row, problems)
    given = {
        "person": row["person"] or None,
        "telephone": row["telephone"] or None,
        "also": _also(row, problems),
    }
    gathering.problems += problems
    if problems:
        return None
    return ContactEntry(
        line=row.line,
        key={"unit_code": unit_code, "channel": channel, "address": address, "purpose": purpose},
        values={
            **{name: value for name, value in given.items() if name in row},
            # An empty cell takes nothing: an address stays proven, and who stands somewhere stays.
            **({"verified_at": verified_at} if verified_at else {}),
            **({"position": position} if position else {}),
        },
        words=f"{unit_name} · {PURPOSE_WORDS[purpose]} · {safe_address(channel, address)}",
    )


def _unit(row: SheetRow, registry: Registry, on: date, problems: list[Problem]) -> tuple[str, str]:
    try:
        unit = find_unit(registry, row["unit"], on)
    except Refused as refused:
        problems.append(row.problem("unit", refused.problems[0].wanted))
        return "", ""
    return unit.code, unit.name


def _by_mail(row: SheetRow) -> bool:
    return _channel(row) == EMAIL


def _channel(row: SheetRow) -> str:
    return row["channel"].lower().removesuffix("://") or EMAIL


def _address(
    row: SheetRow, check_address: AddressCheck, problems: list[Problem]
) -> tuple[str, str]:
    """Channel and address; the address of a chat service stands without its scheme."""
    channel = _channel(row)
    address = row["address"].removeprefix(f"{channel}://")
    if not address:
        problems.append(row.problem("address", "hãy ghi địa chỉ nhận tin"))
        return channel, address
    unusable = check_address(channel, address)
    if unusable and unusable.column == "channel":
        problems.append(row.problem("channel", unusable.wanted))
    elif channel != EMAIL and holds_credentials(channel, address):
        wanted = "có mật khẩu hoặc mã bí mật trong địa chỉ; những thứ ấy chỉ nằm trong thiết lập"
        problems.append(row.problem("address", wanted, given=safe_address(channel, address)))
    elif unusable:
        problems.append(
            row.problem("address", unusable.wanted, given=safe_address(channel, address))
        )
    return channel, address.lower() if channel == EMAIL else address


def _purpose(row: SheetRow, problems: list[Problem]) -> Purpose:
    given = heading_key(row["purpose"])
    for purpose, words in PURPOSE_WORDS.items():
        if given in (purpose.value, heading_key(words)):
            return purpose
    if given:
        wanted = "hãy ghi một trong: đầu mối, lãnh đạo, văn thư"
        problems.append(row.problem("purpose", wanted))
    return Purpose.CLERK


def _position(row: SheetRow, problems: list[Problem]) -> int | None:
    """None where nothing is written: then the place behind everybody is meant."""
    given = row["position"]
    if not given:
        return None
    if given.isdecimal() and 1 <= int(given) <= _LAST_POSITION:
        return int(given)
    wanted = f"phải là một số từ 1 đến {_LAST_POSITION}; 1 là người được báo trước tiên"
    problems.append(row.problem("position", wanted))
    return None


def _also(row: SheetRow, problems: list[Problem]) -> bool:
    given = heading_key(row["also"])
    if given not in _YES | _NO:
        wanted = "hãy ghi «có» nếu luôn gửi kèm một bản, để trống nếu không"
        problems.append(row.problem("also", wanted))
    return given in _YES


def _verified_at(row: SheetRow, on: date, problems: list[Problem]) -> datetime | None:
    """When the office checked the address with the unit: a day, today at the latest."""
    given = row["verified_at"]
    if not given:
        return None
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    if day is None or day > on:
        wanted = "hãy ghi ngày đã xác nhận với đơn vị, như 12/03/2027, không sau ngày nhập"
        problems.append(row.problem("verified_at", f"{wanted}; chưa xác nhận thì để trống"))
        return None
    return at(day, 0)
