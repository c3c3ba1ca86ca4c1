"""What an officer types in a demand, read and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.demands.demand import check_demand
from dondoc.demands.demand_form import Demand
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused

NOW = at(date(2027, 3, 8), 9, 0)
DEMAND = Demand("Hội nghị", "Sở Tài chính", "16/03/2027", "45/SNV-CCHC", "08/03/2027")


def _codes(rulebook: Rulebook, units: str) -> list[str]:
    checked = check_demand(rulebook, replace(DEMAND, units=units), now=NOW)
    return [unit.code for unit in checked.units]


@pytest.mark.parametrize(
    ("units", "count"),
    [
        ("các sở, ban, ngành", 14),
        ("các sở", 14),
        ("các xã", 124),
        ("đoàn thể", 6),
        ("Các sở, ban, ngành thuộc tỉnh; Sở Tài chính", 14),
        ("cap_xa", 124),
        ("so tai chinh, so y te\nThanh tra tỉnh", 3),
        ("các sở, ban, ngành\nHội Nông dân tỉnh", 15),
    ],
)
def test_units_are_named_as_people_name_them(rulebook: Rulebook, units: str, count: int):
    assert count == len(_codes(rulebook, units))


def test_who_asks_is_left_out_of_the_group_that_is_asked(rulebook: Rulebook):
    assert "so-noi-vu" not in _codes(rulebook, "các sở, ban, ngành")


def test_a_demand_to_the_watching_body_is_its_own_duty(rulebook: Rulebook):
    checked = check_demand(rulebook, replace(DEMAND, units="Sở Nội vụ"), now=NOW)

    assert "III.1.2.a5" == checked.duty.code


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"subject": " . "}, "Nội dung: hãy ghi ngắn gọn, ví dụ: "),
        ({"subject": "dài " * 60}, "dài quá 150 ký tự"),
        ({"units": ""}, "Đơn vị: hãy ghi tên đơn vị"),
        ({"units": "Sở Lạ"}, "Đơn vị «Sở Lạ»: không có đơn vị nào tên như vậy; hãy ghi"),
        ({"units": "cấp huyện"}, "Đơn vị «cấp huyện»: hiện không có đơn vị nào"),
        ({"due_on": ""}, "Hạn gửi: Chưa ghi ngày."),
        ({"due_on": "31/02/2027"}, "Hạn gửi «31/02/2027»: Ngày 31/02/2027 không có trong lịch."),
        ({"due_on": "08/03/2027"}, "phải sau hôm nay (08/03/2027); sớm nhất là thứ Ba, 09/03/2027"),
        (
            {"due_on": "13/03/2027"},
            "là ngày nghỉ (thứ Bảy); hãy chọn thứ Sáu, 12/03/2027 hoặc thứ Hai, 15/03/2027",
        ),
        ({"due_on": "10/04/2028"}, "xa quá một năm"),
        ({"document_number": ""}, "Số văn bản: hãy ghi số, ký hiệu văn bản yêu cầu"),
        ({"document_number": "abc"}, "Số văn bản «abc»: không đọc được số và ký hiệu"),
        ({"document_on": "09/03/2027"}, "Ngày văn bản «09/03/2027»: sau hôm nay"),
        ({"duty": "bao-cao-dinh-ky"}, "Nhiệm vụ «bao-cao-dinh-ky»: hãy ghi một trong: "),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    rulebook: Rulebook, change: dict[str, str], sentence: str
):
    with pytest.raises(Refused) as refused:
        check_demand(rulebook, replace(DEMAND, **change), now=NOW)

    assert sentence in str(refused.value)
    assert 1 == len(refused.value.problems)


def test_in_the_evening_units_hear_tomorrow_and_have_the_day_after(rulebook: Rulebook):
    friday = at(date(2027, 3, 12), 18)
    monday = replace(DEMAND, due_on="15/03/2027")
    with pytest.raises(Refused, match="sớm nhất là thứ Ba, 16/03/2027"):
        check_demand(rulebook, monday, now=friday)

    assert date(2027, 3, 15) == check_demand(rulebook, monday, now=NOW).asked.due_on
    tuesday = replace(DEMAND, due_on="16/03/2027")
    assert date(2027, 3, 16) == check_demand(rulebook, tuesday, now=friday).asked.due_on


def test_every_wrong_field_is_named_at_once(rulebook: Rulebook):
    with pytest.raises(Refused) as refused:
        check_demand(rulebook, Demand("", "", ""), now=NOW)

    fields = {problem.field for problem in refused.value.problems}
    assert {"subject", "units", "due_on", "document_number", "document_on"} == fields
