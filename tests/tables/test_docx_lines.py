"""Tables of a Word file as rows of text, with what stands above them."""

from __future__ import annotations

import io

import pytest
from docx import Document

from dondoc.problems import Refused
from dondoc.tables.docx_lines import read_docx_tables


def saved(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_rows_keep_their_numbers_and_merged_cells_count_in_each_row():
    document = Document()
    document.add_paragraph("A. DANH MỤC MẪU")
    table = document.add_table(rows=4, cols=3)
    for at, cells in enumerate(
        [("TT", "Tên", "Phí"), ("1", "một", "x"), ("", "", ""), ("2", "", "")]
    ):
        for index, text in enumerate(cells):
            table.cell(at, index).text = text
    table.cell(1, 2).merge(table.cell(3, 2))
    table.cell(3, 0).merge(table.cell(3, 1))

    (found,) = read_docx_tables(saved(document))

    assert (1, ("A. DANH MỤC MẪU",)) == (found.number, found.above)
    assert [
        (1, ["TT", "Tên", "Phí"]),
        (2, ["1", "một", "x"]),
        (3, ["", "", "x"]),
        (4, ["2", "", "x"]),
    ] == found.lines


def test_what_is_no_word_file_is_refused_in_words():
    with pytest.raises(Refused, match="không mở được như tệp Word"):
        read_docx_tables(b"PK\x03\x04 nothing")
