"""A table as CSV: opened by a double click it shows what it holds, and does nothing."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest

from dondoc.documents.paper.csv_file import csv_file
from dondoc.documents.paper.table import Column, Kind, Table, cell_text
from tests.support.nasty import NASTY


def read(content: bytes, delimiter: str = ";") -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def one_text(text: str) -> str:
    return read(csv_file(Table("Bảng", (Column("Chữ"), Column("Sau")), ((text, "x"),))))[1][0]


def test_it_is_utf_8_with_a_mark_and_lines_as_windows_ends_them() -> None:
    columns = (
        Column("Đơn vị"),
        Column("Ngày", kind=Kind.DATE),
        Column("Số", kind=Kind.INTEGER),
        Column("Bình quân", kind=Kind.DECIMAL),
        Column("Tỷ lệ", kind=Kind.PERCENT),
    )
    row = ("Sở Y tế; Sở Xây dựng", date(2027, 3, 5), -12, Decimal("12.50"), 0.855)
    content = csv_file(Table("Bảng", columns, (row, (None, None, 0, 1.0, 1))))
    assert content.decode() == (
        "\ufeffĐơn vị;Ngày;Số;Bình quân;Tỷ lệ\r\n"
        '"Sở Y tế; Sở Xây dựng";05/03/2027;-12;12,5;85,5%\r\n'
        ";;0;1;100%\r\n"
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+84 91", "'+84 91"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-1+1", "'-1+1"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "\t'=1"),
        ("\r=1", "\n'=1"),
        ("\u200e=1", "'=1"),
        ("một,=cmd", "một,'=cmd"),
        ("một\n=cmd", "một\n'=cmd"),
        ('một; "=cmd', "một; \"'=cmd"),
        ("-5", "-5"),
        ("-12,5", "-12,5"),
        ("12/BC-STC", "12/BC-STC"),
        ("tháng 1-3, 5-6", "tháng 1-3, 5-6"),
    ],
)
def test_no_text_begins_a_formula_and_plain_figures_stay(text: str, kept: str) -> None:
    assert one_text(text) == kept


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_however_excel_parts_the_lines_no_cell_is_a_formula(delimiter: str) -> None:
    texts = (*NASTY, *(f"x{sign}=1" for sign in (",", ";", "\t", ",  ", ',"', "\n")))
    rows = read(csv_file(Table("Bảng", (Column("Chữ"),), tuple((t,) for t in texts))), delimiter)
    figure = re.compile(r"[-+]?\d+([.,]\d+)?")
    wrong = [
        cell[:40]
        for row in rows
        for cell in row
        if cell.strip().startswith(tuple("=+-@＝＋－＠")) and not figure.fullmatch(cell)
    ]
    assert wrong == []


def test_hostile_text_comes_back_with_an_apostrophe_at_most() -> None:
    columns = (Column("Chữ"), Column("Sau"))
    rows = read(csv_file(Table("Bảng", columns, tuple((text, "x") for text in NASTY))))
    assert [row[0].replace("'", "") for row in rows[1:]] == [
        cell_text(text).replace("'", "") for text in NASTY
    ]
