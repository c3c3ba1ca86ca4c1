"""The portal behind a real socket: half-sent, dripping and many requests hold up nobody."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
import uvicorn

from dondoc.portal.web_server import PatientProtocol, web_server
from tests.support.portal import Portal

QUICK = 0.4
HEAD = b"POST /dang-nhap HTTP/1.1\r\nHost: x\r\n"
FORM = HEAD + b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\n"


@pytest.fixture
def server(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Iterator[uvicorn.Server]:
    monkeypatch.setattr(PatientProtocol, "head_seconds", QUICK)
    monkeypatch.setattr(PatientProtocol, "most", 20)
    deadline = next(one for one in portal.own_app().user_middleware if "Deadline" in str(one.cls))
    deadline.kwargs["piece"] = QUICK
    built = web_server(portal.app, "127.0.0.1", 0)
    thread = threading.Thread(target=built.run, daemon=True)
    thread.start()
    while not built.started:
        thread.join(0.01)
    yield built
    built.should_exit = True
    thread.join(10)


def line(server: uvicorn.Server, sent: bytes = b"") -> socket.socket:
    made = socket.create_connection(server.servers[0].sockets[0].getsockname(), timeout=8)
    made.sendall(sent)
    return made


def answer(made: socket.socket) -> bytes:
    """Everything that comes until the other side closes."""
    said = b""
    with closing(made):
        try:
            while piece := made.recv(65536):
                said += piece
        except ConnectionResetError:
            pass
    return said


@pytest.mark.parametrize("sent", [b"", b"GET / HT", HEAD])
def test_half_a_head_is_waited_for_and_then_let_go(server: uvicorn.Server, sent: bytes) -> None:
    began = time.monotonic()

    assert b"" == answer(line(server, sent))
    assert time.monotonic() - began < 5


def test_a_dripping_head_is_let_go_too(server: uvicorn.Server) -> None:
    began = time.monotonic()
    with closing(line(server, HEAD)) as made:
        made.settimeout(0.05)
        while drips(made):
            assert time.monotonic() - began < 5


def drips(made: socket.socket, drop: bytes = b"X-A: b\r\n") -> bool:
    """Sends a little more; is the line still open, without an answer?"""
    try:
        made.sendall(drop)
        made.recv(1)
        return False  # an answer, or the end
    except TimeoutError:
        return True
    except OSError:
        return False


@pytest.mark.parametrize("some", [b"", b"dia_chi=a"])
def test_half_a_body_is_told_so_and_its_line_closed(server: uvicorn.Server, some: bytes) -> None:
    said = answer(line(server, FORM + some)).decode()

    assert said.startswith("HTTP/1.1 408 ")
    assert "Đường truyền quá chậm" in said


def test_a_dripping_body_is_let_go_too(server: uvicorn.Server) -> None:
    began = time.monotonic()
    with closing(line(server, FORM)) as made:
        made.settimeout(0.05)
        while drips(made, b"x"):
            assert time.monotonic() - began < 5


def test_a_crowd_of_half_sent_requests_keeps_nobody_out(server: uvicorn.Server) -> None:
    with ExitStack() as crowd:
        for _ in range(60):
            crowd.enter_context(closing(line(server, HEAD)))
        said = answer(
            line(server, b"GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        )

    assert said.startswith(b"HTTP/1.1 200 ")


def test_a_line_that_is_kept_may_ask_again(server: uvicorn.Server) -> None:
    ask = b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n"
    with closing(line(server, ask + b"\r\n")) as made:
        first = b""
        while b"Disallow: /" not in first:
            first += made.recv(65536)
        made.sendall(ask + b"Connection: close\r\n\r\n")
        assert [b"HTTP/1.1 200"] * 2 == [first[:12], answer(made).lstrip()[:12]]
