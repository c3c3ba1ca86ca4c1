"""The copy of each night: to where the settings say, and the old ones let go of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from dondoc.messages.environment import phrases
from dondoc.operations.backup.copy_place import FoundCopy, backup_place, prune
from dondoc.operations.backup.take_backup import take_backup
from dondoc.problems import Refused
from dondoc.settings import Settings


@dataclass(frozen=True)
class NightlyCopy:
    """What became of it, in words; `failed` where there is no copy of this night."""

    sentence: str
    failed: bool = False


def nightly_backup(engine: Engine, settings: Settings, now: datetime) -> NightlyCopy:
    """Copy, then prune. A refusal is said and stops no other care of the night."""
    place, key_to = backup_place(settings), settings.backup_key_dir
    try:
        copy = take_backup(engine, settings, place, now=now, key_to=key_to)
    except Refused as refused:
        return NightlyCopy(phrases("backup").failed(str(refused)), failed=True)
    gone = prune(place, copy.manifest.mark)
    return NightlyCopy(f"{backup_sentence(copy)}; {phrases('backup').pruned(gone)}")


def backup_sentence(copy: FoundCopy) -> str:
    """What a copy holds and where it lies; what the ledger names and was not on the disk."""
    files = len(copy.manifest.files)
    return phrases("backup").taken(str(copy.path), files, copy.manifest.size, copy.manifest.missing)


def same_disk(settings: Settings) -> bool:
    """Would one broken disk take ledger and copies along?"""
    try:
        place = backup_place(settings)
        return place.stat().st_dev == settings.data_dir.stat().st_dev
    except OSError:
        return settings.backup_dir is None
