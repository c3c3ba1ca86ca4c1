"""Vietnamese lists in the order of a Vietnamese dictionary."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest

from dondoc.text import sort_key

IN_ORDER = (
    "",
    " ",
    "- Ba Bể",
    "2",
    "10",
    "An",
    "an ninh",
    "ăn",
    "ân",
    "Bắc Quang",
    "Chiêm Hóa",
    "Dân Tiến",
    "Duyên Hải",
    "Đạo Đức",
    "Đông Thọ",
    "Em",
    "Êm",
    "Hà Giang",
    "la",
    "La",
    "là",
    "lả",
    "lã",
    "lá",
    "lạ",
    "lan",
    "làn",
    "lăn",
    "lân",
    "o",
    "ô",
    "ơ",
    "Sơn Dương",
    "Tổ 2",
    "Tổ 10",
    "Tuyên Quang",
    "u",
    "ư",
    "ừ",
    "Xín Mần",
    "Yên Sơn",
)


def test_letters_come_first_then_tones_then_capitals() -> None:
    mixed = random.Random(7).sample(IN_ORDER, len(IN_ORDER))

    assert list(IN_ORDER) == sorted(mixed, key=sort_key)


def test_a_tone_counts_only_where_all_letters_agree() -> None:
    assert ["hoa", "hòa", "hoa mai", "hòa mai"] == sorted(
        ["hòa mai", "hoa mai", "hòa", "hoa"], key=sort_key
    )


@pytest.mark.parametrize("text", IN_ORDER)
def test_how_the_marks_are_typed_makes_no_difference(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)

    assert sort_key(text)[:2] == sort_key(apart)[:2]


def test_any_text_has_its_place() -> None:
    began = time.process_time()

    assert sorted(["\u0300", "9" * 50_000, "đ" * 50_000, "\ud800", "١٢"], key=sort_key)
    assert time.process_time() - began < 2
