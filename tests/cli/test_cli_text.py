"""Tables and prose on a terminal."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest

from dondoc.cli.terminal_text import as_json, fact, table, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("Đơn vị", 6), (unicodedata.normalize("NFD", "Đơn vị"), 6), ("省", 2), ("", 0)],
)
def test_width_is_what_is_seen(text, columns):
    assert columns == width(text)


def test_columns_are_aligned_and_numbers_stand_to_the_right():
    spread = unicodedata.normalize("NFD", "Sở Y tế")

    assert [
        "Tên      Số",
        "───────  ──",
        f"{spread}   5",
        "a        12",
    ] == table(("Tên", "Số"), [(spread, 5), ("a", 12)]).splitlines()


def test_an_empty_table_still_has_its_heads():
    assert ["Tên  Số", "───  ──"] == table(("Tên", "Số"), []).splitlines()


def test_a_fact_wraps_under_itself():
    said = fact("Hạn", " ".join(["chữ"] * 40), indent=2, column=10)

    first, second = said.splitlines()
    assert first.startswith("  Hạn     chữ chữ")
    assert second.startswith("          chữ")
    assert len(first) <= 100


def test_json_keeps_letters_and_writes_dates_as_iso():
    when = datetime(2027, 3, 1, 1, tzinfo=UTC)

    assert '{\n  "Hạn": "2027-03-01",\n  "lúc": "2027-03-01T01:00:00+00:00"\n}' == (
        as_json({"Hạn": date(2027, 3, 1), "lúc": when})
    )
