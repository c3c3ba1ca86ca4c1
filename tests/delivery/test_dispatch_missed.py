"""A window missed by a day, a clock set back: one message a contact, which says that it is late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.retry import LEASE
from models.kinds import MessageState
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING, NEXT_DAY = date(2027, 3, 1), date(2027, 3, 2)
TEN = at(OPENING, 10)
DEFERRED = Outcome(OutcomeKind.DEFERRED, 450, "4.2.0 mailbox busy")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def test_a_window_missed_by_a_day_is_one_message_that_says_so(office):
    office.morning(NEXT_DAY)

    result = office.window(at(NEXT_DAY, 8))

    assert (3, 3) == (result.sent, len({ready.url for ready in office.postman.sent}))
    late = "Thông báo này lẽ ra gửi thứ Hai, ngày 01/03/2027; do hệ thống gián đoạn nên nay mới"
    assert all(late in ready.body for ready in office.postman.sent)
    assert 0 == office.window(at(NEXT_DAY, 14)).sent


def test_a_message_in_time_says_nothing_of_an_outage(office):
    office.window(at(OPENING, 14))

    assert not any("gián đoạn" in ready.body for ready in office.postman.sent)


def test_a_clock_set_back_an_hour_sends_nothing_twice(office):
    office.postman.answers["so-y-te"] = [DEFERRED]
    assert 2 == office.window(TEN).sent

    hour_back = TEN - timedelta(hours=1)
    assert 0 == office.window(hour_back).sent
    assert 0 == office.window(at(OPENING, 9, 50)).sent
    assert 1 == office.window(at(OPENING, 10, 6)).sent
    assert 0 == office.window(at(OPENING, 14)).sent


def test_a_lease_still_lapses_when_the_clock_was_set_back(office):
    office.dies(TEN)

    assert 0 == office.window(TEN - timedelta(hours=1)).sent
    assert 3 == office.window(TEN + LEASE + timedelta(minutes=1)).sent
    assert {MessageState.SENT} == {message.state for message in office.messages()}


def test_what_is_planned_after_the_clock_went_back_over_a_window_is_not_lost(office):
    """Its message of that window exists already: it waits for the next one."""
    office.window(at(OPENING, 8))
    office.morning(date(2027, 3, 12))
    office.window(at(date(2027, 3, 12), 14, 30))
    office.morning(date(2027, 3, 16))

    back = at(date(2027, 3, 12), 13, 40)
    assert 0 == office.window(back).sent
    assert 3 == office.window(at(date(2027, 3, 16), 8)).sent
