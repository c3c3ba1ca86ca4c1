"""What a try comes to, on each of the three lines. The table of faults is in test_fault_table."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.smtp.pool import Pool, Security, SmtpAccount
from dondoc.delivery.channels.smtp.transaction import SmtpLetter, deliver
from dondoc.delivery.envelope import Outcome, OutcomeKind
from tests.support.mail_servers import CLERK, MODES, SENDER, Line, letter, mail_url
from tests.support.smtp_server import DROP, SILENT, SmtpServer

DEFERRED, REFUSED, UNKNOWN = OutcomeKind.DEFERRED, OutcomeKind.REFUSED, OutcomeKind.UNKNOWN


def send(port: int, **query: str) -> Outcome:
    return apprise_send.send(mail_url(port, **query), title="Nhắc hạn", body="x", envelope=letter())


@pytest.mark.parametrize(
    ("step", "reply", "expected"),
    [
        ("MAIL", "451 4.3.0 try later", DEFERRED),
        ("MAIL", "552 5.3.4 too big", REFUSED),
        ("RCPT", "450 4.2.0 greylisted", DEFERRED),
        ("RCPT", "550 5.1.1 no such user", REFUSED),
        ("DATA", "451 4.3.1 disk full", DEFERRED),
        ("DATA", "554 5.7.1 no", REFUSED),
        ("DOT", "451 4.7.1 later", DEFERRED),
        ("DOT", "554 5.7.1 looks like spam", REFUSED),
        ("DOT", "421 4.3.2 shutting down", DEFERRED),
        ("RCPT", "421 4.7.0 too many", DEFERRED),
        ("MAIL", "530 5.7.0 authenticate first", OutcomeKind.CHANNEL),
        ("MAIL", "550 5.7.1 sender not allowed", OutcomeKind.CHANNEL),
    ],
)
def test_it_takes_the_servers_word(
    line: Line, step: str, reply: str, expected: OutcomeKind
) -> None:
    line.server.answer(step, reply)

    code, _, words = reply.partition(" ")
    assert Outcome(expected, int(code), words) == line.send()


@pytest.mark.parametrize("reply", ["450 4.2.0 greylisted", "550 5.1.1 no such user"])
def test_it_tries_once_whatever_the_address_asks(line: Line, reply: str) -> None:
    line.server.answer("RCPT", reply)

    assert OutcomeKind.SENT is not line.send(retry="2", wait="0").kind
    assert [] == line.server.received


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_it_defers_when_the_line_is_cut_before_the_dot(line: Line, step: str) -> None:
    line.server.answer(step, DROP)

    outcome = line.send()

    assert (DEFERRED, None) == (outcome.kind, outcome.code)
    assert "trước khi gửi xong" in outcome.words
    assert [] == line.server.received


@pytest.mark.parametrize("end", [DROP, SILENT])
def test_it_does_not_know_when_the_reply_to_the_dot_never_comes(line: Line, end: str) -> None:
    line.server.answer("DOT", end)

    outcome = line.send(dot="1")

    assert (UNKNOWN, None) == (outcome.kind, outcome.code)
    assert 1 == len(line.server.received)


def test_it_waits_for_the_dot_longer_than_for_anything_else(smtp: SmtpServer) -> None:
    """A server that looks at the letter first: one copy, where impatience made sixteen."""
    smtp.delays["DOT"] = 0.6

    assert OutcomeKind.SENT is send(smtp.port, cto="0.2").kind
    assert 1 == len(smtp.received)


def test_it_does_not_know_when_the_reply_to_the_dot_is_no_smtp(smtp: SmtpServer) -> None:
    smtp.answer("DOT", "what was that")

    assert UNKNOWN is send(smtp.port).kind


def test_it_defers_when_the_line_is_cut_while_a_big_letter_is_on_its_way(
    smtp: SmtpServer,
) -> None:
    smtp.answer("BODY", DROP)
    account = SmtpAccount("127.0.0.1", smtp.port, security=Security.INSECURE)
    big = SmtpLetter(SENDER, CLERK, (b"x" * 76 + b"\r\n") * 200_000)

    assert DEFERRED is deliver(account, big, pool=Pool()).kind


def test_it_sends_the_next_letter_after_a_refused_one_over_the_same_line(line: Line) -> None:
    line.server.answer("RCPT", "550 5.1.1 no such user")

    assert REFUSED is line.send().kind
    assert OutcomeKind.SENT is line.send().kind
    assert 1 == line.server.connections


@pytest.mark.parametrize("mode", MODES)
def test_it_defers_when_nobody_listens(mode: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    outcome = send(port, mode=mode)

    assert (DEFERRED, None) == (outcome.kind, outcome.code)
    assert f"Không kết nối được máy chủ thư 127.0.0.1:{port}" in outcome.words


@pytest.mark.parametrize("mode", MODES)
def test_it_defers_when_the_server_does_not_greet(silent_port: int, mode: str) -> None:
    assert DEFERRED is send(silent_port, cto="0.2", mode=mode).kind


@pytest.mark.parametrize(
    ("greeting", "expected"),
    [
        (b"421 4.3.2 busy\r\n", (DEFERRED, 421, "4.3.2 busy")),
        (b"554 5.7.1 blocked\r\n", (OutcomeKind.CHANNEL, 554, "5.7.1 blocked")),
    ],
)
def test_it_tells_a_busy_server_from_a_closed_one(
    greeting: bytes, expected: tuple[OutcomeKind, int, str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            line, _ = listener.accept()
            line.sendall(greeting)
            line.close()

        thread = threading.Thread(target=greet)
        thread.start()
        assert Outcome(*expected) == send(listener.getsockname()[1])
        thread.join()


@pytest.fixture
def silent_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:  # connects, never speaks
        yield listener.getsockname()[1]
