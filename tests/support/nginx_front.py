"""nginx with the files of deployments/proxy/, in front of a portal and a Prefect server."""

from __future__ import annotations

import base64
import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.site_certificates import Authority

FILES = Path(__file__).parents[2] / "deployments" / "proxy"
ROOT = "/don-doc"
"""The sub-path that stands in our files."""

_MAIN = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/start.log;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/nginx.conf;
}}
"""


Answer = tuple[int, Mapping[str, str], str]
"""Status, headers, text."""


class Front:
    """A web server with TLS at a free port of 127.0.0.1; `root` is the sub-path of the portal."""

    def __init__(self, folder: Path, root: str = ROOT) -> None:
        self.program = web_server("nginx")
        self.folder, self.root = folder, root
        self.port, self.plain = free_port(), free_port()

    @property
    def host(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """The portal's, as a person has it."""
        return self.host + self.root

    @property
    def log(self) -> str:
        return (self.folder / "dondoc.log").read_text(encoding="utf-8")

    @property
    def error_log(self) -> str:
        return (self.folder / "dondoc-error.log").read_text(encoding="utf-8")

    def ask(
        self, method: str, target: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request, its target and headers sent as they are given."""
        known = ssl.create_default_context(cafile=str(self.folder / "root.pem"))
        line = http.client.HTTPSConnection(f"127.0.0.1:{self.port}", context=known, timeout=60)
        try:
            line.request(method, target, body or None, dict(headers or {}))
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            line.close()

    def write(self, *, portal: str = "", prefect: str = "", password: str = "a:b") -> None:
        """Our files as an office copies them, with this machine's addresses in them.

        `portal` and `prefect` are «host:port»; where none is given, nobody answers.
        """
        changes = {
            "listen 443": f"listen {self.port}",
            "listen 80": f"listen {self.plain}",
            "/etc/nginx/dondoc": str(self.folder),
            "/etc/ssl/dondoc": str(self.folder),
            "/var/log/nginx": str(self.folder),
            "127.0.0.1:8450": portal or f"127.0.0.1:{free_port()}",
            "127.0.0.1:4200": prefect or f"127.0.0.1:{free_port()}",
            "dondoc.tinh.example": f"127.0.0.1:{self.port}",
            "dMOqbjptYXQta2hhdQ==": base64.b64encode(password.encode()).decode(),
            ROOT: self.root,
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        for file in FILES.glob("*.conf*"):
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            text = "".join(line for line in lines if "listen [::]" not in line)  # v6 may be missing
            for before, after in changes.items():
                text = text.replace(before, after)
            (self.folder / file.name.removesuffix(".example")).write_text(text, encoding="utf-8")
        (self.folder / "main.conf").write_text(_MAIN.format(folder=self.folder), encoding="utf-8")
        authority = Authority("Gốc của kiểm thử")
        (self.folder / "root.pem").write_bytes(authority.pem())
        both = authority.key_and_chain("127.0.0.1")
        for name in ("fullchain.pem", "privkey.pem"):
            (self.folder / name).write_bytes(both)

    def check(self) -> str:
        """What `nginx -t` says of the files; empty where it finds nothing."""
        command = [self.program, "-t", "-q", "-c", str(self.folder / "main.conf")]
        return subprocess.run(command, capture_output=True, text=True, check=False).stderr

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answering, until the block is left."""
        command = [self.program, "-c", str(self.folder / "main.conf")]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        try:
            await_port(self.port, process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def web_server(name: str) -> str:
    """Where nginx or Caddy is; the test is left out where it is not, and fails in CI."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Không thấy {name}: hãy cài để kiểm thử tệp mẫu của máy chủ web.")
        pytest.skip(f"Bỏ qua: máy này không có {name}.")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the process answers there; raises RuntimeError where it ends instead."""
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise RuntimeError(f"{process.args} did not start")
