"""Real servers: of mail for what is told to administrators, of the web for who is asked."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.support.mail_servers import smtp as smtp  # noqa: PLC0414 - fixtures of this folder
from tests.support.mail_servers import start_smtp as start_smtp  # noqa: PLC0414


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
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
