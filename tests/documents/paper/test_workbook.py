"""Tables as a workbook: read back as they were, printable, nothing in it that acts."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from dondoc.documents.paper.table import Column, Kind, Table, cell_text
from dondoc.documents.paper.workbook import workbook
from tests.support.nasty import NASTY

MADE = datetime(2027, 3, 17, 1, 0, tzinfo=UTC)
HOSTILE = (*NASTY, "=cmd|' /C calc'!A0", "@SUM(1+1)", "+1+1", "-1+1", "http://a.example", "0912")
FIGURES = Table(
    "Danh sách báo cáo",
    (
        Column("Đơn vị", 40),
        Column("Số văn bản", 20),
        Column("Ngày", 12, Kind.DATE),
        Column("Số liệu", 12, Kind.INTEGER),
        Column("Bình quân", 12, Kind.DECIMAL),
        Column("Tỷ lệ", 10, Kind.PERCENT),
    ),
    (
        ("Sở Tài chính", "12/BC-STC", date(2027, 3, 14), 1250, Decimal("12.5"), 0.85),
        ("Cộng", "012", None, 1250, 12.5, 0.85),
    ),
    notes=("Không tính đơn vị được đề nghị phối hợp.",),
    above=("Số liệu lúc 08:00 ngày 17/03/2027.",),
    strong=frozenset({1}),
)


def read(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def test_a_sheet_has_the_title_the_heads_the_rows_and_the_notes() -> None:
    sheet = read(workbook([FIGURES], made=MADE)).active
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == [
        *("Danh sách báo cáo", "Số liệu lúc 08:00 ngày 17/03/2027.", None),
        *("Đơn vị", "Sở Tài chính", "Cộng", None, "Không tính đơn vị được đề nghị phối hợp."),
    ]
    assert rows[4] == ("Sở Tài chính", "12/BC-STC", datetime(2027, 3, 14), 1250, 12.5, 0.85)  # noqa: DTZ001
    assert rows[5][1] == "012"
    assert sheet["D5"].number_format == "#,##0"
    assert sheet["F5"].number_format == "0%"
    assert [sheet["A5"].font.b, sheet["A6"].font.b] == [False, True]


def test_it_prints_on_a4_with_its_heads_on_every_page_and_pages_numbered() -> None:
    sheet = read(workbook([FIGURES], made=MADE)).active
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "B5"
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == (
        "Ngày 17/03/2027",
        "Trang &P/&N",
    )


def test_every_text_is_a_string_whatever_it_looks_like() -> None:
    rows = tuple((text, text) for text in HOSTILE)
    columns = (Column("Chữ"), Column("Số", kind=Kind.INTEGER))
    sheet = read(workbook([Table("=1+1", columns, rows, notes=HOSTILE)], made=MADE)).active
    filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in filled} == {"s"}
    assert not [cell for cell in filled if cell.hyperlink]
    kept = [row[0].value or "" for row in sheet.iter_rows(min_row=4, max_row=3 + len(HOSTILE))]
    assert kept == [cell_text(text) for text in HOSTILE]


def test_the_file_holds_no_formula_macro_or_link() -> None:
    rows = tuple((text,) for text in HOSTILE)
    content = workbook([Table("Bảng", (Column("Chữ"),), rows)], made=MADE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        names = package.namelist()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert [
        name for name in names if "vba" in name or "external" in name or "/_rels/sheet" in name
    ] == []


def test_the_same_tables_at_the_same_instant_are_the_same_bytes() -> None:
    first, again = (workbook([FIGURES], made=MADE) for _time in range(2))
    later = workbook([FIGURES], made=datetime(2027, 3, 18, 1, 0, tzinfo=UTC))
    assert first == again
    assert first != later


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Báo cáo [quý I/2027]: số liệu"], ["Báo cáo quý I 2027 số liệu"]),
        (["", "  "], ["Bảng", "Bảng (2)"]),
        (["A" * 40, "a" * 40], ["A" * 31, "a" * 27 + " (2)"]),
        (["'Lẻ'", "History"], ["Lẻ", "History 1"]),
    ],
)
def test_sheets_have_names_that_excel_takes(titles: list[str], names: list[str]) -> None:
    tables = [Table(title, (Column("Cột"),), ()) for title in titles]
    assert read(workbook(tables, made=MADE)).sheetnames == names


def test_a_row_of_another_length_is_no_table() -> None:
    with pytest.raises(ValueError, match="1 of 2 cells"):
        Table("Bảng", (Column("Một"), Column("Hai")), (("x",),))
