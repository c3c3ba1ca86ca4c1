"""What is let go of: rights that expired, files that nobody handed in, mail without consequence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete
from sqlmodel import Session, col, select

from dondoc.incoming.store import raw_path
from dondoc.submissions.files import claimed_files
from models import AskedAct, Incoming, Token
from models.kinds import IncomingOutcome

KEEP_EXPIRED = timedelta(days=30)
"""An expired link stays known for a month, so that a question about it can be answered."""


def drop_expired(session: Session, *, now: datetime) -> int:
    """Delete the rights that expired more than a month ago; returns how many."""
    session.execute(delete(AskedAct).where(col(AskedAct.expires_at) < now - KEEP_EXPIRED))
    gone = delete(Token).where(col(Token.expires_at) < now - KEEP_EXPIRED)
    dropped: int = session.execute(gone).rowcount  # type: ignore[attr-defined]
    return dropped


UNCLAIMED = timedelta(days=2)
"""A file is stored when its form is sent, and claimed once the form is right: two days of grace."""


def drop_unclaimed_files(session: Session, folder: Path, *, now: datetime) -> int:
    """Delete stored files of forms that were refused or abandoned; returns how many."""
    claimed = claimed_files(session)
    dropped = 0
    for path in folder.glob("??/*"):
        stored_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if path.name not in claimed and stored_at < now - UNCLAIMED:
            path.unlink()
            dropped += 1
    return dropped


KEEP_NOTED = timedelta(days=180)
"""Robots' mail and what was put aside, as it came: half a year, so that a doubt can be settled.

What became a submission, ended a contact or waits is kept; of the others the row stays.
"""


def drop_noted_mail(session: Session, folder: Path, *, now: datetime) -> int:
    """Delete the raw mail of what nothing followed from; returns how many."""
    over = (IncomingOutcome.NOTED, IncomingOutcome.DISMISSED)
    query = select(Incoming.sha256).where(
        col(Incoming.outcome).in_(over), col(Incoming.recorded_at) < now - KEEP_NOTED
    )
    old = [raw_path(folder, digest) for digest in session.exec(query)]
    gone = [path for path in old if path.is_file()]
    for path in gone:
        path.unlink()
    return len(gone)
