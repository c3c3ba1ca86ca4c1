"""Which mail that came in waits for an officer."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from models import Incoming
from models.kinds import IncomingOutcome


def waiting(*, of_strangers: bool = False) -> ColumnElement[bool]:
    """The letters that wait for an officer: those in front, or the folder of strangers' mail."""
    held = col(Incoming.outcome) == IncomingOutcome.HELD
    return and_(held, col(Incoming.stranger).is_(of_strangers))
