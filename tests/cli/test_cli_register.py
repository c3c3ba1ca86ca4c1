"""`dondoc register`: a register is held against what waits; seen first, then written."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.cli.register_command import register_lines
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem
from dondoc.submissions.arrival_register import Matched, RegisterMatch
from dondoc.submissions.confirm_sending import Arrival


@pytest.mark.parametrize(
    ("apply", "last"),
    [
        (False, "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi."),
        (True, "Đã ghi vào sổ; đơn vị nhận lại biên nhận."),
    ],
)
def test_it_says_what_is_settled_what_is_left_and_what_cannot_be(
    rulebook: Rulebook, apply: bool, last: str
) -> None:
    unit = rulebook.registry.unit("so-tai-chinh")
    found = RegisterMatch(4, unit, "12/BC-STC", Arrival(date(2027, 3, 16), "451"))
    odd = Problem("dòng 3, cột ngày đến", "31/02/2027", "không có trong lịch")

    said = register_lines(Matched((found,), ("Sở Y tế, 8/BC-SYT",), (odd,)), apply=apply)

    assert [
        "! dòng 3, cột ngày đến «31/02/2027»: không có trong lịch",
        "+ Sở Tài chính, 12/BC-STC: đến 16/03/2027, số đến 451",
        "? Sở Y tế, 8/BC-SYT: không thấy trong sổ, vẫn chờ xác nhận",
        "1 ngày gửi khớp với sổ, 1 còn chờ.",
        last,
    ] == said
