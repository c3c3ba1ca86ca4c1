"""A PostgreSQL with its contributed extensions: Prefect's own tables need pg_trgm.

The wheel that the other tests use has none of them. Where PostgreSQL is installed, a server of
our own is started from its programs; nothing of the machine's own is touched.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

UP_WITHIN = 30.0


def installed() -> Path | None:
    """The folder of the programs, where PostgreSQL and pg_trgm are installed."""
    for config in sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_config"), reverse=True):
        asked = subprocess.run([config, "--sharedir"], capture_output=True, text=True, check=True)
        if (Path(asked.stdout.strip()) / "extension" / "pg_trgm.control").exists():
            return config.parent
    return None


@contextmanager
def full_postgresql(programs: Path) -> Iterator[str]:
    """Its address while it runs: on a socket alone, in a folder that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="dondoc-postgresql-"))
    how: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    if os.geteuid() == 0:  # PostgreSQL refuses root; its package has made a user for it
        shutil.chown(folder, "postgres", "postgres")
        how |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    made = [programs / "initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*made, "--no-sync"], check=True, **how)
    runs = [programs / "postgres", "-D", "data", "-k", folder, "-c", "listen_addresses="]
    server = subprocess.Popen([*runs, "-c", "fsync=off"], **how)
    try:
        _wait(programs, folder)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        server.send_signal(signal.SIGINT)  # at once, with others still connected
        server.wait(UP_WITHIN)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(programs: Path, folder: Path) -> None:
    deadline = time.monotonic() + UP_WITHIN
    while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode:
        assert time.monotonic() < deadline, "PostgreSQL did not start"
        time.sleep(0.1)
