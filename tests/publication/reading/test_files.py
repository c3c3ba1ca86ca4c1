"""Files by what their bytes are, within bounds; what cannot be read proves nothing."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from dondoc.limits import MOST_PDF_PAGES, MOST_TABLE_LINES
from dondoc.publication.page_rows import PageReading
from dondoc.publication.reading.read_page import read_page
from models.publication_kinds import CheckVerdict, ReadingTrouble
from tests.support.page_files import docx, old_doc, pdf, pdf_of_streams, word_row

HEAD = (
    "DANH MUC THU TUC HANH CHINH THUOC THAM QUYEN GIAI QUYET CUA SO MAU,"
    " KEM THEO QUYET DINH MAU SO 01"
)
STAMP = "Ky boi: So Mau\nEmail: so@mau.example\nThoi gian ky: 30.11.2026"


def read(content: bytes) -> PageReading:
    return read_page(content, "application/pdf", "https://so-mau.example/danh-muc.pdf")


def trouble(content: bytes) -> ReadingTrouble | None:
    reading = read(content)
    assert CheckVerdict.UNVERIFIABLE is reading.verdict
    assert () == reading.rows
    return reading.trouble


def test_the_codes_of_a_pdf_with_their_pages() -> None:
    reading = read(
        pdf([f"{HEAD}\n1 9.000111 Cap giay phep mau", f"{HEAD}\n2 9.000222.H60 Dang ky"])
    )

    assert CheckVerdict.READ is reading.verdict
    assert [("9.000111", "trang 1"), ("9.000222", "trang 2")] == [
        (row.code, row.locator) for row in reading.rows
    ]
    assert "Cap giay phep mau" in reading.text


def test_a_picture_of_paper_with_its_stamp_is_a_scan() -> None:
    assert ReadingTrouble.SCAN is trouble(pdf([STAMP, "", ""]))


def test_a_pdf_that_lists_the_abolished_publishes_nothing_by_it() -> None:
    reading = read(
        pdf([f"{HEAD}\n1 9.000111 Cap\nDANH MUC THU TUC HANH CHINH BI BAI BO\n1 9.000222 B"])
    )

    assert ["9.000111"] == [row.code for row in reading.rows]


@pytest.mark.parametrize(
    "content",
    [
        b"<html><title>404 - File or directory not found</title>",
        b"",
        b"PK\x03\x04 and nothing more",
        b"%PDF-1.7 and nothing more",
        b"{\\rtf1 9.000111}",
    ],
)
def test_what_does_not_open_is_damaged(content: bytes) -> None:
    assert ReadingTrouble.DAMAGED is trouble(content)


def test_a_zip_that_is_no_office_file_is_damaged() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.txt", "9.000111")

    assert ReadingTrouble.DAMAGED is trouble(packed.getvalue())


def test_a_zip_bomb_is_damaged() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(30_000_000))

    assert ReadingTrouble.DAMAGED is trouble(packed.getvalue())


def test_a_pdf_bomb_is_damaged() -> None:
    assert ReadingTrouble.DAMAGED is trouble(pdf_of_streams([b"BT (a) Tj " * 2_000_000]))


def test_a_page_of_endless_steps_is_damaged() -> None:
    assert ReadingTrouble.DAMAGED is trouble(
        pdf_of_streams([b"BT /F1 11 Tf " + b"(a) Tj " * 300_000])
    )


def test_a_pdf_of_very_many_pages_is_not_read_to_its_end() -> None:
    assert ReadingTrouble.TRUNCATED is trouble(pdf(["9.000111"] * (MOST_PDF_PAGES + 1)))


def test_a_words_table_with_a_merged_cell() -> None:
    table = (
        word_row("TT", "Mã số TTHC", "Tên TTHC")
        + word_row("1", "9.000111", "Cấp giấy phép mẫu")
        + word_row("↑", "↑", "↑")
        + word_row("2", "9.000222", "Cấp lại giấy phép mẫu")
    )

    reading = read(docx(f"<w:tbl>{table}</w:tbl>"))

    assert [("9.000111", "bảng 1, dòng 2"), ("9.000222", "bảng 1, dòng 4")] == [
        (row.code, row.locator) for row in reading.rows
    ]


def test_a_docx_that_declares_an_entity_is_damaged() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')

    assert ReadingTrouble.DAMAGED is trouble(packed.getvalue())


def _workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    book.active.title = "Danh mục"
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _with_dimension(content: bytes, reference: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                before, _mark, rest = text.partition(b'<dimension ref="')
                text = (
                    before
                    + b'<dimension ref="'
                    + reference.encode()
                    + b'"'
                    + (rest.partition(b'"')[2])
                )
            new.writestr(part, text)
    return packed.getvalue()


def test_a_workbook_whose_declared_size_is_wrong_is_read_to_its_end() -> None:
    rows: list[list[object]] = [["DANH MỤC"], ["STT", "Mã TTHC", "Tên TTHC"]]
    rows += [[number, f"9.{number:06d}", f"Cấp giấy phép mẫu {number}"] for number in range(1, 31)]

    reading = read(_with_dimension(_workbook(rows), "A1:C4"))

    assert 30 == len(reading.rows)
    assert "trang tính «Danh mục», dòng 3" == reading.rows[0].locator


def test_a_code_that_a_spreadsheet_made_a_number_is_restored() -> None:
    rows: list[list[object]] = [["STT", "Mã TTHC", "Tên TTHC"], [1, 9.00046, "Cấp giấy phép mẫu"]]

    assert ["9.000460"] == [row.code for row in read(_workbook(rows)).rows]


def test_an_old_doc_gives_its_codes_whatever_it_is_called() -> None:
    reading = read(old_doc("1\x07 9.000111\x07Cấp giấy phép môi trường mẫu\x07"))

    assert ["9.000111"] == [row.code for row in reading.rows]
    assert "Cấp giấy phép môi trường mẫu" in reading.text


def test_a_page_with_more_lines_than_are_read_proves_nothing() -> None:
    html = f"<table>{'<tr><td>1' * (MOST_TABLE_LINES + 1)}"

    reading = read_page(html, "text/html", "https://so-mau.example/")

    assert (CheckVerdict.UNVERIFIABLE, ReadingTrouble.TRUNCATED) == (
        reading.verdict,
        reading.trouble,
    )
