"""What is let go of: rights that expired, files that nobody handed in, mail without consequence.

Each is counted by the same query that drops it. How long each is kept stands in `retention_table`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from dondoc.incoming.store import raw_path
from dondoc.retention_periods import KEEP_EXPIRED, UNCLAIMED
from dondoc.submissions.files import claimed_files
from models import AskedAct, Incoming, Token
from models.kinds import IncomingOutcome


def count_expired(session: Session, *, now: datetime) -> int:
    """How many rights `drop_expired` would delete."""
    old = col(Token.expires_at) < now - KEEP_EXPIRED
    return session.exec(select(func.count()).select_from(Token).where(old)).one()


def drop_expired(session: Session, *, now: datetime) -> int:
    """Delete the rights that expired more than a month ago; returns how many."""
    session.execute(delete(AskedAct).where(col(AskedAct.expires_at) < now - KEEP_EXPIRED))
    gone = delete(Token).where(col(Token.expires_at) < now - KEEP_EXPIRED)
    dropped: int = session.execute(gone).rowcount  # type: ignore[attr-defined] # of an act
    return dropped


def unclaimed_files(session: Session, folder: Path, *, now: datetime) -> list[Path]:
    """Stored files of forms that were refused or abandoned."""
    claimed = claimed_files(session)
    return [
        path
        for path in sorted(folder.glob("??/*"))
        if path.name not in claimed
        and datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - UNCLAIMED
    ]


def drop_unclaimed_files(session: Session, folder: Path, *, now: datetime) -> int:
    """Delete stored files of forms that were refused or abandoned; returns how many."""
    return _unlink(unclaimed_files(session, folder, now=now))


def noted_mail(session: Session, folder: Path, *, days: int, now: datetime) -> list[Path]:
    """Raw mail of what nothing followed from (robots', put aside), older than so many days.

    What became a submission, ended a contact or waits is kept; of the others the row stays.
    """
    over = (IncomingOutcome.NOTED, IncomingOutcome.DISMISSED)
    query = select(Incoming.sha256).where(
        col(Incoming.outcome).in_(over), col(Incoming.recorded_at) < now - timedelta(days=days)
    )
    old = {raw_path(folder, digest) for digest in session.exec(query)}
    return sorted(path for path in old if path.is_file())


def drop_noted_mail(session: Session, folder: Path, *, days: int, now: datetime) -> int:
    """Delete the raw mail of what nothing followed from; returns how many."""
    return _unlink(noted_mail(session, folder, days=days, now=now))


def _unlink(paths: list[Path]) -> int:
    for path in paths:
        path.unlink()
    return len(paths)
