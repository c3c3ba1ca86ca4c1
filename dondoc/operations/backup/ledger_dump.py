"""The ledger as one file: SQLite by its backup interface, PostgreSQL by `pg_dump`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from dondoc.operations.backup.postgresql_tools import dump_postgresql, server_version
from dondoc.problems import Problem, Refused

SQLITE_COPY = "ledger.sqlite3"
POSTGRESQL_COPY = "ledger.pgdump"


def dump_ledger(engine: Engine, folder: Path) -> Path:
    """One consistent picture of the ledger, while others write; returns its file, mode 0600.

    Raises Refused for a ledger that is damaged: a copy of it would be no copy.
    """
    if engine.dialect.name == "sqlite":
        target = folder / SQLITE_COPY
        target.touch(mode=0o600)
        _dump_sqlite(Path(str(engine.url.database)), target)
        return target
    target = folder / POSTGRESQL_COPY
    target.touch(mode=0o600)
    dump_postgresql(engine, target)
    return target


def database_version(engine: Engine) -> str:
    """«SQLite 3.40.1» or «PostgreSQL 15»."""
    if engine.dialect.name == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    return f"PostgreSQL {server_version(engine)}"


def refuse_damaged(path: Path) -> None:
    """Raises Refused unless SQLite finds the file whole."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            [(said,)] = opened.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as fault:
        said = str(fault)
    if said != "ok":
        raise Refused(Problem("sổ theo dõi", str(path), f"tệp đã hỏng: {said}"))


def _dump_sqlite(source: Path, target: Path) -> None:
    """In one step: a reader holds up no writer of a WAL, and none makes it begin again."""
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
        from_.backup(to)
        to.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    refuse_damaged(target)
