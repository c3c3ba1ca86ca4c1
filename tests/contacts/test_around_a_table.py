"""What people keep around a table: titles, groups, signatures, hidden rows, cells far away."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from dondoc.contacts.contact_columns import check_contacts
from dondoc.contacts.entries import CheckedFile
from dondoc.delivery.check_address import check_address
from dondoc.limits import LARGEST_GROWTH, MEGABYTE, MOST_TABLE_LINES, MOST_TAGS, MOST_WRONG_LINES
from dondoc.plan.registry import Registry
from dondoc.problems import Refused
from tests.contacts.conftest import TODAY

HEAD = ("STT", "Đơn vị", "Đầu mối", "Địa chỉ")
MAI = ("1", "Sở Tài chính", "Nguyễn Thị Mai", "mai@so-tai-chinh.example")
GROUP_SAID = "dòng này chỉ có tên nhóm, không đọc"
FOOT_SAID = "từ dòng này là phần cuối trang (chữ ký, tổng cộng), không đọc"

Check = Callable[[bytes], CheckedFile]


@pytest.fixture
def checked(registry: Registry) -> Check:
    def check(content: bytes) -> CheckedFile:
        return check_contacts(content, registry, check_address=check_address, on=TODAY, demo=True)

    return check


def book(*rows: tuple[str, ...], shape: Callable[..., None] = lambda _sheet: None) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    shape(made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def csv(*rows: tuple[str, ...], sign: str = ";") -> bytes:
    return "\n".join(sign.join(row) for row in rows).encode("utf-8-sig")


def said(file: CheckedFile) -> list[str]:
    return [problem.sentence() for problem in file.warnings]


@pytest.mark.parametrize("written", [book, csv])
def test_titles_groups_and_the_foot_are_passed_over_and_said(written, checked: Check) -> None:
    content = written(
        ("DANH BẠ ĐẦU MỐI, NĂM 2027",),
        HEAD,
        ("I", "Các sở, ban, ngành"),
        MAI,
        ("II. Cấp xã",),
        ("2", "UBND xã Sơn Thủy", "", "hung@son-thuy.example"),
        ("", "", "", "Tuyên Quang, ngày 01 tháng 3 năm 2027"),
        ("", "NGƯỜI LẬP BIỂU", "", "GIÁM ĐỐC"),
        ("", "Trần Văn Hùng", "", "Lê Thị Lan"),
    )

    file = checked(content)

    assert [4, 6] == [entry.line for entry in file.entries]
    assert [
        f"dòng 7 «Tuyên Quang, ngày 01 tháng 3 năm 2027»: {FOOT_SAID}",
        f"dòng 3 «Các sở, ban, ngành»: {GROUP_SAID}",
        f"dòng 5 «II. Cấp xã»: {GROUP_SAID}",
    ] == said(file)


@pytest.mark.parametrize("row", [("2", "Sở Y tế"), ("2", "Sở Y tê"), ("2", "SỞ Y TẾ")])
def test_a_unit_without_its_contact_is_no_name_of_a_group(row, checked: Check) -> None:
    with pytest.raises(Refused, match="dòng 2, cột"):
        checked(csv(HEAD, row, MAI))


def test_excels_own_line_says_what_parts_the_cells(checked: Check) -> None:
    file = checked(b"sep=;\n" + csv(HEAD, MAI)[3:])

    assert [3] == [entry.line for entry in file.entries]


def test_a_title_with_commas_does_not_say_what_parts_the_cells(checked: Check) -> None:
    title = ("Danh bạ của sở, ban, ngành, xã, phường, năm 2027",)

    assert 1 == len(checked(csv(title, HEAD, MAI)).entries)


def test_a_hidden_row_is_read_and_announced(checked: Check) -> None:
    def hide(sheet) -> None:
        sheet.row_dimensions[2].hidden = True

    wanted = "dòng 2: bị ẩn trong Excel mà vẫn được đọc; hãy xóa nếu không còn dùng"

    assert [wanted] == said(checked(book(HEAD, MAI, shape=hide)))


@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576"])
@pytest.mark.parametrize("merged", [False, True])
def test_a_sheet_is_read_to_its_last_value(cell: str, merged: bool, checked: Check) -> None:
    def far(sheet) -> None:
        sheet[cell].font = Font(bold=True)

    content = book(HEAD, MAI, shape=far)
    if merged:
        content = _with(
            content,
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="F3:XFD1048576"/></mergeCells>',
        )
    started = time.process_time()

    assert 1 == len(checked(content).entries)
    assert time.process_time() - started < 2


def test_a_value_far_away_is_named(checked: Check) -> None:
    def far(sheet) -> None:
        sheet["XFD9"] = "x"

    with pytest.raises(Refused, match="dòng 9, cột XFD: ô này đứng quá xa"):
        checked(book(HEAD, MAI, shape=far))


def test_what_unpacks_to_too_much_or_is_damaged_is_a_sentence(checked: Check) -> None:
    whole = book(HEAD, MAI)
    bomb = _with(whole, b"</sheetData>", b" " * (LARGEST_GROWTH + MEGABYTE) + b"</sheetData>")
    cells = _with(whole, b"</sheetData>", b"<row>" + b"<c/>" * MOST_TAGS + b"</row></sheetData>")
    for built in (bomb, cells):
        with pytest.raises(Refused, match="bung ra nhiều hơn 20 MB"):
            checked(built)
    for name, part in ((b"<sheetData>", b"<sheetData"), (b'r="A2"', b'r="?"')):
        with pytest.raises(Refused, match="không mở được như tệp Excel"):
            checked(_with(whole, name, part))


def _with(content: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in its sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", 8) as after:
        for one in before.infolist():
            text = before.read(one)
            if "sheet1" in one.filename and one.filename.endswith(".xml"):
                assert old in text
                text = text.replace(old, new)
            after.writestr(one.filename, text)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["one unit", "wrong"])
def test_importing_grows_as_the_lines_do(kind: str, registry: Registry, checked: Check) -> None:
    names = [unit.name for unit in registry.units if unit.exists(TODAY)]
    given = {"one unit": names[2:3], "wrong": ["Xã Không Có"]}[kind]
    rows = [("", f'"{given[n % len(given)]}"', "", f"n{n}@xa.example") for n in range(7_681)]
    content, started = csv(HEAD, *rows), time.process_time()

    if kind == "wrong":
        with pytest.raises(Refused) as caught:
            checked(content)
        assert MOST_WRONG_LINES + 1 == len(caught.value.problems)
    else:
        assert 7_681 == len(checked(content).entries)
    assert time.process_time() - started < 8


def test_a_table_has_an_end(checked: Check) -> None:
    with pytest.raises(Refused, match="có hơn 20000 dòng"):
        checked(csv(HEAD, *[MAI] * MOST_TABLE_LINES))


@pytest.mark.parametrize(
    "written", ["mailto:mai@stc.example?subject=x", "mai@stc.example.", "<mai@stc.example>;"]
)
def test_an_address_is_read_without_what_surrounds_it(written: str, checked: Check) -> None:
    (entry,) = checked(book(HEAD, ("1", "STC", "", written))).entries

    assert {"unit_code": "so-tai-chinh", "address": "mai@stc.example"}.items() <= entry.key.items()
