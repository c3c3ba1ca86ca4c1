"""`make bench-kill`: 4,000 messages, 20 SIGKILLs, on both databases, without and with an archive.

What is promised is checked: a letter lost, or more copies than were in flight, ends it with 1.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import SQLModel

from dondoc.ledger.sync_units import sync_units
from dondoc.plan.rulebook import load_rulebook
from models.database import make_engine, transaction
from tests.support.campaign import Campaign, Report
from tests.support.own_postgresql import own_postgresql

MESSAGES, KILLS, SEED = 4_000, 20, 2027
HEADS = ("sổ", "nơi tra", "tin", "lần giết", "mất", "lặp", "cho phép", "đánh dấu", "giây")


def main() -> int:
    print(" ".join(f"{head:>10}" for head in HEADS), flush=True)
    kept = [
        _campaign(database, archive=archive)
        for database in ("sqlite", "postgresql")
        for archive in (False, True)
    ]
    return 0 if all(kept) else 1


def _campaign(database: str, *, archive: bool) -> bool:
    rulebook = load_rulebook()
    with tempfile.TemporaryDirectory() as folder, _engine(database, Path(folder)) as engine:
        with transaction(engine) as session:
            sync_units(session, rulebook.registry)
        campaign = Campaign(engine, rulebook, Path(folder), messages=MESSAGES)
        start = time.monotonic()
        report = campaign.run(kills=KILLS, seed=SEED, archive=archive)
        seconds = time.monotonic() - start
    allowed = 0 if archive else report.kills * report.lines
    figures = (report.messages, report.kills, report.lost, report.extra, allowed, report.marked)
    cells = (database, "nhật ký" if archive else "không", *figures, f"{seconds:.0f}")
    print(" ".join(f"{cell:>10}" for cell in cells), flush=True)
    return _holds(report, allowed)


def _holds(report: Report, allowed: int) -> bool:
    clean = report.lost == report.unsent == report.strangers == 0
    return clean and report.kills == KILLS and report.extra <= allowed


@contextmanager
def _engine(database: str, folder: Path) -> Iterator[Engine]:
    if database == "sqlite":
        engine = make_engine(f"sqlite:///{folder / 'dondoc.sqlite3'}")
        SQLModel.metadata.create_all(engine)
        yield engine
        engine.dispose()
        return
    with own_postgresql() as url:
        engine = make_engine(url)
        SQLModel.metadata.create_all(engine)
        yield engine
        engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
