"""One source: its looks over time, what they came to, and every finding there was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from dondoc.ledger.unit_on_record import body_of
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.publication.score.weekly_trend import TrendPoint, weekly_trend
from models import PublicationCheck, PublicationFinding, PublicationSource, Scan, Snapshot
from models.publication_kinds import Severity

MOST_LOOKS = 60
"""A year of weekly looks, and some days of daily ones."""

MOST_FINDINGS = 300
"""Findings of one source that a page lists."""

_GRAVITY = {one: place for place, one in enumerate(Severity)}


@dataclass(frozen=True)
class LookLine:
    """One look, with its scan and the page as it was."""

    check: PublicationCheck
    scan: Scan
    snapshot: Snapshot | None


@dataclass(frozen=True)
class SourceSheet:
    """`open` findings stand with the gravest first, `closed` with the newest."""

    source: PublicationSource
    unit: Unit
    looks: tuple[LookLine, ...]  # the newest first
    open: tuple[PublicationFinding, ...]
    closed: tuple[PublicationFinding, ...]
    trend: tuple[TrendPoint, ...]


def source_sheet(
    session: Session, registry: Registry, source_id: int, *, as_of: datetime
) -> SourceSheet | None:
    """The source of that number as known at `as_of`; None where there is none."""
    source = session.get(PublicationSource, source_id)
    if source is None:
        return None
    findings = _findings(session, source_id, as_of)
    closed = {one.id for one in findings if one.closed_at and one.closed_at <= as_of}
    still = [one for one in findings if one.id not in closed]
    return SourceSheet(
        source=source,
        unit=body_of(session, registry, source.unit_code),
        looks=tuple(_looks(session, source_id, as_of)),
        open=tuple(sorted(still, key=lambda one: _GRAVITY[one.severity])),
        closed=tuple(one for one in findings if one.id in closed),
        trend=tuple(weekly_trend(session, as_of=as_of, sources=[source_id])),
    )


def _looks(session: Session, source_id: int, as_of: datetime) -> list[LookLine]:
    query: Any = (
        select(PublicationCheck, Scan, Snapshot)
        .join(Scan, col(Scan.id) == PublicationCheck.scan_id)
        .outerjoin(Snapshot, col(Snapshot.sha256) == PublicationCheck.snapshot)
        .where(
            col(PublicationCheck.source_id) == source_id,
            col(PublicationCheck.checked_at) <= as_of,
        )
        .order_by(col(PublicationCheck.checked_at).desc(), col(PublicationCheck.id).desc())
        .limit(MOST_LOOKS)
    )
    return [LookLine(*row) for row in session.exec(query)]


def _findings(session: Session, source_id: int, as_of: datetime) -> Sequence[PublicationFinding]:
    """Those confirmed by then."""
    query = select(PublicationFinding).where(
        col(PublicationFinding.source_id) == source_id,
        col(PublicationFinding.confirmed_at) <= as_of,
    )
    newest = (col(PublicationFinding.confirmed_at).desc(), col(PublicationFinding.id).desc())
    return session.exec(query.order_by(*newest).limit(MOST_FINDINGS)).all()
