"""Whoever gave a new date: one letter tells it, and three working days pass before the next."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dondoc.clock import at
from dondoc.decisions.calendar_move import settle_dates
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.colleagues import another_officer
from tests.support.other_calendar import with_day_off
from tests.support.post import Office

pytestmark = pytest.mark.one_database

CLERK, HEAD = "van-thu%40so-tai-chinh.example", "giam-doc%40so-tai-chinh.example"


class Lived(Office):
    """Every working day of March 2027, and what a unit read on which of them."""

    def __init__(self, life, settings) -> None:
        super().__init__(life.engine, settings, life.rulebook)
        self.life = life

    def days(self, first: int, last: int) -> None:
        for day in range(first, last + 1):
            on = date(2027, 3, day)
            if self.rulebook.workdays.is_workday(on):
                self.morning(on)
                self.window(at(on, 8))

    def act(self, now: datetime, kind: DecisionKind, why: str = "Vì", **given) -> None:
        self.life.decide(now, kind, why, **given)
        self.at_once(now)

    def read(self, who: str = CLERK) -> list[str]:
        """«[Nhắc hạn] 09», each letter but receipts, and the day of March on which it left."""
        found = ((one.title, one.envelope.headers["Date"][5:7]) for one in self.postman.to(who))
        letters = [f"{title.split(']')[0]}] {day}" for title, day in found]
        return [one for one in letters if "[Biên nhận]" not in one]


@pytest.fixture
def lived(life, settings):
    return Lived(life, settings)


def test_the_calendar(lived, tmp_path):
    """T-5 of 09/03 still waits; on the 11th a day off moves the date from the 16th to the 17th."""
    lived.days(1, 10)
    lived.rulebook = with_day_off(lived.rulebook, tmp_path, "2027-03-15")
    with transaction(lived.engine) as session:
        settle_dates(session, lived.rulebook, lived.life.duty, now=at(date(2027, 3, 11), 7, 30))
    lived.at_once(at(date(2027, 3, 11), 7, 30))
    lived.days(11, 19)

    wanted = ["[Mở kỳ] 01", "[Đổi hạn] 11", "[Hôm nay] 17", "[Quá hạn] 18"]
    assert wanted == lived.read()


def test_an_extension(lived):
    lived.days(1, 11)
    lived.act(
        at(date(2027, 3, 11), 10), DecisionKind.EXTENSION_GRANTED, new_due_on=date(2027, 3, 17)
    )
    lived.days(12, 19)

    wanted = ["[Mở kỳ] 01", "[Gia hạn] 11", "[Hôm nay] 17", "[Quá hạn] 18"]
    assert wanted == lived.read()


def test_an_extension_that_is_taken_back(lived):
    lived.days(1, 4)
    lived.act(
        at(date(2027, 3, 4), 10), DecisionKind.EXTENSION_GRANTED, new_due_on=date(2027, 3, 17)
    )
    lived.days(5, 9)
    revoked = at(date(2027, 3, 9), 10)
    lived.act(revoked, DecisionKind.EXTENSION_REVOKED, account=another_officer(lived.engine))
    lived.days(10, 17)

    assert lived.read()[:3] == ["[Mở kỳ] 01", "[Gia hạn] 04", "[Thu hồi] 09"]
    assert lived.read()[3:] == ["[Nhắc hạn] 12", "[Hôm nay] 16", "[Quá hạn] 17"]


def test_a_return(lived):
    lived.days(1, 12)
    lived.life.submit(at(date(2027, 3, 12), 9))
    lived.act(at(date(2027, 3, 15), 10), DecisionKind.RETURNED, "Thiếu số liệu")
    lived.days(15, 19)

    told = [one for one in lived.read() if int(one[-2:]) >= 15]
    assert ["[Trả lại] 15", "[Quá hạn] 18"] == told
    assert ["[Quá hạn] 18"] == lived.read(HEAD)
