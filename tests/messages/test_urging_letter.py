"""The draft công văn đôn đốc."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dondoc.messages.urging_wording import (
    NO_BREAK,
    LateUnit,
    UrgingLetter,
    urging_markdown,
    urging_text,
)
from dondoc.problems import Refused


def render_urging_letter(letter: UrgingLetter) -> str:
    return urging_markdown(urging_text(letter))


@pytest.fixture
def late_letter() -> UrgingLetter:
    return UrgingLetter(
        monitor="Sở Nội vụ",
        above="Ủy ban nhân dân tỉnh Tuyên Quang",
        symbol="SNV-CCHC",
        title="Báo cáo kết quả tuyên truyền cải cách hành chính",
        period_label="quý I năm 2027",
        plan="Kế hoạch số 15/KH-UBND ngày 26/01/2021 của UBND tỉnh Tuyên Quang",
        plan_title="Tuyên truyền cải cách hành chính tỉnh Tuyên Quang năm 2021",
        clause="III.1.1, gạch đầu dòng thứ ba",
        due_on=date(2027, 3, 16),
        as_of=date(2027, 3, 17),
        units=(
            LateUnit("Sở Y tế", 13, "order"),
            LateUnit("Hội Nông dân tỉnh", 52, "request"),
            LateUnit("Sở Tài chính", 5, "order"),
        ),
        basis="Hạn do Sở Nội vụ đề xuất",
        basis_confirmed=False,
        plan_note="Chưa có kế hoạch công khai năm 2027; tạm áp dụng kế hoạch này.",
        report_on=date(2027, 3, 18),
        report_to="UBND tỉnh",
        place="Tuyên Quang",
        filed="VT, CCHC",
    )


def test_it_says_these_words(late_letter, same_as_sample):
    same_as_sample("urging_letter.md", render_urging_letter(late_letter))


def test_number_and_date_are_left_blank(late_letter):
    draft = render_urging_letter(late_letter)

    blank = NO_BREAK * 6  # which Markdown keeps, as it does not keep blanks in a row
    assert f"\nSố:{blank}/SNV-CCHC\n" in draft
    assert f"\n*Tuyên Quang, ngày{blank}tháng{blank}năm 2027*\n" in draft
    assert "  " not in draft


def test_units_stand_in_official_order_and_no_asked_one_among_them(late_letter):
    draft = render_urging_letter(late_letter)

    assert "\n1. Sở Tài chính;\n2. Sở Y tế.\n" in draft
    assert "Hội Nông dân" not in draft


def test_it_asks_for_the_answer_before_the_day_of_the_report(late_letter):
    draft = render_urging_letter(late_letter)

    assert "về Sở Nội vụ trước ngày 18 tháng 3 năm 2027 để tổng hợp, báo cáo UBND tỉnh." in draft
    assert "\nQuá thời hạn trên, Sở Nội vụ sẽ tổng hợp danh sách, báo cáo Chủ tịch" in draft
    assert "./.\n" in draft


def test_on_that_day_it_asks_before_eleven(late_letter):
    draft = render_urging_letter(replace(late_letter, as_of=date(2027, 3, 18)))

    assert "về Sở Nội vụ trước 11 giờ ngày 18 tháng 3 năm 2027 để tổng hợp" in draft


@pytest.mark.parametrize("facts", [{"report_on": None}, {"as_of": date(2027, 3, 25)}])
def test_without_a_day_ahead_it_asks_for_the_answer_soon(facts, late_letter):
    draft = render_urging_letter(replace(late_letter, **facts))

    assert "về Sở Nội vụ trong thời gian sớm nhất.\n\nSở Nội vụ sẽ tổng hợp danh sách" in draft


def test_a_single_unit_is_addressed_by_name(late_letter):
    draft = render_urging_letter(replace(late_letter, units=late_letter.units[2:]))

    assert "\nKính gửi: Sở Tài chính\n" in draft
    assert "\n1." not in draft


def test_who_signs_learns_that_the_date_is_not_confirmed(late_letter):
    body, _, note = render_urging_letter(late_letter).partition("\n---\n")

    assert "chưa được xác nhận" in note
    assert "xác nhận" not in body


def test_names_cannot_become_markup(late_letter):
    units = (LateUnit("Sở *Tài* <chính>", 1, "order"), LateUnit("Sở Y_tế_", 2, "order"))

    draft = render_urging_letter(replace(late_letter, units=units))

    assert "1. Sở \\*Tài\\* \\<chính\\>;\n2. Sở Y\\_tế\\_." in draft


def test_there_is_no_letter_when_only_asked_units_are_missing(late_letter):
    with pytest.raises(Refused, match="không có đơn vị nào để đôn đốc"):
        render_urging_letter(replace(late_letter, units=late_letter.units[1:2]))
