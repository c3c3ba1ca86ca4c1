"""A stand-in for Zalo on a real socket, written from what is publicly told of it (docs 0009)."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from dondoc.delivery.channels.zalo.tokens import Places

FIRST = "refresh-0"
FOLLOWER, STRANGER = "1000000001", "1000000002"
PHONE = "84912345678"


class ZaloServer:
    """One Official Account: a token chain, its messages, and answers that a test may set."""

    def __init__(self) -> None:
        self.refresh_token, self.access_token = FIRST, "access-0"
        self.refreshes: list[str] = []
        self.messages: list[dict[str, Any]] = []
        self.answers: list[tuple[int, dict[str, Any]]] = []
        self.token_answers: list[tuple[int, dict[str, Any]]] = []
        self.silent = False  # takes the request and hangs up
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> ZaloServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def places(self) -> Places:
        return places(self.base)

    def answer(self, path: str, headers: Any, raw: bytes) -> tuple[int, dict[str, Any]]:
        with self._lock:
            if path == "/token":
                return self._refreshed(headers, dict(parse_qsl(raw.decode())))
            return self._taken(path, headers, json.loads(raw))

    def _refreshed(self, headers: Any, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.refreshes.append(form["refresh_token"])
        if self.token_answers:
            return self.token_answers.pop(0)
        known = (headers["secret_key"], form["app_id"], form["grant_type"])
        if known != ("khoa-bi-mat", "4242", "refresh_token"):
            return 200, {"error": -14002, "error_name": "Invalid app"}
        if form["refresh_token"] != self.refresh_token:  # single use
            return 200, {"error": -14020, "error_name": "Invalid refresh token"}
        number = len(self.refreshes)
        self.refresh_token, self.access_token = f"refresh-{number}", f"access-{number}"
        pair = {"access_token": self.access_token, "refresh_token": self.refresh_token}
        return 200, {**pair, "expires_in": "90000"}

    def _taken(self, path: str, headers: Any, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if headers["access_token"] != self.access_token:
            return 200, {"error": -216, "message": "Access token is invalid"}
        self.messages.append(body)
        if self.answers:
            return self.answers.pop(0)
        if body.get("recipient", {}).get("user_id") == STRANGER:
            return 200, {"error": -213, "message": "User has not followed the OA"}
        name = "msg_id" if path == "/template" else "message_id"
        return 200, {"error": 0, "message": "Success", "data": {name: str(len(self.messages))}}


def places(base: str) -> Places:
    """Where a process of its own finds the stand-in."""
    return Places(token=f"{base}/token", message=f"{base}/cs", template=f"{base}/template")


def _handler(zalo: ZaloServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # connections are kept, as a session wants them

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            status, said = zalo.answer(self.path, self.headers, raw)
            if zalo.silent and self.path != "/token":
                self.close_connection = True
                return
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    return Handler
