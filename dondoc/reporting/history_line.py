"""One line of an assignment's life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models import File

CAUSE_FIRST = ("round", "act", "answer", "decision", "call", "mail")
"""The order of what happened in one instant: a receipt follows what it confirms."""


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened. `kind` is one of `CAUSE_FIRST`.

    `rule` says by which clause, rung or arithmetic; `details` are further sentences, `folded` what
    only who asks for it wants to read; `version` is of the submission that it tells of.
    """

    at: datetime
    who: str
    says: str
    kind: str
    rule: str = ""
    details: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    folded: tuple[str, ...] = ()
    version: int | None = None
