"""Which looks count for a view: from when, to when, at which sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from models import PublicationCheck, PublicationFinding, Scan
from models.publication_kinds import ReadingTrouble


@dataclass(frozen=True)
class LookSpan:
    """From when to when looks count; `sources` narrows to some."""

    since: datetime
    until: datetime
    sources: tuple[int, ...] | None

    def of_looks(self) -> list[ColumnElement[bool]]:
        """Looks of the span at these sources that count for anybody."""
        return [
            col(PublicationCheck.checked_at) >= self.since,
            *valid_until(self.until),
            *([] if self.sources is None else [col(PublicationCheck.source_id).in_(self.sources)]),
        ]

    def of_findings(self) -> list[ColumnElement[bool]]:
        """Findings of these sources."""
        if self.sources is None:
            return []
        return [col(PublicationFinding.source_id).in_(self.sources)]


def valid_until(until: datetime) -> list[ColumnElement[bool]]:
    return [
        col(PublicationCheck.checked_at) <= until,
        col(PublicationCheck.scan_id).in_(select(Scan.id).where(col(Scan.invalid_why).is_(None))),
        or_(
            col(PublicationCheck.trouble).is_(None),
            col(PublicationCheck.trouble) != ReadingTrouble.OWN_LINE,
        ),
    ]
