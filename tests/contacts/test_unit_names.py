"""Which unit a cell means."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from dondoc.contacts.unit_names import UnknownUnit, find_unit, name_key

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
        "02215",
        "2215",
    ],
)
def test_it_knows_a_commune_in_the_ways_people_write_it(text, registry):
    assert "UBND phường Minh Xuân" == find_unit(registry, text, AFTER).name


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
        ("Sở Tài chánh", "không có đơn vị này; có phải Sở Tài chính?"),
        ("so-tai-chin", "không có đơn vị này; có phải Sở Tài chính?"),
        ("Sở Kế hoạch và Đầu tư", "chỉ còn đến hết ngày 30/06/2025; hãy ghi Sở Tài chính"),
        ("UBND huyện Na Hang", "chỉ còn đến hết ngày 30/06/2025"),
        ("zzz", "không có đơn vị này; hãy ghi mã, mã thống kê hoặc tên như trong units.yaml"),
    ],
)
def test_it_says_what_to_write_instead(text, wanted, registry):
    with pytest.raises(UnknownUnit) as caught:
        find_unit(registry, text, AFTER)

    assert wanted == str(caught.value)


def test_it_says_when_a_unit_is_yet_to_come(registry):
    with pytest.raises(UnknownUnit, match="đến ngày 01/07/2025 mới thành lập"):
        find_unit(registry, "Sở Nông nghiệp và Môi trường", BEFORE)
