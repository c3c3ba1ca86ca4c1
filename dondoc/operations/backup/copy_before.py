"""A copy before the ledger is brought up: the way back, for a program cannot read a newer one's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from dondoc.ledger.revision import has_ledger
from dondoc.operations.backup.copy_place import FoundCopy, backup_place
from dondoc.operations.backup.take_backup import take_backup
from dondoc.settings import Settings
from models.migrations.run import newest, present


def copy_before_migrating(engine: Engine, settings: Settings, *, now: datetime) -> FoundCopy | None:
    """The copy that was made; None where there is no ledger yet, or nothing to bring up.

    Raises Refused where it cannot be made: then nothing is brought up either.
    """
    if not has_ledger(engine) or present(engine) == newest():
        return None
    place, key_to = backup_place(settings), settings.backup_key_dir
    return take_backup(engine, settings, place, now=now, key_to=key_to)
