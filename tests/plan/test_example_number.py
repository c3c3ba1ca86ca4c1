"""An example of a number is of its reader's own body, and never a body's invented symbol."""

from __future__ import annotations

import pytest

from dondoc.plan.example_number import example_number
from dondoc.plan.rulebook import Rulebook


@pytest.mark.parametrize(
    ("unit", "title", "example"),
    [
        ("so-tai-chinh", "Báo cáo kết quả", "12/BC-STC"),
        ("so-tai-chinh", "Kế hoạch tuyên truyền", "12/KH-STC"),
        ("xa-02269-2025", "Báo cáo kết quả", "12/BC-UBND"),
        ("huyen-na-hang", "Triển khai kế hoạch tại cấp xã", "12/KH-UBND"),
        ("mttq-tinh", "Phối hợp tuyên truyền", "12/BC-…"),
    ],
)
def test_it_bears_the_readers_own_symbol(
    rulebook: Rulebook, unit: str, title: str, example: str
) -> None:
    assert example == example_number(rulebook.registry.unit(unit), title)


def test_of_no_known_body_it_leaves_the_symbol_open() -> None:
    assert "12/BC-…" == example_number(None)
