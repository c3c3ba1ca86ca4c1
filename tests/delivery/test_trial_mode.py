"""Until an administrator releases it, only listed addresses get anything; the rest is held."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.messages.reason_words import reason_words
from models.kinds import MessageState
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING = date(2027, 3, 1)


@pytest.fixture
def office(engine, settings, rulebook, cast):
    allowed = ("van-thu@so-y-te.example",)
    trial = settings.model_copy(update={"trial": True, "trial_allow": allowed})
    office = Office(engine, trial, rulebook)
    office.morning(OPENING)
    return office


def _released(office: Office) -> None:
    office.settings = office.settings.model_copy(update={"trial": False})


def test_only_listed_addresses_get_anything_and_the_rest_is_held_visibly(office):
    result = office.window(at(OPENING, 8))

    assert (1, 2) == (result.sent, result.held)
    assert "2 giữ lại" in result.figure()
    (sent,) = office.postman.sent
    assert "so-y-te" in sent.url
    held = [message for message in office.messages() if message.state is MessageState.HELD]
    assert {"Chế độ thử: địa chỉ không có trong danh sách cho phép."} == {
        reason_words(m) for m in held
    }


def test_what_was_held_today_leaves_when_it_is_released(office):
    office.window(at(OPENING, 8))
    _released(office)

    assert 2 == office.window(at(OPENING, 14)).sent


def test_what_was_held_over_night_does_not_blame_an_outage(office):
    office.window(at(OPENING, 14))
    _released(office)

    assert 2 == office.window(at(date(2027, 3, 2), 8)).sent
    assert not any("gián đoạn" in ready.body for ready in office.postman.sent)


def test_what_was_held_longer_than_a_day_is_let_go(office):
    office.window(at(OPENING, 8))
    _released(office)

    assert 0 == office.window(at(date(2027, 3, 3), 8)).sent
    states = [message.state for message in office.messages()]
    assert 2 == states.count(MessageState.CANCELLED)


def test_the_demo_inbox_is_always_allowed(office):
    office.settings = office.settings.model_copy(update={"demo": True})

    assert 3 == office.window(at(OPENING, 8)).sent
