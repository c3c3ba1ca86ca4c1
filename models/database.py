"""The engine, and the only commit of the project."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, Table, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session, SQLModel, create_engine

_SQLITE_GONE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOTADB,
    }
)
_POSTGRESQL_GONE = frozenset({"08", "25", "40", "53", "55", "57", "58", "XX"})
"""Classes of SQLSTATE: connection, read-only, rolled back, resources, locks, stopped, system."""

_engines: dict[str, Engine] = {}


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///…` (WAL, foreign keys, 30 s of patience) or `postgresql+psycopg://…`.

    What was committed is on the disk, with either. What a statement was given (names, addresses)
    stands in no fault, and so in no log.
    """
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": 30}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def engine_for(url: str) -> Engine:
    """The process's engine for this address, made once."""
    if url not in _engines:
        _engines[url] = make_engine(url)
    return _engines[url]


@contextmanager
def transaction(engine: Engine, *, write: bool = True) -> Iterator[Session]:
    """One transaction: committed when the block ends, rolled back when it raises.

    Nothing below it commits, and nothing may be sent inside it. A writing transaction takes
    SQLite's write lock at once (BEGIN IMMEDIATE): a read that later writes could not wait for it.
    """
    with engine.connect().execution_options(dondoc_write=write) as connection:
        with Session(connection, expire_on_commit=False) as session:
            yield session
            session.commit()
        connection.commit()


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that load no objects."""
    table: Table = model.__table__  # type: ignore[attr-defined] # SQLModel makes it, and declares none
    return table


def is_gone(fault: Exception) -> bool:
    """Is it the database that fails, and not what it was asked to keep?

    The one is tried again, the other would fail for ever.
    """
    if not isinstance(fault, DBAPIError):
        return False
    if fault.connection_invalidated or isinstance(fault, InterfaceError):
        return True
    own = fault.orig
    if isinstance(own, sqlite3.Error):
        return getattr(own, "sqlite_errorcode", 0) & 0xFF in _SQLITE_GONE
    state = getattr(own, "sqlstate", None)
    return isinstance(fault, OperationalError) and (not state or state[:2] in _POSTGRESQL_GONE)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # pysqlite's own BEGIN comes too late and is never IMMEDIATE: we begin ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    # FULL: what was committed survives a machine that loses its power, as PostgreSQL promises. With
    # NORMAL the last seconds of a WAL are lost: letters would leave again, receipts vanish.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("dondoc_write", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
