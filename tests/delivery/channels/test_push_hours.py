"""Zalo delivers from 06:00 to 21:59: what is said at night there waits, and loses no try."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.channels.push_hours import next_push_moment, quiet_channels
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING = date(2027, 3, 1)


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.add_contact("so-y-te", channel="zns", address="84912345678", position=0)
    office.morning(OPENING)
    return office


def test_a_receipt_at_night_waits_until_six_and_then_leaves(office):
    office.hand_in(at(OPENING, 22, 30))

    result = office.at_once(at(OPENING, 22, 30))
    assert 0 == result.sent
    assert at(date(2027, 3, 2), 6) == result.next_attempt_at
    assert 0 == office.window(at(date(2027, 3, 2), 5, 59)).sent
    assert 1 == office.window(at(date(2027, 3, 2), 6)).sent
    assert [1] == [one.attempts for one in office.messages()]


def test_the_same_receipt_by_mail_leaves_at_once(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    office.hand_in(at(OPENING, 22, 30))

    assert 1 == office.at_once(at(OPENING, 22, 30)).sent


def test_a_reminder_keeps_to_office_hours_all_the_same(office):
    assert 0 == office.window(at(OPENING, 7)).sent
    assert 3 == office.window(at(OPENING, 8)).sent


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (5, 59, at(OPENING, 6)),
        (6, 0, at(OPENING, 6)),
        (21, 59, at(OPENING, 21, 59)),
        (22, 0, at(date(2027, 3, 2), 6)),
    ],
)
def test_the_next_moment_at_which_zalo_delivers(hour, minute, expected):
    assert expected == next_push_moment("zns", at(OPENING, hour, minute))
    assert expected == next_push_moment("zalooa", at(OPENING, hour, minute))


def test_mail_is_never_quiet():
    assert at(OPENING, 23) == next_push_moment("email", at(OPENING, 23))
    assert "email" not in quiet_channels(at(OPENING, 23))
