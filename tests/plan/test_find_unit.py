"""Which unit a person means, by whatever is written."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from dondoc.plan.find_unit import HOW_TO_NAME, find_unit, name_key
from dondoc.problems import Refused

BEFORE, AFTER = date(2021, 3, 1), date(2027, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "so-van-hoa-the-thao-du-lich",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Văn hoá, Thể thao và Du lịch",
        "SỞ VĂN HOÁ THỂ THAO VÀ DU LỊCH",
        unicodedata.normalize("NFD", "Sở Văn hóa, Thể thao và Du lịch"),
    ],
)
def test_it_knows_a_unit_by_its_code_and_by_every_spelling_of_its_name(text, registry):
    assert "so-van-hoa-the-thao-du-lich" == find_unit(registry, text, AFTER).code


@pytest.mark.parametrize(
    "text",
    [
        "UBND phường Minh Xuân",
        "Ủy ban nhân dân phường Minh Xuân",
        "Uỷ ban nhân dân phường Minh Xuân",
        "phường Minh Xuân",
        "minh xuan",
        "Minh Xuân",
        "02215",
        "2215",
    ],
)
def test_it_knows_a_commune_in_the_ways_people_write_it(text, registry):
    assert "UBND phường Minh Xuân" == find_unit(registry, text, AFTER).name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MTTQ", "mttq-tinh"),
        ("mttq tinh", "mttq-tinh"),
        ("Uỷ ban MTTQ tỉnh", "mttq-tinh"),
        ("Hội LHPN tỉnh", "hoi-phu-nu"),
        ("LĐLĐ tỉnh", "lien-doan-lao-dong"),
    ],
)
def test_it_knows_a_body_by_what_it_is_called_for_short(text, code, registry):
    assert code == find_unit(registry, text, AFTER).code


def test_a_statistics_code_means_the_unit_that_bears_it_on_that_day(registry):
    assert "UBND phường Ỷ La" == find_unit(registry, "02215", BEFORE).name
    assert "UBND phường Minh Xuân" == find_unit(registry, "02215", AFTER).name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hòa", "hoà", True),
        ("thủy", "thuỷ", True),
        ("khoẻ", "khỏe", True),
        ("Quý", "Quí", False),
        ("Tân", "Tấn", False),
        ("Yên Sơn", "Yên Sòn", False),
    ],
)
def test_only_the_place_of_the_tone_is_free(one, other, same):
    assert same == (name_key(one) == name_key(other))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sở Tài chánh", "không có đơn vị nào tên như vậy; có phải Sở Tài chính?"),
        ("so-tai-chin", "không có đơn vị nào tên như vậy; có phải Sở Tài chính?"),
        ("Sở Kế hoạch và Đầu tư", "chỉ còn đến hết ngày 30/06/2025; hãy ghi Sở Tài chính"),
        ("UBND huyện Na Hang", "chỉ còn đến hết ngày 30/06/2025"),
        ("ke hoach va dau tu", "chỉ còn đến hết ngày 30/06/2025; hãy ghi Sở Tài chính"),
        ("zzz", f"không có đơn vị nào tên như vậy; {HOW_TO_NAME}"),
        ("", HOW_TO_NAME),
        ("000", f"không có đơn vị nào tên như vậy; {HOW_TO_NAME}"),
    ],
)
def test_it_says_what_to_write_instead(text, wanted, registry):
    with pytest.raises(Refused) as caught:
        find_unit(registry, text, AFTER)

    assert [wanted] == [problem.wanted for problem in caught.value.problems]


def test_it_says_when_a_unit_is_yet_to_come(registry):
    with pytest.raises(Refused, match="đến ngày 01/07/2025 mới thành lập"):
        find_unit(registry, "Sở Nông nghiệp và Môi trường", BEFORE)


def test_right_marks_part_two_names_and_wrong_ones_are_asked_about(registry):
    assert "UBND xã Tân Thành" == find_unit(registry, "xã Tân Thành", BEFORE).name
    assert "UBND xã Tân Thanh" == find_unit(registry, "xã Tân Thanh", BEFORE).name
    with pytest.raises(Refused, match="có nhiều đơn vị tên như vậy, hãy ghi rõ hơn"):
        find_unit(registry, "xa tan thanh", BEFORE)
    with pytest.raises(Refused, match="có phải UBND xã Tân "):
        find_unit(registry, "xã Tân Thánh", AFTER)


def test_a_body_and_its_heir_of_the_same_name_are_told_apart_by_code(registry):
    both = [unit for unit in registry.units if unit.name == "UBND phường Minh Xuân"]
    assert 2 == len(both)

    with pytest.raises(Refused, match=f"hãy ghi mã: {both[0].code}; {both[1].code}"):
        find_unit(registry, "phường Minh Xuân", AFTER, among=both)
    assert both[0] == find_unit(registry, both[0].code, AFTER, among=both)


def test_of_those_that_a_round_asks_it_says_who_is_not_among_them(registry):
    asked = [registry.unit("so-tai-chinh"), registry.unit("so-y-te")]

    for text, wanted in (
        ("SNV", "Sở Nội vụ không được giao việc này"),
        ("so noi vu", "Sở Nội vụ không được giao việc này"),
        ("Sở Tài chánh", "không có đơn vị nào tên như vậy được giao việc này; có phải Sở Tài chí"),
    ):
        with pytest.raises(Refused, match=wanted):
            find_unit(registry, text, AFTER, among=asked)
