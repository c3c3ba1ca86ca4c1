"""The far mail server as the bench sees it: started, counted, stopped."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography.x509 import IPAddress

from tests.support.mail_servers import write_certificate

FROM = "don-doc@so-noi-vu.example"


@dataclass(frozen=True)
class Line:
    """Where the far server listens: behind the delay, directly, and where it tells its count."""

    slow: int
    direct: int
    count: int
    certificate: Path

    def counted(self) -> tuple[int, int]:
        with socket.create_connection(("127.0.0.1", self.count)) as line:
            letters, different = line.makefile().readline().split()
        return int(letters), int(different)


@contextmanager
def far_server(folder: Path) -> Iterator[Line]:
    pem = write_certificate(folder / "far.pem", IPAddress(ip_address("127.0.0.1")))
    command = [sys.executable, "-m", "tests.bench.line", str(pem)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdin is not None
        ports = [int(port) for port in running.stdout.readline().split()]
        yield Line(ports[0], ports[1], ports[2], pem)
        running.stdin.close()
