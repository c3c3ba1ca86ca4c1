"""Excel workbooks as offices keep them: titles above, cells merged, numbers that are no numbers."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.contacts.account_columns import check_accounts
from dondoc.contacts.contact_columns import check_contacts
from dondoc.delivery.check_address import check_address
from dondoc.plan.registry import Registry
from dondoc.problems import Refused
from dondoc.tables.headings import SheetColumn
from dondoc.tables.sheet import read_sheet
from tests.contacts.conftest import TODAY

COLUMNS = (
    SheetColumn("unit", "đơn vị", required=True),
    SheetColumn("person", "đầu mối"),
    SheetColumn("telephone", "điện thoại"),
)
HEADINGS = ("Đơn vị", "Đầu mối", "Điện thoại")


def book(*rows: tuple[Any, ...], shape: Callable[[Worksheet], None] = lambda _sheet: None) -> bytes:
    """A workbook of one sheet with these rows; `shape` merges and formats."""
    made = Workbook()
    sheet: Any = made.active
    for row in rows:
        sheet.append(row)
    shape(sheet)
    return saved(made)


def saved(made: Workbook) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(content: bytes, sheet: str = "") -> list[tuple[int, dict[str, str]]]:
    rows = read_sheet(content, COLUMNS, sheet)
    return [(row.line, {name: row[name] for name in row.cells if row[name]}) for row in rows]


def refusal(content: bytes, sheet: str = "") -> list[str]:
    with pytest.raises(Refused) as caught:
        read(content, sheet)
    return [problem.sentence() for problem in caught.value.problems]


def test_titles_group_names_blank_rows_and_the_numbering_are_passed_over():
    def shape(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A4:D4")

    content = book(
        ("DANH SÁCH ĐẦU MỐI",),
        (),
        ("STT", *HEADINGS),
        ("I. Sở, ban, ngành",),
        (1, "Sở Tài chính", "Nguyễn Thị Mai", "0912 345 678"),
        (None, None, "  ", None),
        (2, "Sở Y tế"),
        shape=shape,
    )
    first = {"unit": "Sở Tài chính", "person": "Nguyễn Thị Mai", "telephone": "0912 345 678"}

    assert [(5, {"stt": "1", **first}), (7, {"stt": "2", "unit": "Sở Y tế"})] == read(content)


def test_a_unit_merged_over_its_people_stands_in_each_row():
    rows = [HEADINGS, ("Sở Y tế", "An"), (None, "Bình"), (None, "Chi"), ("Sở Tư pháp", "Dung")]
    content = book(*rows, shape=lambda sheet: sheet.merge_cells("A2:A4"))

    assert ["Sở Y tế"] * 3 + ["Sở Tư pháp"] == [cells["unit"] for _line, cells in read(content)]


def test_headings_merged_downwards_are_one_heading():
    def shape(sheet: Worksheet) -> None:
        for column in "ABC":
            sheet.merge_cells(f"{column}1:{column}2")

    content = book(HEADINGS, (), ("Sở Y tế", "An"), shape=shape)

    assert [(3, {"unit": "Sở Y tế", "person": "An"})] == read(content)


@pytest.mark.parametrize(
    ("value", "number_format", "wanted"),
    [
        ("0912345678", "@", "0912345678"),
        (912345678, "0000000000", "0912345678"),
        (912345678, "0000 000 000", "0912345678"),
        (912345678, "General", "912345678"),
        (12.0, "General", "12"),
        (1.5, "General", "1.5"),
        (True, "General", "có"),
        (datetime(2027, 3, 1), "m/d/yy", "01/03/2027"),  # noqa: DTZ001 - Excel knows no zone
        (datetime(2027, 3, 1, 7, 30), "m/d/yy h:mm", "01/03/2027 07:30"),  # noqa: DTZ001
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: Any, number_format: str, wanted: str):
    def shape(sheet: Worksheet) -> None:
        sheet["C2"].number_format = number_format

    content = book(HEADINGS, ("Sở Y tế", None, value), shape=shape)

    assert wanted == read(content)[0][1]["telephone"]


def test_the_sheet_is_the_first_that_shows_or_the_one_named():
    made = Workbook()
    hidden: Any = made.active
    hidden.title, hidden.sheet_state = "Nháp", "hidden"
    for title, unit in (("Năm 2027", "Sở Y tế"), ("Cấp xã", "Xã Hùng Lợi")):
        sheet = made.create_sheet(title)
        sheet.append(HEADINGS)
        sheet.append((unit,))
    content = saved(made)

    assert [(2, {"unit": "Sở Y tế"})] == read(content)
    assert [(2, {"unit": "Xã Hùng Lợi"})] == read(content, "cấp xã")
    wanted = "Trang «2026»: tệp không có trang này; các trang là «Nháp», «Năm 2027», «Cấp xã»"
    assert [wanted] == refusal(content, "2026")


def test_what_is_wrong_is_named_as_excel_shows_it(registry: Registry):
    content = book(("STT", "Đơn vị", "Địa chỉ"), (1, "so-y-te", "abc"), (2, "so-y-te", "#N/A"))
    wanted = "không phải địa chỉ thư; hãy ghi như ten@tuyenquang.gov.vn"

    wrong = book(("STT", "Đơn vị", "Địa chỉ"), (1, "so-y-te", "abc"))
    with pytest.raises(Refused) as caught:
        check_contacts(wrong, registry, check_address=check_address, on=TODAY)
    assert [f"dòng 2, cột C (Địa chỉ) «abc»: {wanted}"] == str(caught.value).splitlines()
    error = "dòng 3, cột C «#N/A»: ô này báo lỗi trong Excel; hãy sửa công thức"
    assert [error] == refusal(content)


def test_a_cell_under_no_heading_is_named_by_its_letter():
    wanted = "ô này không nằm dưới tên cột nào; hãy đặt tên cột hoặc xóa ô"

    assert [f"dòng 2, cột E «x»: {wanted}"] == (
        refusal(book(HEADINGS, ("Sở Y tế", None, None, None, "x")))
    )


def test_files_that_are_no_workbook_are_refused_in_words():
    old = "Tệp: là tệp .xls kiểu cũ hoặc có mật khẩu; hãy lưu lại bằng .xlsx không mật khẩu"
    broken = "Tệp: không mở được như tệp Excel; hãy mở bằng Excel rồi lưu lại bằng .xlsx"

    assert [old] == refusal(b"\xd0\xcf\x11\xe0\xa1\xb1")
    assert [broken] == refusal(b"PK\x03\x04 no")
    assert [broken] == refusal(book(HEADINGS)[:-200])
    assert ["Trang «A»: tệp CSV không có trang; hãy bỏ lựa chọn này"] == refusal(b"x\n", "A")


def test_a_telephone_that_lost_its_zero_is_pointed_out(registry: Registry):
    columns = ("Họ tên", "Địa chỉ", "Đơn vị", "Điện thoại")
    person = ("Phạm Thị Hà", "ha@tuyenquang.gov.vn", "so-noi-vu")
    checked = check_accounts(book(columns, (*person, 912345678)), registry, on=TODAY)

    warning = "có lẽ đã mất số 0 ở đầu; trong Excel hãy định dạng cột này là Văn bản (Text)"
    assert [f"dòng 2, cột D (Điện thoại) «912345678»: {warning}"] == (
        [problem.sentence() for problem in checked.warnings]
    )
