"""SQLite as every test has it: stricter about order than it is, and in a hurry.

Loaded by `conftest.py`; it holds for every engine of the process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.pool import Pool
from sqlalchemy.util import LRUCache

_FIRST: dict[str, Dialect] = {}
_COMPILED: Any = LRUCache(5_000)
_HURRY = [True]


@contextmanager
def as_shipped() -> Iterator[None]:
    """Connections are as the program made them: for a test that asks how that is."""
    _HURRY[0] = False
    try:
        yield
    finally:
        _HURRY[0] = True


@event.listens_for(Engine, "connect")
def _no_order_but_the_one_asked_for(connection: Any, _record: object) -> None:
    """SQLite gives rows in the order of their insertion, PostgreSQL today and not tomorrow.

    Here SQLite gives what no `ORDER BY` orders backwards, so that nothing leans on it unseen.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects = ON").close()


@event.listens_for(Pool, "checkout")
def _the_disk_is_not_waited_for(connection: Any, _record: object, _fairy: object) -> None:
    """A killed process loses nothing by it; a machine would, and nothing here outlives one.

    At each checkout (13 µs), for what the program itself sets comes after every «connect» of ours.
    """
    if _HURRY[0] and isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF").close()


@event.listens_for(Engine, "engine_connect")
def _statements_are_compiled_once(connection: Connection) -> None:
    """Every test has an engine of its own, and would put each statement into SQL anew.

    A quarter of the processor's time of a portal's test, measured. PostgreSQL has one engine
    anyway.
    """
    if connection.dialect.name == "sqlite":
        connection.dialect = _FIRST.setdefault("dialect", connection.dialect)
        connection.execution_options(compiled_cache=_COMPILED)
