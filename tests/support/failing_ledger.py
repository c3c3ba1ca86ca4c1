"""A ledger whose database can be taken away, and given back, while letters are on the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, event, make_url, text

from models.database import make_engine


@dataclass
class Ledger:
    """One whose database can be taken away and given back."""

    engine: Engine
    take_away: Callable[[], None]
    give_back: Callable[[], None]


@contextmanager
def cut_postgresql(url: str) -> Iterator[Ledger]:
    """Every connection is cut and none is let in: a server that restarts."""
    admin = make_engine(url).execution_options(isolation_level="AUTOCOMMIT")
    ours = make_engine(make_url(url).set(database="mat_ket_noi").render_as_string(False))

    def run(*statements: str) -> None:
        with admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'mat_ket_noi'"
    run("DROP DATABASE IF EXISTS mat_ket_noi WITH (FORCE)", "CREATE DATABASE mat_ket_noi")
    yield Ledger(
        ours,
        take_away=lambda: run("ALTER DATABASE mat_ket_noi ALLOW_CONNECTIONS false", cut),
        give_back=lambda: run("ALTER DATABASE mat_ket_noi ALLOW_CONNECTIONS true"),
    )
    ours.dispose()
    admin.dispose()


@contextmanager
def full_disk(path: Path) -> Iterator[Ledger]:
    """SQLite may not grow: what it says then is what a full disk makes it say."""
    engine, full = make_engine(f"sqlite:///{path / 'ledger.sqlite3'}"), [False]

    @event.listens_for(engine, "checkout")
    def limit(connection, _record, _proxy):
        connection.execute(f"PRAGMA max_page_count = {1 if full[0] else 1_000_000}")

    yield Ledger(
        engine,
        take_away=lambda: full.__setitem__(0, True),
        give_back=lambda: full.__setitem__(0, False),
    )
    engine.dispose()
