"""Text that every database, file and page can keep."""

from __future__ import annotations

import time
import unicodedata

import pytest

from dondoc.text import legible


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Sở Tài chính", "Sở Tài chính"),
        (unicodedata.normalize("NFD", "Sở Tài chính"), "Sở Tài chính"),
        ("a\x00b\x1bc\x85d", "abcd"),
        ("một\r\nhai\rba\tbốn", "một\nhai\nba\tbốn"),
        ("\ud800a\udfff", "a"),
        ("a\ufffeb", "ab"),
        ("😀 ﷽", "😀 ﷽"),
        ("ệ" + "\u0301" * 1000, "ệ" + "\u0301" * 16),
    ],
)
def test_it_keeps_what_can_be_read(given: str, kept: str) -> None:
    assert kept == legible(given)


def test_a_mountain_of_marks_is_no_work() -> None:
    began = time.process_time()

    assert 17 == len(legible("x" + "\u0316\u0302" * 400_000))
    assert time.process_time() - began < 2
