"""The one Prefect server, for what has to be asked of a real one; a place where it calls."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import Any

import pytest

from tests.support.prefect_harness import PrefectServer, running_server


@pytest.fixture(scope="session")
def prefect_server() -> PrefectServer:
    return running_server()


@pytest.fixture
def heard() -> Iterator[tuple[str, Queue[tuple[str, Any]]]]:
    """A portal's place: its address, and what was posted to it."""
    found: Queue[tuple[str, Any]] = Queue()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            found.put((self.path, json.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    listening = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}", found
    listening.shutdown()
