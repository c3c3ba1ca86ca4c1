"""What must be heard of again, and what is a typo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dondoc.clock import at
from dondoc.conference.announcement import SessionFacts, announcement, concerns

MORNING = SessionFacts(
    number=1,
    name="Buổi sáng: các sở, ban, ngành",
    starts_at=at(date(2026, 11, 27), 8),
    ends_at=at(date(2026, 11, 27), 11, 30),
    place="Hội trường Sở Nội vụ",
    link="",
)
AFTERNOON = replace(
    MORNING,
    number=2,
    name="Buổi chiều: các huyện, thành phố",
    starts_at=at(date(2026, 11, 27), 13, 30),
    ends_at=at(date(2026, 11, 27), 17),
)
SAID = announcement("Phó Chủ tịch UBND tỉnh", [AFTERNOON, MORNING])


def test_the_day_is_that_of_the_first_session() -> None:
    assert date(2026, 11, 27) == SAID.day
    assert (1, 2) == tuple(one.number for one in SAID.sessions)
    assert AFTERNOON.ends_at == SAID.ends_at


def test_what_was_kept_is_read_back() -> None:
    assert type(SAID).of(SAID.values()) == SAID


def test_a_typo_in_a_label_is_no_change() -> None:
    mended = announcement(SAID.chair, [replace(MORNING, name="Buổi sáng: sở, ngành"), AFTERNOON])

    assert mended.mark == SAID.mark


def test_hour_place_link_and_chair_are_changes() -> None:
    others = [
        announcement(
            SAID.chair, [replace(MORNING, starts_at=at(date(2026, 11, 27), 9)), AFTERNOON]
        ),
        announcement(SAID.chair, [replace(MORNING, place="Hội trường UBND tỉnh"), AFTERNOON]),
        announcement(SAID.chair, [replace(MORNING, link="https://hop.example/1"), AFTERNOON]),
        announcement("Giám đốc Sở Nội vụ", [MORNING, AFTERNOON]),
    ]

    assert 5 == len({SAID.mark, *(one.mark for one in others)})


def test_only_the_session_that_moved_is_concerned() -> None:
    moved = announcement(SAID.chair, [MORNING, replace(AFTERNOON, place="Hội trường UBND tỉnh")])

    assert not concerns(SAID, moved, 1, 1)
    assert concerns(SAID, moved, 2, 2)
    assert concerns(SAID, moved, 1, 2)  # put into the other session


def test_a_new_chair_concerns_everybody() -> None:
    assert concerns(SAID, replace(SAID, chair="Giám đốc Sở Nội vụ"), 1, 1)
