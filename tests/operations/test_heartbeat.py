"""Each window reports to the heartbeat's address; whatever happens there, the window goes on."""

from __future__ import annotations

import socket
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from dondoc.clock import at
from dondoc.ledger.installation import Installation
from dondoc.operations.heartbeat import Pulse, pulse_address, report_pulse
from dondoc.operations.regular_work import send_window
from tests.support.watches import SetWatch

EIGHT = at(date(2027, 3, 1), 8)
CODE = "5f0c1e2a-ma-so-bi-mat"
pytestmark = pytest.mark.one_database


@pytest.fixture
def healthchecks():
    """A server that keeps what it is asked, and answers as told."""
    found = []

    class Check(BaseHTTPRequestHandler):
        def do_POST(self):
            found.append(self.path)
            self.send_response(self.server.status)
            self.end_headers()

        def log_message(self, *_):
            return

    server = HTTPServer(("127.0.0.1", 0), Check)
    server.status, server.found = 200, found
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def reporting(sqlite_engine, settings, rulebook):
    def at_port(port):
        url = SecretStr(f"http://127.0.0.1:{port}/ping/{CODE}")
        told = settings.model_copy(update={"heartbeat_url": url})
        return Installation(told, rulebook, sqlite_engine)

    return at_port


def test_a_window_reports_that_it_begins_and_that_it_ended_well(healthchecks, reporting):
    send_window(reporting(healthchecks.server_port), EIGHT, SetWatch())

    assert [f"/ping/{CODE}/start", f"/ping/{CODE}"] == healthchecks.found


def test_a_window_that_breaks_reports_that(healthchecks, reporting):
    here = reporting(healthchecks.server_port)
    with here.engine.begin() as ledger:
        ledger.execute(text("alter table notice rename to mislaid"))
    with pytest.raises(Exception, match="notice"):
        send_window(here, EIGHT, SetWatch())

    assert [f"/ping/{CODE}/start", f"/ping/{CODE}/fail"] == healthchecks.found


@pytest.mark.parametrize("status", [404, 500])
def test_an_address_that_refuses_harms_no_window_and_is_logged_without_its_secret(
    healthchecks, reporting, caplog, status
):
    healthchecks.status = status

    assert 0 == send_window(reporting(healthchecks.server_port), EIGHT, SetWatch()).sent
    assert f"DONDOC_HEARTBEAT_URL trả lời {status}" in caplog.messages
    assert CODE not in caplog.text


def test_an_address_that_is_shut_or_silent_is_not_waited_for(reporting, caplog):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert not report_pulse(reporting(port).settings, Pulse.WELL, seconds=0.2)
    assert not report_pulse(reporting(port).settings, Pulse.WELL)
    assert CODE not in caplog.text


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://hc.example/ping/a", "https://hc.example/ping/a/start"),
        ("https://hc.example/ping/a/", "https://hc.example/ping/a/start"),
        (
            "https://hc.example/khoa/dondoc?create=1",
            "https://hc.example/khoa/dondoc/start?create=1",
        ),
        ("", ""),
    ],
)
def test_what_stands_behind_the_question_mark_stays_there(url, wanted):
    assert wanted == pulse_address(url, Pulse.BEGUN)
