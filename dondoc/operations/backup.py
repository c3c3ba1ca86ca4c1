"""A copy of the ledger each night, where it is SQLite; a PostgreSQL ledger has its own tools."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from dondoc.clock import ZONE, local

KEPT = 14
"""Copies kept: two weeks of nights."""

_PATTERN = "dondoc-*.sqlite3"


def back_up(database: str, folder: Path, *, now: datetime, kept: int = KEPT) -> Path | None:
    """Copy a SQLite ledger into the folder while it is in use; None for another database.

    The copy appears whole or not at all; the oldest beyond `kept` go. A second copy of the same
    minute replaces the first.
    """
    url = make_url(database)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"dondoc-{local(now):%Y%m%d-%H%M}.sqlite3"
    growing = target.with_suffix(".part")
    growing.unlink(missing_ok=True)
    with closing(sqlite3.connect(url.database)) as source, closing(sqlite3.connect(growing)) as to:
        source.backup(to)
    growing.replace(target)
    for old in sorted(folder.glob(_PATTERN))[:-kept]:
        old.unlink()
    return target


def newest_copy_at(folder: Path) -> datetime | None:
    """When the newest copy there was made; None where there is none."""
    names = sorted(path.stem for path in folder.glob(_PATTERN))
    try:
        made = datetime.strptime(names[-1], "dondoc-%Y%m%d-%H%M") if names else None  # noqa: DTZ007 - a local hour, given its zone below
    except ValueError:  # somebody put a file of another name beside ours
        return None
    return made.replace(tzinfo=ZONE).astimezone(UTC) if made else None
