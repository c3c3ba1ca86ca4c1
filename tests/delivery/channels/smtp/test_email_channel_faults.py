"""What is wrong with the account or the line's protection is no message's fault."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.smtp.pool import POOL
from dondoc.delivery.envelope import Outcome, OutcomeKind
from tests.support.mail_servers import (
    MODES,
    Line,
    letter,
    mail_url,
    server_context,
    write_certificate,
)
from tests.support.smtp_server import SmtpServer

CHANNEL, SENT = OutcomeKind.CHANNEL, OutcomeKind.SENT
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
Start = Callable[..., SmtpServer]


def send(port: int, **query: str) -> Outcome:
    return apprise_send.send(mail_url(port, **query), title="Nhắc hạn", body="x", envelope=letter())


def test_it_logs_in(start_smtp: Start) -> None:
    smtp = start_smtp(password="mat khau@/:", must_log_in=True)

    assert SENT is send(smtp.port, login="don-doc:mat%20khau%40%2F%3A@").kind


@pytest.mark.parametrize("way", ["PLAIN", "LOGIN"])
def test_a_password_with_vietnamese_letters_logs_in(start_smtp: Start, way: str) -> None:
    others = [one for one in ("PLAIN", "LOGIN") if one != way]
    smtp = start_smtp(password="mật khẩu", must_log_in=True, no_login_by=others)

    assert SENT is send(smtp.port, login="don-doc:m%E1%BA%ADt%20kh%E1%BA%A9u@").kind
    assert CHANNEL is send(smtp.port, login="don-doc:m%E1%BA%ADt@").kind


@pytest.mark.parametrize("mode", MODES)
def test_it_blames_the_channel_for_a_refused_login(
    start_line: Callable[..., Line], mode: str
) -> None:
    line = start_line(mode, password="đúng")

    expected = Outcome(CHANNEL, 535, "5.7.8 Authentication failed")
    assert expected == line.send(login="don-doc:sai@")
    assert [] == line.server.received


def test_it_waits_when_the_login_is_only_out_of_order(start_smtp: Start) -> None:
    smtp = start_smtp(password="đúng")
    smtp.login_refusal = "454 4.7.0 Temporary authentication failure"

    assert OutcomeKind.DEFERRED is send(smtp.port, login="don-doc:sai@").kind


def test_it_blames_the_channel_when_a_login_is_wanted(start_smtp: Start) -> None:
    smtp = start_smtp(must_log_in=True)

    outcome = send(smtp.port)

    assert (CHANNEL, 530) == (outcome.kind, outcome.code)


def test_it_never_shows_a_password(start_smtp: Start, caplog: pytest.LogCaptureFixture) -> None:
    secret = base64.b64encode(b"\0don-doc\0bi-mat-7").decode()
    smtp = start_smtp(password="đúng")
    smtp.login_refusal = f"535 5.7.8 bi-mat-7 or {secret} is wrong"

    with caplog.at_level(1, logger="apprise"), caplog.at_level(1):  # below DEBUG: TRACE
        outcome = send(smtp.port, login="don-doc:bi-mat-7@")
        apprise_send.send("mailto://don-doc:bi-mat-7@", title="a", body="x", envelope=letter())

    assert "5.7.8 *** or *** is wrong" == outcome.words
    assert "bi-mat-7" not in "".join(
        record.getMessage() for record in caplog.records if record.name != "mail.log"
    )


def test_a_wrong_password_does_not_ride_on_a_line_that_the_right_one_opened(
    start_smtp: Start,
) -> None:
    smtp = start_smtp(password="right", must_log_in=True)

    assert SENT is send(smtp.port, login="don-doc:right@").kind
    assert CHANNEL is send(smtp.port, login="don-doc:wrong@").kind


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("mode", ["ssl", "starttls"])
def test_it_sends_over_tls(start_smtp: Start, server_tls: ssl.SSLContext, mode: str) -> None:
    smtp = start_smtp(**{"tls" if mode == "ssl" else mode: server_tls})

    assert SENT is send(smtp.port, mode=mode).kind


@pytest.mark.parametrize("mode", ["ssl", "starttls"])
def test_it_blames_the_channel_for_a_certificate_nobody_vouches_for(
    start_smtp: Start, server_tls: ssl.SSLContext, mode: str
) -> None:
    smtp = start_smtp(**{"tls" if mode == "ssl" else mode: server_tls})

    outcome = send(smtp.port, mode=mode)

    assert (CHANNEL, None) == (outcome.kind, outcome.code)
    assert "CERTIFICATE_VERIFY_FAILED" in outcome.words
    assert [] == smtp.received


def test_it_blames_the_channel_for_somebody_elses_certificate(
    start_smtp: Start, tmp_path: Path
) -> None:
    pem = write_certificate(tmp_path / "other.pem", x509.DNSName("mail.khac.example"))
    smtp = start_smtp(tls=server_context(pem))
    POOL.trust(pem)
    try:
        assert CHANNEL is send(smtp.port, mode="ssl").kind
    finally:
        POOL.trust(None)


def test_it_obeys_an_address_that_asks_for_no_verification(
    start_smtp: Start, server_tls: ssl.SSLContext
) -> None:
    smtp = start_smtp(tls=server_tls)

    assert SENT is send(smtp.port, mode="ssl", verify="no").kind


def test_it_never_falls_back_to_a_bare_line_when_starttls_is_not_offered(
    smtp: SmtpServer,
) -> None:
    outcome = send(smtp.port, mode="starttls", login="don-doc:bi-mat@")

    assert (CHANNEL, None) == (outcome.kind, outcome.code)
    assert [] == smtp.received


def test_it_blames_the_channel_when_tls_meets_a_plain_server(smtp: SmtpServer) -> None:
    assert CHANNEL is send(smtp.port, mode="ssl").kind
