"""What waited for days without any outage says so: the rate, a channel that stood still, a copy."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.pause_withdraw import pause_channel, release_channel
from dondoc.delivery.outcome import record_bounce
from dondoc.delivery.settle_refusals import settle_reports
from models import Message
from models.database import transaction
from models.kinds import About
from tests.support.post import Office
from tests.support.resending import CLERK, again, first

pytestmark = pytest.mark.one_database

OPENING, LATER = date(2027, 3, 1), date(2027, 3, 4)
WAITED = "lẽ ra gửi thứ Hai, ngày 01/03/2027; do phải chờ lượt gửi nên nay mới đến"
REFUSED = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def test_a_letter_that_waited_for_the_days_cap(office):
    office.settings = office.settings.model_copy(update={"smtp_per_day": 1})
    for on in (OPENING, date(2027, 3, 2), date(2027, 3, 3)):
        office.window(at(on, 7 + on.day))

    at_first, *late = (ready.body for ready in office.postman.sent)
    assert "lẽ ra gửi" not in at_first
    assert [True, True] == [WAITED in body for body in late]
    assert not any("gián đoạn" in body for body in late)


def test_a_letter_whose_channel_stood_still(office):
    with transaction(office.engine) as session:
        pause_channel(session, "email", by="account:1", now=at(OPENING, 7))
    office.window(at(OPENING, 8))
    with transaction(office.engine) as session:
        release_channel(session, "email", by="account:1", now=at(LATER, 7))

    office.window(at(LATER, 8))

    assert [True] * 3 == [WAITED in ready.body for ready in office.postman.sent]


def test_one_sent_again_days_later_because_an_officer_asked(office):
    office.window(at(OPENING, 8))
    again(office, now=at(LATER, 9))
    office.at_once(at(LATER, 9))

    _first, second = office.postman.to(CLERK)
    assert "gián đoạn" not in second.body
    assert "lẽ ra gửi" not in second.body


def test_one_that_the_next_in_order_gets_days_later(office):
    office.settings = office.settings.model_copy(update={"smtp_per_day": 1})
    office.add_contact("so-y-te", "hai", position=2)
    office.postman.answers["van-thu%40so-y-te"] = [REFUSED]
    for day in (1, 2, 3, 4):
        office.window(at(date(2027, 3, day), 7 + day))
    office.settings = office.settings.model_copy(update={"smtp_per_day": 0})
    office.window(at(date(2027, 3, 5), 8))

    (told,) = office.postman.to("hai%40so-y-te")
    assert "gián đoạn" not in told.body


def test_one_asked_for_in_the_evening_is_not_late_in_the_morning(office):
    office.window(at(OPENING, 8))
    again(office, now=at(OPENING, 20))
    office.at_once(at(date(2027, 3, 2), 7, 31))

    _first, second = office.postman.to(CLERK)
    assert "lẽ ra gửi" not in second.body


def test_one_handed_on_in_the_evening_when_the_first_came_back_is_not_late_either(office):
    office.add_contact("so-tai-chinh", "hai", position=2)
    office.window(at(OPENING, 8))
    with transaction(office.engine) as session:
        message = session.get_one(Message, first(office).id)
        record_bounce(session, message, About.ADDRESS, "550", now=at(OPENING, 20))
        settle_reports(session, office.rulebook, now=at(OPENING, 20))
    office.window(at(date(2027, 3, 2), 8))

    (told,) = office.postman.to("hai%40so-tai-chinh")
    assert "lẽ ra gửi" not in told.body
    assert "gián đoạn" not in told.body
