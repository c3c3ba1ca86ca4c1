"""What a spreadsheet hides in an address is not read as part of it (X06, X09)."""

from __future__ import annotations

import pytest

from dondoc.contacts.contact_columns import COLUMNS
from dondoc.tables.sheet import read_sheet
from dondoc.text import typed_address

CLERK = "van-thu@so-tai-chinh.example"


@pytest.mark.parametrize(
    "written",
    [
        "van-thu@so-tai\u200b-chinh.example",
        f"\ufeff{CLERK}",
        f"mailto:{CLERK}",
        f"MAILTO:{CLERK}",
        f"<{CLERK}>",
        "van\u2011thu@so-tai-chinh.example",
        f"\u00a0{CLERK} ",
    ],
)
def test_an_address_is_read_as_it_looks(written):
    (row,) = read_sheet(f"đơn vị;địa chỉ\nso-tai-chinh;{written}\n".encode(), COLUMNS)

    assert CLERK == row["address"]
    assert CLERK == typed_address(written)


def test_a_unit_is_known_by_what_it_looks_like():
    (row,) = read_sheet(f"đơn vị;địa chỉ\nso\u2011tai\u00ad-chinh;{CLERK}\n".encode(), COLUMNS)

    assert "so-tai-chinh" == row["unit"]
