"""What a bad morning ended is put back with one command; what is held, an officer sends anew."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.pause_withdraw import withdraw
from dondoc.delivery.operating.resend import resend
from dondoc.delivery.operating.restore_contacts import ended_by_servers, restore_contacts
from dondoc.delivery.operating.standstill import standstills
from dondoc.ledger.actors import SYSTEM
from models.database import transaction
from models.kinds import MessageState
from models.reasons import MessageReason
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT, TEN = at(OPENING, 8), at(OPENING, 10)
GONE = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")
TOO_BIG = Outcome(OutcomeKind.REFUSED, 552, "5.3.4 Message size exceeds fixed limit")
CLERK = "van-thu@so-y-te.example"


@pytest.fixture
def office(sqlite_engine, settings, rulebook, sqlite_cast):
    office = Office(sqlite_engine, settings, rulebook)
    office.morning(OPENING)
    return office


def test_who_was_ended_by_a_refusal_is_in_use_again_and_nobody_else(office):
    office.add_contact("so-tu-phap", "cu", position=5, disabled_at=EIGHT, disabled_why="nghỉ hưu")
    office.postman.answers["van-thu%40so-y-te"] = [GONE]
    office.window(EIGHT)
    assert office.contact(CLERK).disabled_at is not None

    with transaction(office.engine) as session:
        found = ended_by_servers(session, since=at(OPENING, 7), until=TEN)
        assert [(CLERK, "5.1.1 no such user")] == [(one.address, words) for one, words in found]
        restore_contacts(session, [one for one, _words in found], by=SYSTEM, now=TEN)

    assert (None, TEN) == (office.contact(CLERK).disabled_at, office.contact(CLERK).in_use_at)
    with transaction(office.engine) as session:
        assert [] == ended_by_servers(session, since=at(OPENING, 7), until=TEN)
    assert office.contact("cu@so-tu-phap.example").disabled_at is not None


@pytest.fixture
def held(office):
    office.postman.answers["van-thu%40so-y-te"] = [TOO_BIG]
    office.window(EIGHT)
    (held,) = [one for one in office.messages() if one.state is MessageState.HELD]
    return held


def test_a_letter_that_no_server_takes_is_shown_with_its_words(office, held):
    (said,) = office.read(lambda s: standstills(s, now=TEN))

    assert (
        "Máy chủ không nhận 1 tin, chờ cán bộ gửi lại hoặc rút lại: "
        f"tin {held.id} (Sở Y tế: 552 5.3.4 Message size exceeds fixed limit)."
    ) == said


def test_it_waits_whatever_trial_mode_says(office, held):
    office.window(TEN)

    assert 1 == len(office.postman.to("van-thu%40so-y-te"))
    assert held.id in [one.id for one in office.messages() if one.state is MessageState.HELD]


@pytest.mark.parametrize("to", ["", "van-thu-moi@so-y-te.example"])
def test_an_officer_sends_it_anew_also_to_another_address(office, held, rulebook, to):
    with transaction(office.engine) as session:
        again = resend(session, office.settings, rulebook, held.id, to=to, by=SYSTEM, now=TEN)
    office.window(TEN)

    first = next(one for one in office.messages() if one.id == held.id)
    assert (MessageState.REFUSED, MessageReason.SENT_ANEW) == (first.state, first.reason)
    assert str(again.message_id) == first.reason_words
    second = next(one for one in office.messages() if one.id == again.message_id)
    assert MessageState.SENT is second.state
    assert [] == office.read(lambda s: standstills(s, now=TEN))


def test_an_officer_may_withdraw_it(office, held):
    with transaction(office.engine) as session:
        withdraw(session, held.id, reason="đã điện thoại", by=SYSTEM, now=TEN)

    assert [] == office.read(lambda s: standstills(s, now=TEN))
