"""Pages that nobody needs any more: not the newest of a source, and no finding cites them.

The rows stay, so that a look still says what it saw; only the bytes go. Source: §5.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func
from sqlmodel import Session, col, or_, select

from dondoc.publication.snapshots import drop_snapshot, has_snapshot
from dondoc.retention_periods import KEPT_AFTER_CLOSING
from models import FindingSighting, PublicationCheck, PublicationFinding
from models.database import transaction

LOOKED_BACK = timedelta(days=60)
"""Looks older than this were pruned before; a page is cited within 30 days or never again."""


def prune_snapshots(engine: Engine, folder: Path, *, now: datetime) -> int:
    """Drop the bytes of what is neither newest nor cited; returns of how many pages."""
    with transaction(engine, write=False) as session:
        gone = _useless(session, now)
    return sum(drop_snapshot(folder, sha256) for sha256 in gone)


def count_prunable(session: Session, folder: Path, *, now: datetime) -> int:
    """Of how many pages `prune_snapshots` would drop the bytes."""
    return sum(has_snapshot(folder, sha256) for sha256 in _useless(session, now))


def _useless(session: Session, now: datetime) -> list[str]:
    return sorted(_seen(session, now) - _newest(session) - _cited(session, now))


def _seen(session: Session, now: datetime) -> set[str]:
    query = select(PublicationCheck.snapshot, PublicationCheck.http).where(
        col(PublicationCheck.snapshot).is_not(None),
        or_(
            col(PublicationCheck.checked_at) >= now - LOOKED_BACK,
            col(PublicationCheck.checked_at) <= now - KEPT_AFTER_CLOSING,
        ),
    )
    return _pages(session.exec(query))


def _newest(session: Session) -> set[str]:
    """The last pages of each source, and the last that could be read."""
    of_source = (
        select(func.max(col(PublicationCheck.id)))
        .where(col(PublicationCheck.snapshot).is_not(None))
        .group_by(col(PublicationCheck.source_id), col(PublicationCheck.verdict))
    )
    query = select(PublicationCheck.snapshot, PublicationCheck.http).where(
        col(PublicationCheck.id).in_(of_source)
    )
    return _pages(session.exec(query))


def _cited(session: Session, now: datetime) -> set[str]:
    citing = (
        select(FindingSighting.check_id)
        .join(PublicationFinding, col(FindingSighting.finding_id) == col(PublicationFinding.id))
        .where(
            col(FindingSighting.seen).is_(True),
            or_(
                col(PublicationFinding.closed_at).is_(None),
                col(PublicationFinding.closed_at) >= now - KEPT_AFTER_CLOSING,
            ),
        )
    )
    query = select(PublicationCheck.snapshot, PublicationCheck.http).where(
        col(PublicationCheck.id).in_(citing)
    )
    return _pages(session.exec(query))


def _pages(looks: Iterable[Any]) -> set[str]:
    """The first page of each look, and the further ones of its list."""
    found: set[str] = set()
    for first, http in looks:
        found |= {first} if first else set()
        found |= {str(page["sha256"]) for page in http.get("pages", [])}
    return found
