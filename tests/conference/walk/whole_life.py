"""What happens on which day of the walk: the office's acts, and the units' in their manners."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.conference.walk.conference_walk import ENDS_ON, ConferenceWalk, GuestManner

PROMPT, SILENT, CHANGES, SUBSTITUTE, WALKS_IN, ABSENT = GuestManner
TASK = {"number": "1", "text": "Rà soát tài liệu kiểm chứng", "due_on": "18/12/2026"}
QUESTION, ANSWER = "Báo cáo điện tử có được tính không?", "Có, khi đã ký số."


HOST = "so-noi-vu"
"""It is invited like the others, where it is on the list, and silent."""


def asker(walk: ConferenceWalk) -> str:
    return walk.of(PROMPT)[0]


def owner(walk: ConferenceWalk) -> str:
    return walk.of(PROMPT)[1]


def tasked(walk: ConferenceWalk) -> str:
    return walk.of(PROMPT)[2]


def _yes(walk: ConferenceWalk) -> None:
    walk.answer(walk.of(PROMPT), "comes", "Nguyễn Văn An", "Trần Thị Bình")
    walk.answer(walk.of(CHANGES, ABSENT), "comes", "Lê Văn Chi")


def _removal(walk: ConferenceWalk) -> None:
    walk.hall.remove(walk.now, walk.removed)


def _yes_when_reminded(walk: ConferenceWalk) -> None:
    walk.answer(walk.of(SUBSTITUTE), "comes", "Lê Văn Chi")


def _yes_again(walk: ConferenceWalk) -> None:
    walk.answer(walk.of(PROMPT), "comes", "Nguyễn Văn An", "Trần Thị Bình")
    walk.answer(walk.of(ABSENT), "comes", "Lê Văn Chi")


def _another_person(walk: ConferenceWalk) -> None:
    walk.answer(walk.of(SUBSTITUTE), "substitute", "Đỗ Thị Thay")


def _another_mind(walk: ConferenceWalk) -> None:
    walk.answer(walk.of(CHANGES), "cannot", reason="Trùng lịch họp")


def _documents(walk: ConferenceWalk) -> None:
    walk.hall.publish(walk.now)


def _day(walk: ConferenceWalk) -> None:
    walk.check_in(walk.of(PROMPT))
    walk.walk_in(walk.of(SUBSTITUTE), instead=True)
    walk.walk_in(walk.of(WALKS_IN))
    walk.ask(asker(walk), QUESTION)


def _conclusions(walk: ConferenceWalk) -> None:
    walk.conclude(TASK, [tasked(walk)])
    walk.own(owner(walk))


def _read_at_once(walk: ConferenceWalk) -> None:
    walk.confirm_reading(walk.of(CHANGES))


def _answer_of_owner(walk: ConferenceWalk) -> None:
    walk.hand_in(walk.question_owed(), ANSWER)


def _read_when_reminded(walk: ConferenceWalk) -> None:
    walk.confirm_reading(walk.of(ABSENT))


LIFE: dict[date, Callable[[ConferenceWalk], None]] = {
    date(2026, 11, 2): ConferenceWalk.plan_and_invite,
    date(2026, 11, 3): _yes,
    date(2026, 11, 4): _removal,
    date(2026, 11, 9): _yes_when_reminded,
    date(2026, 11, 16): ConferenceWalk.move_by_a_week,
    date(2026, 11, 17): _yes_again,
    date(2026, 11, 23): _another_person,
    date(2026, 11, 26): _another_mind,
    date(2026, 11, 30): ConferenceWalk.look_up_calls,
    date(2026, 12, 1): _documents,
    date(2026, 12, 4): _day,
    date(2026, 12, 7): _conclusions,
    date(2026, 12, 8): _read_at_once,
    date(2026, 12, 10): _answer_of_owner,
    date(2026, 12, 11): _read_when_reminded,
    ENDS_ON: ConferenceWalk.look_at_figures,
}
"""Two people of PROMPT are there, nobody of ABSENT; the task is never reported as done."""

CALLED_OFF: dict[date, Callable[[ConferenceWalk], None]] = {
    date(2026, 11, 2): ConferenceWalk.plan_and_invite,
    date(2026, 11, 3): _yes,
    date(2026, 11, 4): _removal,
    date(2026, 11, 9): _yes_when_reminded,
    date(2026, 11, 16): ConferenceWalk.cancel,
    date(2026, 12, 4): ConferenceWalk.look_at_figures,
}
"""Cancelled when half of them have answered."""
