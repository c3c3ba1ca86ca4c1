"""What is let go of: rights that can no longer be used, files that nobody handed in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete
from sqlmodel import Session, col, select

from models import File, Token

KEEP_EXPIRED = timedelta(days=30)
"""An expired link stays known for a month, so that a question about it can be answered."""


def drop_expired(session: Session, *, now: datetime) -> int:
    """Delete the rights that expired more than a month ago; returns how many."""
    gone = delete(Token).where(col(Token.expires_at) < now - KEEP_EXPIRED)
    dropped: int = session.execute(gone).rowcount  # type: ignore[attr-defined]
    return dropped


UNCLAIMED = timedelta(days=2)
"""A file is stored when its form is sent, and claimed once the form is right: two days of grace."""


def drop_unclaimed_files(session: Session, folder: Path, *, now: datetime) -> int:
    """Delete stored files of forms that were refused or abandoned; returns how many."""
    claimed = set(session.exec(select(File.sha256)))
    dropped = 0
    for path in folder.glob("??/*"):
        stored_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if path.name not in claimed and stored_at < now - UNCLAIMED:
            path.unlink()
            dropped += 1
    return dropped
