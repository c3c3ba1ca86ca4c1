"""Can this process do its work now? The ledger answers, at our revision, and our key is its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from dondoc.ledger.own_mark import refuse_other_key
from dondoc.problems import Refused
from dondoc.settings import Settings
from models.database import transaction
from models.migrations.run import newest, present


@dataclass(frozen=True)
class Readiness:
    """Each part of it; what could not be asked because one before it is wrong counts as wrong."""

    ledger: bool = False
    revision: bool = False
    key: bool = False

    @property
    def ready(self) -> bool:
        return self.ledger and self.revision and self.key


def readiness(engine: Engine, settings: Settings) -> Readiness:
    """As it is now. Writes nothing and makes no file."""
    try:
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        if file is not None and not Path(file).exists():
            return Readiness()
        revision = present(engine) == newest()
    except SQLAlchemyError:
        return Readiness()
    if not revision:
        return Readiness(ledger=True)
    return Readiness(ledger=True, revision=True, key=_own_key(engine, settings))


def _own_key(engine: Engine, settings: Settings) -> bool:
    try:
        with transaction(engine, write=False) as session:
            refuse_other_key(session, settings.signing_key())
    except (Refused, SQLAlchemyError, OSError):
        return False
    return True
