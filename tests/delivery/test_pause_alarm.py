"""A channel that stops by its own fault: no message burnt, the administrators told by another way.

Over real sockets: the mail server that is wrong, and a second account that carries the alarm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.dispatch import DispatchResult, dispatch_window
from dondoc.delivery.pause_alarm import AGAIN_AFTER, TOLD, UNTOLD
from dondoc.rounds import audit
from models import Audit, Channel
from models.database import transaction
from models.kinds import MessageState
from tests.delivery.conftest import mail_url
from tests.delivery.post import Office
from tests.delivery.smtp_server import SmtpServer

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
ADMINISTRATOR = "quan-tri@noi-khac.example"
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


class Broken(Office):
    """An office whose mail goes out for real, to a server that takes none of it."""

    def point(self, url: str, *alarms: str) -> None:
        given = {"smtp_url": SecretStr(url), "alarm_urls": SecretStr(" ".join(alarms))}
        self.settings = self.settings.model_copy(update=given)

    def for_real(self, now: Any) -> DispatchResult:
        return dispatch_window(self.engine, self.settings, self.rulebook, now)

    def audited(self) -> list[str]:
        query = select(Audit.act).where(col(Audit.target) == "channel:email")
        return self.read(lambda s: list(s.exec(query.order_by(col(Audit.id)))))


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Broken(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def _wrong_sender(start_smtp: Callable[..., SmtpServer], _tls: Any) -> str:
    server = start_smtp()
    for _ in range(9):
        server.answer("MAIL", "550 5.7.1 sender not allowed")
    return _base(server)


def _wrong_login(start_smtp: Callable[..., SmtpServer], _tls: Any) -> str:
    return _base(start_smtp(password="đúng", must_log_in=True), login="don-doc:sai@")


def _bad_certificate(start_smtp: Callable[..., SmtpServer], tls: Any) -> str:
    return _base(start_smtp(starttls=tls), mode="starttls")


def _bad_certificate_of_tls(start_smtp: Callable[..., SmtpServer], tls: Any) -> str:
    return _base(start_smtp(tls=tls), mode="ssl")


def _base(server: SmtpServer, login: str = "", mode: str = "insecure") -> str:
    return f"mailto://{login}127.0.0.1:{server.port}?from=don-doc@so-noi-vu.example&mode={mode}"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (_wrong_login, "5.7.8 Authentication failed"),
        (_bad_certificate, "CERTIFICATE_VERIFY_FAILED"),
        (_bad_certificate_of_tls, "CERTIFICATE_VERIFY_FAILED"),
        (_wrong_sender, "5.7.1 sender not allowed"),
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
    assert [audit.PAUSED, TOLD] == office.audited()


def test_without_another_way_the_run_says_that_nobody_was_told(office, start_smtp):
    office.point(_wrong_login(start_smtp, None))

    said = office.for_real(EIGHT).sentence()

    assert "kênh tạm dừng: email" in said
    assert "chưa báo được cho quản trị: chưa đặt DONDOC_ALARM_URLS" in said


def test_an_alarm_that_fails_is_said_and_tried_again_after_an_hour(office, smtp, start_smtp):
    office.point(_wrong_login(start_smtp, None), mail_url(smtp.port, ADMINISTRATOR))
    smtp.refused_recipients[ADMINISTRATOR] = "550 5.1.1 no such user"

    first = office.for_real(EIGHT)
    assert "mailto: 5.1.1 no such user" == first.untold
    assert first.untold == office.for_real(EIGHT + timedelta(minutes=10)).untold
    smtp.refused_recipients.clear()
    assert "" == office.for_real(EIGHT + AGAIN_AFTER + timedelta(minutes=1)).untold

    assert 1 == len(smtp.received)
    assert [audit.PAUSED, UNTOLD, TOLD] == office.audited()


def test_one_alarm_address_that_works_is_enough(office, smtp, start_smtp):
    dead = "json://127.0.0.1:1/"
    office.point(_wrong_login(start_smtp, None), dead, mail_url(smtp.port, ADMINISTRATOR))

    assert "" == office.for_real(EIGHT).untold
    assert 1 == len(smtp.received)


def test_a_second_pause_is_told_again(office, smtp, start_smtp):
    office.point(_wrong_login(start_smtp, None), mail_url(smtp.port, ADMINISTRATOR))
    office.for_real(EIGHT)
    with transaction(office.engine) as session:
        session.get_one(Channel, "email").paused_at = None

    office.for_real(at(OPENING, 14))

    assert 2 == len(smtp.received)
    assert 2 == len({one.message["Message-ID"] for one in smtp.received})


def test_what_a_person_paused_is_no_alarm(office, smtp):
    office.point(_base(smtp), mail_url(smtp.port, ADMINISTRATOR))
    with transaction(office.engine) as session:
        session.add(Channel(name="email", paused_at=EIGHT, paused_why="đổi mật khẩu"))
        target = {"target": "channel:email", "now": EIGHT}
        audit.record(session, actor="account:1", act=audit.PAUSED, **target)

    result = office.for_real(EIGHT)

    assert (("email",), "", []) == (result.paused, result.untold, smtp.received)
