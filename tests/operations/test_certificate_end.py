"""Until when a site's certificate holds, asked of a real server; bounded where nobody answers."""

from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest

from dondoc.operations.certificate_end import certificate_end
from tests.support.site_certificates import Authority


@pytest.fixture
def site(tmp_path):
    """Addresses of servers whose certificate ends in so many days."""
    lines = []

    def serve(days):
        context = Authority("Gốc kiểm thử").site(days=days, folder=tmp_path)
        listening = context.wrap_socket(
            socket.create_server(("127.0.0.1", 0)), server_side=True, do_handshake_on_connect=True
        )
        lines.append(listening)
        threading.Thread(target=_greet, args=(listening,), daemon=True).start()
        return f"https://127.0.0.1:{listening.getsockname()[1]}/dondoc"

    yield serve
    for line in lines:
        line.close()


def _greet(listening):
    try:
        listening.accept()[0].close()
    except OSError:
        return


@pytest.mark.parametrize("days", [90, -3])
def test_one_that_holds_and_one_that_has_ended_are_both_read(site, days):
    ends = certificate_end(site(days))

    assert ends is not None
    assert timedelta(days=days - 1) < ends - datetime.now(UTC) <= timedelta(days=days)


def test_an_address_without_one_or_out_of_reach_has_none():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    assert certificate_end("http://127.0.0.1:8450") is None
    assert certificate_end(f"https://127.0.0.1:{port}") is None


def test_who_says_nothing_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert certificate_end(f"https://127.0.0.1:{port}", seconds=0.2) is None
