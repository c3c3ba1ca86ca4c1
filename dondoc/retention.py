"""What the ledger lets go of: rights that can no longer be used."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from models import Token

KEEP_EXPIRED = timedelta(days=30)
"""An expired link stays known for a month, so that a question about it can be answered."""


def drop_expired(session: Session, *, now: datetime) -> int:
    """Delete the rights that expired more than a month ago; returns how many."""
    gone = delete(Token).where(col(Token.expires_at) < now - KEEP_EXPIRED)
    dropped: int = session.execute(gone).rowcount  # type: ignore[attr-defined]
    return dropped
