from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Any

import pytest

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.smtp.pool import POOL, Pool, Security, SmtpAccount
from dondoc.delivery.channels.smtp.transaction import SmtpLetter, deliver
from dondoc.delivery.envelope import OutcomeKind
from tests.support.mail_servers import CLERK, SENDER, Line, letter, mail_url
from tests.support.smtp_server import DROP, SmtpServer

SENT = OutcomeKind.SENT
PLAIN = SmtpLetter(SENDER, CLERK, b"Subject: a\r\n\r\nb\r\n")


def send(smtp: SmtpServer, **query: str) -> OutcomeKind:
    url = mail_url(smtp.port, **query)
    return apprise_send.send(url, title="Nhắc hạn", body="x", envelope=letter()).kind


def account(smtp: SmtpServer) -> SmtpAccount:
    return SmtpAccount("127.0.0.1", smtp.port, security=Security.INSECURE)


def test_it_sends_seven_letters_over_one_connection(line: Line) -> None:
    assert [SENT] * 7 == [line.send().kind for _ in range(7)]
    assert (7, 1) == (len(line.server.received), line.server.connections)


@pytest.mark.parametrize("end", [DROP, "421 4.4.2 idle too long"])
def test_it_replaces_a_kept_line_that_fails_at_the_next_letter(line: Line, end: str) -> None:
    line.send()
    line.server.answer("MAIL", end)

    assert SENT is line.send().kind
    assert (2, 2) == (len(line.server.received), line.server.connections)


def test_it_replaces_a_kept_line_that_was_cut_between_two_letters(line: Line) -> None:
    line.send()
    line.server.drop_clients()

    assert SENT is line.send().kind
    assert (2, 2) == (len(line.server.received), line.server.connections)


def test_it_replaces_a_kept_line_only_once(smtp: SmtpServer) -> None:
    send(smtp)
    smtp.answer("MAIL", DROP)
    smtp.answer("MAIL", DROP)

    assert OutcomeKind.DEFERRED is send(smtp)
    assert (1, 2) == (len(smtp.received), smtp.connections)


def test_it_never_sends_again_what_was_lost_after_the_dot_on_a_kept_line(line: Line) -> None:
    line.send()
    line.server.answer("DOT", DROP)

    assert OutcomeKind.UNKNOWN is line.send().kind
    assert (2, 1) == (len(line.server.received), line.server.connections)


def test_it_does_not_keep_a_line_that_the_server_said_goodbye_on(smtp: SmtpServer) -> None:
    smtp.answer("DOT", "421 4.3.2 shutting down")
    send(smtp)
    send(smtp)

    assert 2 == smtp.connections


def test_it_does_not_keep_a_line_idle_for_longer_than_the_limit(smtp: SmtpServer) -> None:
    ticks = [0.0]
    pool = Pool(clock=lambda: ticks[0], idle_seconds=50)
    for tick in (0.0, 50.0, 100.5):
        ticks[0] = tick
        assert SENT is deliver(account(smtp), PLAIN, pool=pool).kind
    pool.close_all()

    assert 2 == smtp.connections


def test_it_changes_the_line_after_its_last_letter(smtp: SmtpServer) -> None:
    pool = Pool(letters=2)
    for _ in range(5):
        deliver(account(smtp), PLAIN, pool=pool)
    pool.close_all()

    assert (5, 3) == (len(smtp.received), smtp.connections)


def test_it_makes_one_ssl_context_for_many_lines(
    start_smtp: Callable[..., SmtpServer],
    server_tls: ssl.SSLContext,
    monkeypatch: pytest.MonkeyPatch,
    trusted: None,
) -> None:
    made: list[ssl.SSLContext] = []
    stock = ssl.create_default_context

    def counted(*args: Any, **given: Any) -> ssl.SSLContext:
        made.append(stock(*args, **given))
        return made[-1]

    monkeypatch.setattr(ssl, "create_default_context", counted)
    smtp = start_smtp(starttls=server_tls)
    for _ in range(5):
        assert SENT is send(smtp, mode="starttls")
        POOL.close_all()

    assert (1, 5) == (len(made), smtp.connections)
