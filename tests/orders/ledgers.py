"""A fresh ledger for each example: a file copied over, or a database emptied.

The engine stays the same, so what it has compiled is kept.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

from dondoc.settings import Settings, load_settings
from models.database import make_engine, transaction
from tests.orders.world import World, furnish, furnish_people


def _settings(folder: Path) -> Settings:
    return load_settings(
        data_dir=folder / "data",
        trial=False,
        secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu",
        smtp_connections=1,
    )


class SqliteLedgers:
    def __init__(self, folder: Path) -> None:
        self._kept, self._path = folder / "prepared.sqlite3", folder / "ledger.sqlite3"
        self._settings = _settings(folder)
        prepared = make_engine(f"sqlite:///{self._kept}")
        furnish(prepared)
        prepared.dispose()
        self.engine = make_engine(f"sqlite:///{self._path}")

    def new_world(self, now: datetime) -> World:
        self.engine.dispose()
        for left in ("-wal", "-shm"):
            self._path.with_name(self._path.name + left).unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._path)
        return World(self.engine, self._settings, now)


class PostgresqlLedgers:
    """A database of its own beside that of the other tests."""

    def __init__(self, url: str, folder: Path) -> None:
        name = "orders"
        server = create_engine(url, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(text(f"CREATE DATABASE {name}"))
        here = server.url.set(database=name)
        server.dispose()
        self._settings = _settings(folder)
        self.engine = make_engine(here.render_as_string(hide_password=False))
        furnish(self.engine)
        tables = [
            table for table in reversed(SQLModel.metadata.sorted_tables) if table.name != "unit"
        ]
        deleted = "; ".join(f'DELETE FROM "{table.name}"' for table in tables)
        with self.engine.connect() as connection:
            counters = connection.execute(
                text("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
            ).scalars()
            restarted = ", ".join(f"setval('{one}', 1, false)" for one in counters)
        self._emptied = f"{deleted}; SELECT {restarted}"

    def new_world(self, now: datetime) -> World:
        with self.engine.begin() as connection:
            connection.exec_driver_sql(self._emptied)
        with transaction(self.engine) as session:
            furnish_people(session)
        return World(self.engine, self._settings, now)
