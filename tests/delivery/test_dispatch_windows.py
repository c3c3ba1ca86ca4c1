"""One message a contact and window, on working days and inside hours, never twice."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.calendar.sending_hours import (
    in_office_hours,
    next_office_moment,
    next_window,
    window_name,
)
from dondoc.clock import at
from dondoc.messages.reason_words import cancel_words
from models.kinds import MessageState
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING = date(2027, 3, 1)


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Office(engine, settings, rulebook)


def test_the_opening_reaches_each_unit_once(office):
    planned = office.morning(OPENING)
    result = office.window(at(OPENING, 8))

    assert (3, 3) == (planned, result.sent)  # Sở Nội vụ's own slot is never chased
    assert ["[Mở kỳ]"] == sorted(
        {ready.title.split(" Báo cáo")[0] for ready in office.postman.sent}
    )
    assert {MessageState.SENT} == {message.state for message in office.messages()}


def test_planning_and_dispatching_again_adds_nothing(office):
    office.morning(OPENING)
    office.window(at(OPENING, 8))

    assert 0 == office.morning(OPENING)
    assert 0 == office.window(at(OPENING, 8, 30)).sent
    assert 0 == office.window(at(OPENING, 14)).sent


def test_nothing_leaves_on_a_day_off_or_outside_hours(office):
    office.morning(OPENING)

    for now in (at(OPENING, 6), at(OPENING, 12), at(OPENING, 17), at(date(2027, 3, 6), 9)):
        assert 0 == office.window(now).sent
    assert 3 == office.window(at(date(2027, 3, 8), 8)).sent


def test_a_digest_gathers_what_is_due_for_one_contact(office):
    _open_two_rounds(office)

    office.window(at(date(2027, 6, 1), 8))

    (only,) = office.postman.to("van-thu%40so-tai-chinh")[-1:]
    assert "2 việc" in only.title
    links = [line for line in only.body.splitlines() if line.startswith("http")]
    assert 3 == len(links) == only.body.count(f"{office.settings.base_url}/v/")
    assert f"{links[0]}/lich.ics" == links[2]


def test_of_several_missed_rungs_the_newest_speaks(office):
    office.morning(OPENING)
    office.morning(date(2027, 3, 9))
    office.morning(date(2027, 3, 12))

    office.window(at(date(2027, 3, 12), 8))

    assert 1 == len(office.postman.to("van-thu%40so-tai-chinh"))
    why = {cancel_words(notice) for notice in office.notices() if notice.cancelled_at}
    assert {"Đã có thông báo mới hơn về cùng việc này."} == why


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(date(2027, 3, 1), 7, 30), at(date(2027, 3, 1), 8)),
        (at(date(2027, 3, 1), 8), at(date(2027, 3, 1), 8)),
        (at(date(2027, 3, 1), 9), at(date(2027, 3, 1), 14)),
        (at(date(2027, 3, 1), 15), at(date(2027, 3, 2), 8)),
        (at(date(2027, 3, 5), 15), at(date(2027, 3, 8), 8)),  # Friday afternoon
        (at(date(2027, 4, 29), 15), at(date(2027, 5, 4), 8)),  # over 30/4, 1/5 and the day in lieu
    ],
)
def test_the_next_window(rulebook, now, expected):
    assert expected == next_window(now, rulebook.workdays)


@pytest.mark.parametrize(
    ("hour", "minute", "inside"),
    [
        (7, 29, False),
        (7, 30, True),
        (11, 29, True),
        (11, 30, False),
        (13, 30, True),
        (17, 0, False),
    ],
)
def test_office_hours(rulebook, hour, minute, inside):
    assert inside == in_office_hours(at(OPENING, hour, minute), rulebook.workdays)


def test_what_is_immediate_waits_for_the_office_to_open(rulebook):
    workdays = rulebook.workdays
    assert at(OPENING, 7, 30) == next_office_moment(at(OPENING, 5), workdays)
    assert at(OPENING, 10) == next_office_moment(at(OPENING, 10), workdays)
    assert at(OPENING, 13, 30) == next_office_moment(at(OPENING, 12), workdays)
    assert at(date(2027, 3, 8), 7, 30) == next_office_moment(at(date(2027, 3, 5), 18), workdays)


def test_a_window_keeps_its_name_until_the_next_opens():
    assert "2027-03-01T08:00" == window_name(at(OPENING, 10))
    assert "2027-03-01T14:00" == window_name(at(OPENING, 16))


def _open_two_rounds(office: Office) -> None:
    """Quý I left unanswered until the opening of the half-year: two things to say on one day."""
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    office.morning(date(2027, 4, 9))  # T+17
    office.morning(date(2027, 6, 1))
