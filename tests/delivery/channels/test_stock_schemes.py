from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from apprise import NotifyBase

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.install import install, plugins
from dondoc.delivery.envelope import OutcomeKind
from tests.support.dripping_server import DrippingServer
from tests.support.mail_servers import letter

Bodies = list[dict[str, Any]]
Webhook = Callable[[int], tuple[int, Bodies]]


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    """Starts a web server that answers with this status: its port and the bodies it got."""
    running: list[tuple[HTTPServer, threading.Thread]] = []

    def start(status: int) -> tuple[int, Bodies]:
        bodies: Bodies = []

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        server = HTTPServer(("127.0.0.1", 0), Answering)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        running.append((server, thread))
        return server.server_port, bodies

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


def send(url: str, body: str = "Hạn 16/03/2027 :smile: <b>") -> OutcomeKind:
    return apprise_send.send(url, title="Nhắc hạn", body=body, envelope=letter()).kind


def test_it_is_sent_when_the_service_takes_it(webhook: Webhook) -> None:
    port, bodies = webhook(200)

    assert OutcomeKind.SENT is send(f"json://127.0.0.1:{port}/?emojis=yes")
    (body,) = bodies
    assert ("Nhắc hạn", "Hạn 16/03/2027 :smile: <b>") == (body["title"], body["message"])


def test_it_escapes_plain_text_for_a_service_that_takes_html(webhook: Webhook) -> None:
    port, bodies = webhook(200)

    send(f"json://127.0.0.1:{port}/?format=html", "Sở <Nội vụ> & Sở Tài chính")
    assert "&lt;Nội vụ&gt; &amp; Sở" in bodies[0]["message"].replace("&nbsp;", " ")


@pytest.mark.parametrize("query", ["", "?retry=2&wait=0", "?optional=yes"])
def test_it_is_deferred_after_one_try_when_the_service_fails(webhook: Webhook, query: str) -> None:
    port, bodies = webhook(500)

    assert OutcomeKind.DEFERRED is send(f"json://127.0.0.1:{port}/{query}")
    assert 1 == len(bodies)


def test_it_is_deferred_when_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    envelope = letter()

    outcome = apprise_send.send(f"json://127.0.0.1:{port}", title="a", body="x", envelope=envelope)

    assert (OutcomeKind.DEFERRED, outcome) == (outcome.kind, envelope.outcome)


@pytest.mark.parametrize("url", ["khongco://x", "mailto://", "json://", "linh tinh", "", "://"])
def test_an_address_that_cannot_be_used_is_the_channels_fault(url: str) -> None:
    outcome = apprise_send.send(url, title="a", body="x", envelope=letter())

    assert OutcomeKind.CHANNEL is outcome.kind
    assert outcome.words


def test_a_plugin_that_raises_does_not_reach_the_caller() -> None:
    stock: Any = NotifyBase

    class Broken(stock):  # type: ignore[misc]
        service_name, protocol, secure_protocol = "Broken", "hongroi", "hongrois"

        def send(self, *_: Any, **__: Any) -> bool:
            raise RuntimeError("hỏng")

    install()
    plugins().add(Broken)
    try:
        assert OutcomeKind.DEFERRED is send("hongroi://x")
    finally:
        plugins().remove("hongroi", "hongrois", unload=False)


@pytest.mark.parametrize("query", ["", "?redirect=yes"])
def test_a_service_that_sends_us_elsewhere_is_not_followed(webhook: Webhook, query: str) -> None:
    port, bodies = webhook(302)
    follows = apprise_send._load(f"json://127.0.0.1:{port}/{query}").redirects

    assert not follows
    assert OutcomeKind.DEFERRED is send(f"json://127.0.0.1:{port}/{query}")
    assert 1 == len(bodies)


def test_a_service_that_drips_its_answer_does_not_hold_the_line():
    with DrippingServer(b"HTTP/1.1 200 OK\r\nX-") as server:
        url, words = f"json://127.0.0.1:{server.port}/", letter("a message")
        outcome = apprise_send.send(url, title="t", body="b", envelope=words, seconds=0.3)

    assert OutcomeKind.UNKNOWN is outcome.kind
    assert outcome == words.outcome
