"""Who hears what on which day of the conference's life; nothing twice, nothing too late."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.conference.walk.conference_walk import ConferenceWalk, GuestManner
from tests.conference.walk.whole_life import (
    ABSENT,
    CHANGES,
    HOST,
    PROMPT,
    SILENT,
    SUBSTITUTE,
    WALKS_IN,
    asker,
    owner,
    tasked,
)

CONFIRMED = (
    *("02/11 Mời họp", "03/11 Biên nhận", "16/11 Đổi lịch", "17/11 Biên nhận"),
    *("01/12 Tài liệu", "03/12 Sắp họp"),
)
UNANSWERED = (
    *("02/11 Mời họp", "05/11 Nhắc hạn", "12/11 Nhắc hạn", "16/11 Đổi lịch"),
    *("19/11 Nhắc hạn", "25/11 Nhắc hạn"),
)
"""Before the move 10 and 5 working days ahead; the last 2 are of the new date alone."""
HEARD: dict[GuestManner, tuple[str, ...]] = {
    PROMPT: CONFIRMED,
    SILENT: (*UNANSWERED, "07/12 Việc mới", "10/12 Nhắc hạn"),
    CHANGES: (
        *("02/11 Mời họp", "03/11 Biên nhận", "16/11 Đổi lịch", "19/11 Nhắc hạn"),
        *("25/11 Nhắc hạn", "26/11 Biên nhận", "07/12 Việc mới", "08/12 Biên nhận"),
    ),
    SUBSTITUTE: (
        *("02/11 Mời họp", "05/11 Nhắc hạn", "09/11 Biên nhận", "16/11 Đổi lịch"),
        *("19/11 Nhắc hạn", "23/11 Biên nhận", "01/12 Tài liệu", "03/12 Sắp họp"),
    ),
    WALKS_IN: UNANSWERED,
    ABSENT: (*CONFIRMED, "07/12 Việc mới", "10/12 Nhắc hạn", "11/12 Biên nhận"),
}


@pytest.mark.parametrize("manner", GuestManner)
def test_each_unit_hears_what_its_manner_calls_for(
    life_walked: ConferenceWalk, manner: GuestManner
) -> None:
    special = {HOST, asker(life_walked), owner(life_walked), tasked(life_walked)}
    units = [unit for unit in life_walked.of(manner) if unit not in special]

    assert {HEARD[manner]} == {life_walked.words(unit) for unit in units}


def test_who_holds_it_is_not_asked_by_itself_to_read(life_walked: ConferenceWalk) -> None:
    assert life_walked.words(HOST) in ((), UNANSWERED)  # communes are a list without it


def test_the_answer_goes_to_who_asked_and_the_work_to_whom_it_was_given(
    life_walked: ConferenceWalk,
) -> None:
    assert (*CONFIRMED, "11/12 Trả lời") == life_walked.words(asker(life_walked))
    assert (*CONFIRMED, "07/12 Việc mới", "10/12 Biên nhận") == life_walked.words(
        owner(life_walked)
    )
    chase = ("07/12 Việc mới", "16/12 Nhắc hạn", "18/12 Hôm nay", "21/12 Quá hạn")
    assert (*CONFIRMED, *chase) == life_walked.words(tasked(life_walked))


def test_who_is_no_longer_invited_hears_of_nothing_that_follows(
    life_walked: ConferenceWalk,
) -> None:
    assert ("02/11 Mời họp", "04/11 Thôi mời") == life_walked.words(life_walked.removed)


def test_nobody_else_hears_anything(life_walked: ConferenceWalk) -> None:
    invited = {*life_walked.manners, life_walked.removed}

    assert invited == {one.unit for one in life_walked.letters}


def test_no_letter_is_sent_twice(life_walked: ConferenceWalk) -> None:
    counted = Counter((one.on, one.unit, one.subject) for one in life_walked.letters)

    assert {1} == set(counted.values())


def test_after_the_move_no_letter_speaks_of_the_first_day(life_walked: ConferenceWalk) -> None:
    later = [one for one in life_walked.letters if one.on > date(2026, 11, 16)]

    assert [] == [one.subject for one in later if "27/11 8h00" in one.subject]
    assert {"T6 04/12 8h00"} == {
        one.subject.split(", ")[1].split(" – ")[0]
        for one in later
        if one.word.endswith(("Sắp họp", "Tài liệu"))
    }
