"""Caddy with the file of deployments/proxy/, in front of a portal and a Prefect server."""

from __future__ import annotations

import base64
import http.client
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.support.nginx_front import FILES, Answer, await_port, free_port, web_server


class CaddyFront:
    """A web server at a free port of 127.0.0.1, without TLS: Caddy would ask for a certificate."""

    def __init__(self, folder: Path) -> None:
        self.program, self.folder, self.port = web_server("caddy"), folder, free_port()
        self._password = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "caddy.log").read_text(encoding="utf-8")

    def write(self, *, portal: str = "", prefect: str = "", password: str = "a:b") -> None:
        """Our file with this machine's addresses; where none is given, nobody answers."""
        changes = {
            "dondoc.tinh.example {": f"{self.address} {{",
            "\tservers {": "\tadmin off\n\tservers {",
            "127.0.0.1:8450": portal or f"127.0.0.1:{free_port()}",
            "127.0.0.1:4200": prefect or f"127.0.0.1:{free_port()}",
        }
        text = (FILES / "Caddyfile").read_text(encoding="utf-8")
        for before, after in changes.items():
            text = text.replace(before, after)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "Caddyfile").write_text(text, encoding="utf-8")
        self._password = base64.b64encode(password.encode()).decode()

    def ask(
        self, method: str, target: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, its target and headers sent as they are given."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, target, body or None, dict(headers or {}))
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            line.close()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answering, until the block is left."""
        home = {"HOME": str(self.folder), "PREFECT_BASIC": self._password}
        file = str(self.folder / "Caddyfile")
        with (self.folder / "caddy.log").open("wb") as log:
            process = subprocess.Popen(
                [self.program, "run", "--adapter", "caddyfile", "--config", file],
                env={**os.environ, **home},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            await_port(self.port, process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)
