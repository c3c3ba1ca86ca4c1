"""`pg_dump` and `pg_restore`: found, of the right version, the password never on their line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL, Engine

from dondoc.problems import Problem, Refused

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian and Ubuntu lay the programs of each version."""


def dump_postgresql(engine: Engine, target: Path) -> None:
    """The whole database as one consistent file of `pg_dump`'s custom format; writers go on.

    Raises Refused where the program is missing, older than the server, or fails.
    """
    tool = _tool("pg_dump", server_version(engine))
    _run(tool, ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"], engine.url)


def load_postgresql(engine: Engine, source: Path) -> None:
    """A dump into an empty database, in one transaction: whole or not at all. Raises Refused."""
    tool = _tool("pg_restore", server_version(engine))
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run(tool, [*options, str(source)], engine.url)


def server_version(engine: Engine) -> int:
    """The server's major version, like 15."""
    with engine.connect() as connection:
        found = connection.dialect.server_version_info
    return int(found[0]) if found else 0


def _tool(name: str, server: int) -> str:
    """The program on PATH, else the one of the server's version in Debian's folder."""
    there = shutil.which(name)
    beside = [str(path) for path in sorted(_DEBIAN.glob(f"*/bin/{name}"), reverse=True)]
    versions = {tool: _version_of(tool) for tool in [*([there] if there else []), *beside]}
    fit = [tool for tool, version in versions.items() if version >= server]
    if fit:
        return fit[0]
    needed = f"hãy cài gói postgresql-client-{server} trên máy này"
    if versions:
        newest = max(versions.values())
        wanted = f"là bản {newest}, cũ hơn máy chủ PostgreSQL {server} nên không đọc được; {needed}"
    else:
        wanted = f"không có chương trình này trong PATH; {needed}"
    raise Refused(Problem(name, there or "", wanted))


def _version_of(tool: str) -> int:
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout
    found = _VERSION.search(said)
    return int(found[1]) if found else 0


def _run(tool: str, options: Sequence[str], url: URL) -> None:
    """The password goes by the environment: a command's line is for everybody to see."""
    bare = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    given = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    command = [tool, *options, "--no-password", f"--dbname={bare}"]
    done = subprocess.run(command, capture_output=True, text=True, env=given, check=False)
    if done.returncode:
        said = " ".join(done.stderr.split())[-300:]
        raise Refused(Problem(Path(tool).name, "", f"không chạy được: {said}"))
