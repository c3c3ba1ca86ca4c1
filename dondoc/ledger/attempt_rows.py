"""Rows of tries to send, made and inserted in one place; append-only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from models import Attempt
from models.database import table_of
from models.kinds import About


@dataclass(frozen=True, kw_only=True)
class AttemptRow:
    """One try: when, what came of it, the server's words; `about` is what a refusal blames."""

    message_id: int
    at: datetime
    outcome: str
    words: str
    code: int | None = None
    about: About | None = None


def insert_attempts(session: Session, rows: Sequence[AttemptRow]) -> None:
    """In one statement, no row loaded: a window tries thousands."""
    if rows:
        session.execute(insert(table_of(Attempt)), [vars(row) for row in rows])
