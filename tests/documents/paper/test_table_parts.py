"""A table wider than the page: words are broken first, then it stands in parts."""

from __future__ import annotations

from dondoc.documents.paper.paper_styles import Style
from dondoc.documents.paper.table import Column, Kind, Table
from dondoc.documents.paper.table_xml import table_xml

IDS = {style: style.name for style in Style}
PAGE = 160  # mm between the margins of an upright A4


def drawn(*columns: Column) -> str:
    row = tuple(0 if one.kind is Kind.INTEGER else one.title for one in columns)
    return table_xml(Table("Thành phần hồ sơ", columns, (row,)), IDS, width_mm=PAGE)


def test_words_are_broken_before_a_table_is_parted() -> None:
    said = drawn(Column("Thành phần", 38), Column("Trong hồ sơ", 42))

    assert (1, 0) == (said.count("<w:tbl>"), said.count("(tiếp theo)"))


def test_what_is_wider_even_so_says_in_each_part_whose_row_it_is() -> None:
    figures = [Column(f"Chỉ tiêu {number}", 18, Kind.INTEGER) for number in range(5)]
    said = drawn(Column("Đơn vị", 44), *figures)

    assert said.count("<w:tbl>") == 1 + said.count("(tiếp theo)") > 1
    assert 2 * said.count("<w:tbl>") == said.count(">Đơn vị<")  # its head, and the row's name
