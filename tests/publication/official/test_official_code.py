"""Codes as lists write them, and as spreadsheets damage them."""

from __future__ import annotations

import pytest

from dondoc.publication.official.official_code import (
    OfficialCode,
    code_of_name,
    read_code,
    says_no_code,
)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("1.012790", OfficialCode("1.012790")),
        ("1.012790.000.00.00.H41", OfficialCode("1.012790", "000.00.00.H41")),
        ("1.012753.H19", OfficialCode("1.012753", "H19")),
        (
            "1.012790.000.00.00.H41-Đính chính mẫu",
            OfficialCode("1.012790", "000.00.00.H41-Đính chính mẫu"),
        ),
        ("\u200b1.012790 ", OfficialCode("1.012790")),
        ("'1.012790", OfficialCode("1.012790")),
        ("1.00046", OfficialCode("1.000460", restored=True)),
        ("1,00046", OfficialCode("1.000460", restored=True)),
        ("1000460", OfficialCode("1.000460", restored=True)),
        ("1.000.460", OfficialCode("1.000460", restored=True)),
        ("T-BPC-280421-TT", OfficialCode("T-BPC-280421-TT")),
    ],
)
def test_a_code_is_cut_to_its_core_and_what_a_spreadsheet_took_is_put_back(written, wanted):
    assert wanted == read_code(written)


@pytest.mark.parametrize(
    "written", ["1.004873A", "1.0048738962", "21.004873", "0.004873", "1.004873,5", "mã", "12/3"]
)
def test_what_is_no_code_is_none(written):
    assert read_code(written) is None


def test_every_code_survives_a_spreadsheet():
    codes = [f"{first}.{rest:06d}" for first in (1, 2, 9) for rest in range(0, 1_000_000, 997)]

    assert codes == [read_code(str(float(one))).core for one in codes if read_code(str(float(one)))]
    assert codes == [read_code(one.replace(".", "")).core for one in codes]


@pytest.mark.parametrize("said", ["Không có mã số", "không có mã TTHC", "", "-", "(Chưa có mã số)"])
def test_a_cell_may_say_that_there_is_none(said):
    assert says_no_code(said)


def test_one_without_a_code_is_known_by_its_name_however_it_is_typed():
    assert code_of_name("Thủ tục  CẤP giấy mẫu.") == code_of_name("cấp giấy mẫu")
    assert code_of_name("cấp giấy mẫu").startswith("X-")
