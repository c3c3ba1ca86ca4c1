"""One real Prefect server for all tests that need one, with the scheduler that a user's has.

`prefect_test_harness` starts a server without services, so nothing is ever scheduled on it. This
one is `prefect server start` in a home of its own, up once for the session, whichever of the two
test folders asks first.
"""

from __future__ import annotations

import base64
import functools
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

# Prefect reads its home when it is imported: never the user's own.
HOME = Path(tempfile.mkdtemp(prefix="dondoc-prefect-"))
os.environ["PREFECT_HOME"] = str(HOME)

PASSWORD = "don-doc:" + "mat-khau-cua-kiem-thu-" * 2

UP_WITHIN = 90.0
"""Seconds; a new SQLite home takes 13 on two cores that are free."""

DATABASE = "prefect.db"
_MIGRATED = HOME / "migrated.db"
"""As the first server of this process left its database when it was up. Prefect's migrations cost
ten seconds of processor time, a copy nothing.
"""


def take_migrated(home: Path) -> None:
    """Spare a server that begins in an empty home the migrations, if another has done them."""
    home.mkdir(parents=True, exist_ok=True)
    if _MIGRATED.exists() and not (home / DATABASE).exists():
        shutil.copyfile(_MIGRATED, home / DATABASE)


def keep_migrated(home: Path) -> None:
    """The server in this home is up: keep its database for the next, unless one is kept."""
    if _MIGRATED.exists() or not (home / DATABASE).exists():
        return
    with (
        closing(sqlite3.connect(home / DATABASE)) as found,
        closing(sqlite3.connect(_MIGRATED)) as kept,
    ):
        found.backup(kept)


_SERVER = {
    "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_SCHEDULED_TIME": "PT9600H",
    # 400 on a user's: of what runs daily the tests need no year, and each run must be given a name.
    "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS": "60",
    "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "60",
    "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SERVE_BASE": "/don-doc/prefect",
    "PREFECT_UI_STATIC_DIRECTORY": str(HOME / "ui"),  # it writes the base into its pages
    "DO_NOT_TRACK": "1",
}


@dataclass(frozen=True)
class PrefectServer:
    """Where it answers, and what another process needs to reach it."""

    api_url: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PREFECT_HOME": str(HOME),
            "PREFECT_API_URL": self.api_url,
            "PREFECT_API_AUTH_STRING": PASSWORD,
        }

    def ask(self, path: str, body: Any = None) -> Any:
        """What its API answers, with our password."""
        data = json.dumps(body).encode() if body is not None else None
        request = Request(f"{self.api_url}{path}", data)
        request.add_header("Content-Type", "application/json")
        known = base64.b64encode(PASSWORD.encode()).decode()
        request.add_header("Authorization", f"Basic {known}")
        with urlopen(request) as answer:
            return json.load(answer)


_STARTED = ExitStack()
_STARTED.callback(shutil.rmtree, HOME, ignore_errors=True)  # run in reverse: this one last


def stop_server() -> None:
    """Stop what `running_server` started. Called when the session ends: a worker of pytest-xdist
    leaves without what `atexit` was told.
    """
    _STARTED.close()


@functools.cache
def running_server() -> PrefectServer:
    """The server of this session, started at the first call; `stop_server` ends it."""
    from prefect.settings import (
        PREFECT_API_AUTH_STRING,
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )

    port = _free_port()
    found = PrefectServer(f"http://127.0.0.1:{port}/api")
    environment = {
        **found.environment,
        **_SERVER,
        "PREFECT_SERVER_API_AUTH_STRING": PASSWORD,
    }
    take_migrated(HOME)
    with (HOME / "server.log").open("wb") as log:
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    settings = _STARTED
    settings.callback(_stop, process)
    _wait(process, found.api_url)
    keep_migrated(HOME)
    # Each flow would join a heartbeat's thread at its end, for more than a second.
    chosen = {
        PREFECT_API_URL: found.api_url,
        PREFECT_API_AUTH_STRING: PASSWORD,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None,
    }
    settings.enter_context(temporary_settings(chosen))
    return found


def _wait(process: subprocess.Popen[bytes], api_url: str) -> None:
    deadline = time.monotonic() + UP_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{api_url}/health", timeout=2):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.25)
    raise RuntimeError((HOME / "server.log").read_text(encoding="utf-8", errors="replace")[-4000:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
