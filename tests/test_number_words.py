"""Numbers as a Vietnamese sentence writes them: one function."""

from __future__ import annotations

import pytest

from dondoc.text import in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (2, "hai"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (13, "mười ba"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (35, "ba mươi lăm"),
        (99, "chín mươi chín"),
    ],
)
def test_a_number_below_a_hundred_is_written_out(number: int, words: str):
    assert words == in_words(number)


@pytest.mark.parametrize("number", [-1, 100])
def test_any_other_is_refused(number: int):
    with pytest.raises(ValueError, match=str(number)):
        in_words(number)
