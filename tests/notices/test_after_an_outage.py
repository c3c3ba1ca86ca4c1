"""After days without a run each reader gets the newest of his own, the unit before who is above."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from tests.support.post import Office

pytestmark = pytest.mark.one_database

CLERK = "van-thu%40so-tai-chinh.example"
HEAD = "giam-doc%40so-tai-chinh.example"
ABOVE = "vp%40ubnd-tinh.example"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Office(engine, settings, rulebook)


def _day(office: Office, on: date) -> None:
    office.morning(on)
    office.window(at(on, 8))


def _subjects(office: Office, who: str) -> list[str]:
    return [one.title.split("]")[0] + "]" for one in office.postman.to(who)]


def test_nine_days_down_the_unit_hears_first_and_who_is_above_three_days_later(office):
    _day(office, date(2027, 3, 1))
    _day(office, date(2027, 3, 12))
    _day(office, date(2027, 3, 25))  # T+7

    assert ["[Mở kỳ]", "[Nhắc hạn]", "[Quá hạn]"] == _subjects(office, CLERK)
    assert ["[Quá hạn]"] == _subjects(office, HEAD)
    assert [] == _subjects(office, ABOVE)

    for on in (date(2027, 3, 26), date(2027, 3, 29), date(2027, 3, 30)):
        assert [] == _subjects(office, ABOVE)
        _day(office, on)
    assert ["[Báo cáo]"] == _subjects(office, ABOVE)
    assert ["[Quá hạn]"] == _subjects(office, HEAD)
    assert 3 == len(_subjects(office, CLERK))


def test_two_days_down_the_clerk_hears_with_the_head(office):
    _day(office, date(2027, 3, 1))
    _day(office, date(2027, 3, 19))  # T+3

    assert ["[Mở kỳ]", "[Quá hạn]"] == _subjects(office, CLERK)
    assert ["[Quá hạn]"] == _subjects(office, HEAD)


def test_a_letter_that_did_not_leave_tells_nobody_above(office):
    """The runs of all those days planned; no window was dispatched until T+7."""
    _day(office, date(2027, 3, 1))
    for day in (17, 18, 19, 22, 23, 24, 25):
        office.morning(date(2027, 3, day))
    office.window(at(date(2027, 3, 25), 8))

    assert [] == _subjects(office, ABOVE)
    assert ["[Quá hạn]"] == _subjects(office, HEAD)
    assert ["[Mở kỳ]", "[Quá hạn]"] == _subjects(office, CLERK)


def test_the_quiet_days_follow_the_letter_of_a_new_date_not_the_act(office, cast):
    """Granted on 02/03; the letter leaves on 10/03 only, on the day of the reminder T-5."""
    _day(office, date(2027, 3, 1))
    office.extend("so-tai-chinh", cast.officer, date(2027, 3, 2), date(2027, 3, 17))
    for day in (10, 11, 12):
        _day(office, date(2027, 3, day))

    assert ["[Mở kỳ]", "[Gia hạn]"] == _subjects(office, CLERK)
    _day(office, date(2027, 3, 15))
    assert ["[Mở kỳ]", "[Gia hạn]", "[Nhắc hạn]"] == _subjects(office, CLERK)
