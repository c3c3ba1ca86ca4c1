"""The key of a notice: one form, written and read in one place."""

from __future__ import annotations

import pytest

from dondoc.ledger.notice_key import (
    NoticeKey,
    about_assignment,
    about_duty,
    about_round,
    about_unit,
)
from models.kinds import NoticeKind

KEYS = {
    "a12·c3·reminder·T-5·2": NoticeKey(about_assignment(12), 3, NoticeKind.REMINDER, "T-5", 2),
    "r5·c3·below_threshold·T·1": NoticeKey(about_round(5), 3, NoticeKind.BELOW_THRESHOLD, "T"),
    "uso-y-te·c3·unreachable·c7·1": NoticeKey(
        about_unit("so-y-te"), 3, NoticeKind.UNREACHABLE, "c7"
    ),
    "dIII.1.5.a·2027·c3·continuous·OPEN·1": NoticeKey(
        about_duty("III.1.5.a", 2027), 3, NoticeKind.CONTINUOUS, "OPEN"
    ),
    "a12·c3·opening·OPEN·1·lai9.2": NoticeKey(
        about_assignment(12), 3, NoticeKind.OPENING, "OPEN", again="9.2"
    ),
}


@pytest.mark.parametrize("text", KEYS)
def test_it_is_written_so_and_read_again(text: str) -> None:
    assert text == str(KEYS[text])
    assert KEYS[text] == NoticeKey.parse(text)


def test_said_to_another_contact_it_differs_in_that_alone() -> None:
    key = NoticeKey.parse("uso-y-te·c3·unreachable·c3·1")

    assert "uso-y-te·c8·unreachable·c3·1" == str(key.to(8))


def test_said_again_it_is_another_and_can_be_the_first_again() -> None:
    key = NoticeKey.parse("a12·c3·opening·OPEN·1·lai9.1")

    assert "a12·c3·opening·OPEN·1·lai9.2" == str(key.said_again("9.2"))
    assert "a12·c3·opening·OPEN·1" == str(key.said_again(""))


@pytest.mark.parametrize("text", ["", "a12·c3·opening", "uso-y-te·c3·unreachable·c7"])
def test_what_is_no_key_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="no key of a notice"):
        NoticeKey.parse(text)
