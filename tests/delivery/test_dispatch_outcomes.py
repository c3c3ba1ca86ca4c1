"""What follows from each outcome: nothing lost, nothing repeated on purpose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.retry import LEASE
from dondoc.messages.reason_words import reason_words
from models import Attempt, Channel, Contact
from models.database import transaction
from models.kinds import MessageState
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
DEFERRED = Outcome(OutcomeKind.DEFERRED, 450, "4.2.0 mailbox busy")
REFUSED = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")
UNKNOWN = Outcome(OutcomeKind.UNKNOWN, None, "mất kết nối sau khi gửi xong thư")
CHANNEL = Outcome(OutcomeKind.CHANNEL, 535, "5.7.8 login refused")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def test_deferred_is_tried_again_after_five_minutes_with_the_same_message_id(office):
    office.postman.answers["so-tai-chinh"] = [DEFERRED]
    result = office.window(EIGHT)

    assert (2, 1) == (result.sent, result.deferred)
    assert result.next_attempt_at is not None
    assert timedelta(minutes=5) <= result.next_attempt_at - EIGHT < timedelta(minutes=6)
    assert 0 == office.window(at(OPENING, 8, 3)).sent
    assert 1 == office.window(at(OPENING, 8, 6)).sent
    first, second = office.postman.to("so-tai-chinh")
    assert first.envelope.message_id == second.envelope.message_id


def test_refused_disables_the_contact_and_the_next_one_takes_over_in_the_same_run(office):
    office.add_contact("so-tai-chinh", "phu", position=2)
    office.postman.answers["van-thu%40so-tai-chinh"] = [REFUSED]

    result = office.window(EIGHT)

    assert (3, 1) == (result.sent, result.refused)
    assert 1 == len(office.postman.to("phu%40so-tai-chinh"))
    address = col(Contact.address) == "van-thu@so-tai-chinh.example"
    gone = office.read(lambda s: s.exec(select(Contact).where(address)).one())
    assert gone.disabled_at is not None
    assert "550" in gone.disabled_why


def test_refused_with_nobody_left_is_told_to_the_monitoring_body_once(office):
    with transaction(office.engine) as session:
        for contact in session.exec(select(Contact).where(Contact.unit_code == "so-tai-chinh")):
            if contact.purpose.value == "head":
                session.delete(contact)
    office.postman.answers["so-tai-chinh"] = [REFUSED]

    office.window(EIGHT)
    office.window(at(OPENING, 14))
    office.morning(date(2027, 3, 12))
    office.window(at(date(2027, 3, 12), 8))

    told = office.postman.to("%40so-noi-vu")
    assert 1 == len(told)
    assert "Sở Tài chính" in told[0].body


def test_unknown_is_tried_again_only_after_a_pause_far_longer_than_any_timeout(office):
    office.postman.answers["so-tai-chinh"] = [UNKNOWN]
    office.window(EIGHT)

    assert 0 == office.window(EIGHT + LEASE).sent
    assert 1 == office.window(EIGHT + 2 * LEASE + timedelta(minutes=1)).sent
    first, second = office.postman.to("so-tai-chinh")
    assert first.envelope.message_id == second.envelope.message_id
    repeated = [message for message in office.messages() if message.possible_duplicate]
    assert [first.message_id] == [message.id for message in repeated]


def test_a_wrong_password_pauses_the_channel_and_burns_no_message(office):
    for who in ("so-tai-chinh", "so-tu-phap", "so-y-te"):
        office.postman.answers[who] = [CHANNEL] * 5

    result = office.window(EIGHT)

    assert ("email",) == result.paused
    assert 0 == office.window(at(OPENING, 9)).sent
    states = {(message.state, message.attempts) for message in office.messages()}
    assert {(MessageState.PENDING, 0)} == states

    with transaction(office.engine) as session:
        session.get_one(Channel, "email").paused_at = None
    office.postman.answers.clear()
    assert 3 == office.window(at(OPENING, 10)).sent


def test_a_dead_process_is_found_by_its_lease(office):
    office.dies(EIGHT)

    assert 0 == office.window(at(OPENING, 8, 5)).sent  # still under its lease
    assert 3 == office.window(EIGHT + LEASE + timedelta(minutes=1)).sent
    assert {True} == {message.possible_duplicate for message in office.messages()}


def test_what_stays_deferred_for_a_day_is_given_up_and_said_so(office):
    office.postman.answers["van-thu%40so-tai-chinh"] = [DEFERRED] * 50
    now = EIGHT
    for _ in range(40):
        result = office.window(now)
        if result.next_attempt_at is None:
            break
        now = result.next_attempt_at

    (given_up,) = [one for one in office.messages() if one.state is MessageState.EXPIRED]
    assert "Hoãn quá một ngày" in reason_words(given_up)
    tries = office.read(
        lambda s: s.exec(select(Attempt).where(Attempt.message_id == given_up.id)).all()
    )
    assert len(tries) == given_up.attempts
