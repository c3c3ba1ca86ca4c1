"""Files as spreadsheets save them, and as they get damaged on the way."""

from __future__ import annotations

import unicodedata

import pytest

from dondoc.problems import Refused
from dondoc.tables.headings import SheetColumn
from dondoc.tables.sheet import read_sheet

COLUMNS = (
    SheetColumn("unit", "đơn vị", ("tên đơn vị",), required=True),
    SheetColumn("person", "đầu mối", ("họ tên",)),
    SheetColumn("address", "địa chỉ"),
)


def read(text: str | bytes) -> list[tuple[int, dict[str, str]]]:
    content = text if isinstance(text, bytes) else text.encode()
    return [(row.line, dict(row.cells)) for row in read_sheet(content, COLUMNS)]


def refusal(text: str | bytes) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(text)
    return [problem.sentence() for problem in caught.value.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_it_reads_what_spreadsheets_save(delimiter, mark, end):
    text = mark + end.join(delimiter.join(cells) for cells in [("đơn vị", "đầu mối"), ("a", "b")])

    assert [(2, {"unit": "a", "person": "b"})] == read(text + end)


@pytest.mark.parametrize(
    "heading", ["Đơn vị", "ĐƠN VỊ", "don vi", "unit", " Tên  đơn vị", "don_vi"]
)
def test_it_knows_a_column_by_any_of_its_names(heading):
    assert [(2, {"unit": "a"})] == read(f"{heading}\na\n")


def test_it_takes_headings_whose_marks_stand_apart():
    assert [(2, {"unit": "Sở Y tế"})] == (read(unicodedata.normalize("NFD", "đơn vị\nSở Y tế\n")))


def test_it_passes_over_blank_lines_and_still_counts_them():
    assert [(3, {"unit": "a"}), (6, {"unit": "b"})] == read("đơn vị\n\na\n,\n \nb\n")


def test_a_cell_may_hold_the_delimiter_a_line_break_and_odd_spaces():
    rows = read('đơn vị,đầu mối\n"a, b"," c \n d"\ne,f\n')

    assert [
        (2, {"unit": "a, b", "person": "c d"}),
        (4, {"unit": "e", "person": "f"}),
    ] == rows


def test_short_rows_end_in_empty_cells():
    assert [(2, {"unit": "a", "person": ""})] == read("đơn vị,đầu mối\na\n")


def test_it_asks_for_utf_8():
    assert [
        "Tệp: dòng 2 có ký tự không phải UTF-8; trong Excel hãy lưu lại bằng «CSV UTF-8» hoặc .xlsx"
    ] == (refusal("đơn vị\n".encode() + "Sở Y tế".encode("cp1258", "replace") + b"\xff\n"))
    assert [
        "Tệp: không phải tệp CSV dạng UTF-8; trong Excel hãy lưu lại bằng «CSV UTF-8» hoặc .xlsx"
    ] == (refusal("đơn vị\na\n".encode("utf-16")))


def test_it_names_every_heading_that_is_wrong():
    assert [
        "dòng 1, tên cột «địa chi mail»: không có cột này; có phải «địa chỉ»?",
        "dòng 1, tên cột «xyz»: không có cột này; các cột là «đơn vị», «đầu mối», «địa chỉ»",
        "dòng 1, tên cột «họ tên»: cột này có hai lần; hãy bỏ một",
        "dòng 1: thiếu cột «đơn vị»; hãy thêm cột ấy",
    ] == refusal("địa chi mail,xyz,đầu mối,họ tên\n")


def test_it_refuses_a_cell_that_stands_under_no_heading():
    stray = "ô này không thuộc cột nào; ô có dấu phân cách phải đặt trong dấu nháy kép"

    assert [f"dòng 2 «c»: {stray}", f"dòng 3 «d»: {stray}"] == (
        refusal("đơn vị,,địa chỉ\na,c,b\na,,b,d\n")
    )


def test_it_names_the_line_where_a_quotation_mark_is_left_open():
    wanted = "dấu nháy kép mở mà không đóng, hoặc đứng sai chỗ; hãy xem lại dòng này"

    assert [f"dòng 3: {wanted}"] == refusal('đơn vị\na\n"b\nc\n')


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_it_refuses_an_empty_file(text):
    assert ["Tệp: không có dòng nào; dòng đầu phải là tên các cột"] == refusal(text)
