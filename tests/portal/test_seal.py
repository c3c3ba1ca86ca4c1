"""What a page carries comes back unchanged, for its purpose and in time, or it is worth nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.portal.seal import Expired, Seal

NOW = at(date(2027, 3, 15), 9, 14)
SEAL = Seal(b"khoa", "tep cua viec 7", timedelta(hours=1), NOW)
VALUE = ["Báo cáo.pdf", 12]


def test_what_was_signed_is_read_until_its_end():
    text = SEAL.sign(VALUE)

    assert VALUE == SEAL.read(text)
    assert VALUE == replace(SEAL, now=NOW + timedelta(hours=1)).read(text)


def test_what_is_too_old_says_so_and_what_it_was():
    text = SEAL.sign(VALUE)

    with pytest.raises(Expired) as caught:
        replace(SEAL, now=NOW + timedelta(hours=1, minutes=3)).read(text)

    assert VALUE == caught.value.value


@pytest.mark.parametrize(
    "other", [replace(SEAL, purpose="tep cua viec 8"), replace(SEAL, key=b"khoa khac")]
)
def test_of_another_purpose_or_key_it_is_nothing(other: Seal):
    assert other.read(SEAL.sign(VALUE)) is None


@pytest.mark.parametrize("place", [0, 5, -10])
def test_a_changed_letter_makes_it_nothing(place: int):
    text = SEAL.sign(VALUE)
    letter = "A" if text[place] != "A" else "B"
    changed = text[:place] + letter + text[place + 1 :]

    assert SEAL.read(changed) is None


@pytest.mark.parametrize("text", ["", ".", "..", "x", "x.y.z", "é.è.ẻ", "\ud800", "a" * 5000])
def test_what_was_never_signed_is_nothing(text: str):
    assert SEAL.read(text) is None


def test_a_machine_whose_clock_is_a_little_behind_takes_it():
    behind = replace(SEAL, now=NOW - timedelta(seconds=30))

    assert VALUE == behind.read(SEAL.sign(VALUE))
