"""Figures in one line: by their Vietnamese names, by how those begin, or by their codes."""

from __future__ import annotations

import pytest

from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.submissions.named_figures import read_figures

WANTED = {"tin_bai": "12", "hoi_nghi": "3", "an_pham": "0", "luot_nguoi": "1.250"}


@pytest.mark.parametrize(
    "given",
    [
        "Tin, bài: 12; Hội nghị: 3, Tờ rơi = 0\nlượt người: 1.250",
        (
            "Tin, bài tuyên truyền cải cách hành chính đã đăng, phát: 12, Hội nghị, cuộc họp có"
            " lồng ghép nội dung cải cách hành chính: 3, TỜ RƠI, PA NÔ: 0, Lượt người: 1.250"
        ),
        "tin_bai=12, hoi_nghi=3; an_pham: 0; luot_nguoi=1.250",
        {"tin_bai": 12, "Hội nghị": 3, "an_pham": 0, "luot_nguoi": "1.250"},
    ],
)
def test_a_figure_is_known_by_its_name_and_by_its_code(rulebook: Rulebook, given: object) -> None:
    indicators = rulebook.registry.plan.duty("III.1.1.c").indicators

    assert WANTED == read_figures(given, indicators)  # type: ignore[arg-type]


def test_without_the_names_what_was_typed_is_the_code() -> None:
    assert {"a": "1", "b": "2", "c": "3"} == read_figures("a=1; B: 2\nc=3")


@pytest.mark.parametrize("given", ["mười hai", "tin_bai=12, hoi_nghi"])
def test_what_has_no_value_is_refused_with_names_of_the_duty(
    rulebook: Rulebook, given: str
) -> None:
    indicators = rulebook.registry.plan.duty("III.1.1.c").indicators

    with pytest.raises(Refused, match="hãy ghi như Tin, bài tuyên truyền"):
        read_figures(given, indicators)
