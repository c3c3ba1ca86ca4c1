"""Migrating, from the program: `dondoc migrate` and every start."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

HERE = Path(__file__).parent


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the ledger to a revision, upwards."""
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)


def migrate_down(engine: Engine, revision: str = "base") -> None:
    """Take the ledger back to a revision; what later steps added is lost."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


@cache
def newest() -> str:
    """The newest revision that this program knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def present(engine: Engine) -> str | None:
    """The revision the ledger is at; None for an empty database.

    Every door asks: a reader, who waits for nobody that writes.
    """
    with engine.connect().execution_options(dondoc_write=False) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Does this program know the revision? A newer program may have migrated the ledger."""
    script = ScriptDirectory.from_config(_config())
    return revision in {step.revision for step in script.walk_revisions()}
