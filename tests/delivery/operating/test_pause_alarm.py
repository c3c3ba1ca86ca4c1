"""A channel that stops by its own fault: no message burnt, the administrators told by another way.

Over real sockets: the mail server that is wrong, and a second account that carries the alarm.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.operating.pause_alarm import TOLD
from dondoc.delivery.operating.pause_withdraw import release_channel
from dondoc.ledger import audit
from models import Contact
from models.database import transaction
from models.kinds import MessageState
from tests.support.broken_mail import (
    Broken,
    bad_certificate,
    bad_certificate_of_tls,
    base,
    wrong_login,
    wrong_sender,
)
from tests.support.mail_servers import mail_url

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
ADMINISTRATOR = "quan-tri@noi-khac.example"
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Broken(engine, settings, rulebook)
    office.morning(OPENING)
    return office


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (wrong_login, "5.7.8 Authentication failed"),
        (bad_certificate, "CERTIFICATE_VERIFY_FAILED"),
        (bad_certificate_of_tls, "CERTIFICATE_VERIFY_FAILED"),
        (wrong_sender, "5.7.1 sender not allowed"),
    ],
)
def test_the_channel_pauses_burns_no_message_and_is_told_by_another_way_once(
    office, smtp, start_smtp, server_tls, fault, words
):
    office.point(fault(start_smtp, server_tls), mail_url(smtp.port, ADMINISTRATOR))

    results = [office.for_real(EIGHT), office.for_real(at(OPENING, 14))]

    assert [("email",), ("email",)] == [result.paused for result in results]
    assert ["", ""] == [result.untold for result in results]
    states = {(message.state, message.attempts) for message in office.messages()}
    assert {(MessageState.PENDING, 0)} == states
    (told,) = smtp.received
    assert [ADMINISTRATOR] == told.recipients
    assert "[Đôn Đốc] Kênh email tạm dừng" == told.message["Subject"]
    assert words in told.message.get_content()
    assert "rồi chạy: dondoc delivery release email" in told.message.get_content()
    assert [audit.PAUSED, TOLD] == office.audited()


def test_a_relay_that_lets_nobody_through_ends_nobody_and_is_told_by_another_way(
    office, smtp, start_smtp
):
    relay = start_smtp()
    relay.answer_always["RCPT"] = "554 5.7.1 Relay access denied"
    office.point(base(relay), mail_url(smtp.port, ADMINISTRATOR))

    result = office.for_real(EIGHT)

    assert ("email",) == result.paused
    assert "Relay access denied" in result.sentence()
    assert {MessageState.PENDING} == {message.state for message in office.messages()}
    assert [] == office.read(lambda s: s.exec(select(Contact).where(_ENDED)).all())
    (told,) = smtp.received
    assert "554 5.7.1" not in told.message["Subject"]
    assert "5.7.1 Relay access denied" in told.message.get_content()
    assert "còn được phép gửi ra ngoài" in told.message.get_content()

    relay.answer_always.clear()
    with transaction(office.engine) as session:
        release_channel(session, "email", by=audit.SYSTEM, now=at(OPENING, 9))
    assert 3 == office.for_real(at(OPENING, 9)).sent


_ENDED = col(Contact.disabled_at).is_not(None)
