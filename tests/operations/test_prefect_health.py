"""Whether Prefect answers, asked of a real server on this machine's own port."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dondoc.operations.prefect_health import prefect_answers, prefect_health_url


@pytest.fixture
def says():
    """Addresses of servers that answer with this status and body."""
    servers = []

    def serve(status, body):
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                return

        server = HTTPServer(("127.0.0.1", 0), Answer)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/api/health"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "well"),
    [(200, b"true", True), (200, b"<h1>Bao tri</h1>", False), (503, b"true", False)],
)
def test_only_its_own_word_counts(says, status, body, well):
    assert well is prefect_answers(says(status, body))


def test_who_refuses_the_line_or_says_nothing_does_not_answer():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert not prefect_answers(f"http://127.0.0.1:{port}/api/health", seconds=0.2)
    assert not prefect_answers(f"http://127.0.0.1:{port}/api/health")


def test_it_is_asked_where_this_process_finds_it_else_behind_its_pages(settings, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "https://chay.tinh.example/api/")
    assert "https://chay.tinh.example/api/health" == prefect_health_url(settings)

    monkeypatch.delenv("PREFECT_API_URL")
    assert "http://127.0.0.1:4450/api/health" == prefect_health_url(settings)
