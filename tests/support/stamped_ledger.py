"""A prepared ledger that says of which revision it is, as a migrated one does."""

from __future__ import annotations

from sqlalchemy import Engine, text

from models.migrations.run import newest


def stamp(engine: Engine, revision: str | None = None) -> None:
    """It is at this revision, or at this program's own. For SQLite: a test's own file."""
    with engine.begin() as ledger:
        ledger.execute(text("DROP TABLE IF EXISTS alembic_version"))
        ledger.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        ledger.execute(
            text("INSERT INTO alembic_version VALUES (:revision)"),
            {"revision": revision or newest()},
        )
