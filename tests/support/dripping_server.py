"""A server that drips: a byte of its answer now and then, and never the end of it."""

from __future__ import annotations

import socket
import threading
from typing import Self


class DrippingServer:
    """Says `greeting` at once, then answers everything with one digit after another."""

    def __init__(self, greeting: bytes = b"") -> None:
        self._greeting = greeting
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._listening.close()
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        client, _address = self._listening.accept()
        with client:
            try:
                client.sendall(self._greeting)
                while not self._over.wait(0.02):
                    client.sendall(b"2")
            except OSError:
                pass  # the other side has had enough
