"""`dondoc serve`: the portal answers, and Ctrl+C stops it without a word of Python."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free: int = probe.getsockname()[1]
    return free


@pytest.fixture
def portal(tmp_path, empty_ledger, port) -> Iterator[subprocess.Popen[str]]:
    shutil.copytree(empty_ledger, tmp_path / "data")
    environment = {**os.environ, "DONDOC_DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "-m", "dondoc", "serve", "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    yield process
    process.kill()
    process.wait()


def test_the_portal_answers_until_ctrl_c(portal, port):
    said = iter(portal.stderr.readline, "")
    assert any("Uvicorn running" in line for line in said)

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/robots.txt") as answer:
        assert b"Disallow: /" in answer.read()

    portal.send_signal(signal.SIGINT)
    rest = portal.stderr.read()
    assert portal.wait() in (0, 130)
    assert "Traceback" not in rest


def test_a_port_in_use_is_one_sentence(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        done = run("serve", "--port", str(number))

    wanted = "không nghe được ở cổng này, có thể đang có chương trình khác dùng; hãy đổi --port"
    assert (2, [f"--port «127.0.0.1:{number}»: {wanted}"]) == (done.code, done.problems)
