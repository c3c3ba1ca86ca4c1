"""A look at an office, kept like every other look: scan, check, findings, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.plan.rulebook import Rulebook
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.findings.settle_check import settle_check
from dondoc.publication.scan.scan_ledger import insert_check, scan_of_one
from dondoc.publication.score_counts import ScoreCounts
from models import PublicationCheck, PublicationSource
from models.publication_kinds import CheckVerdict


@dataclass(frozen=True)
class OfficeLook:
    """What a look came to; `key` tells it from every other, so that the same is kept once."""

    key: str
    verdict: CheckVerdict
    found: Sequence[Discrepancy] = ()
    counts: ScoreCounts | None = None  # of what proves nothing there are none
    rows: int = 0
    digest: str = ""


def keep_office_check(
    session: Session,
    rulebook: Rulebook,
    source: PublicationSource,
    look: OfficeLook,
    *,
    asks: bool,
    now: datetime,
) -> PublicationCheck:
    """Keep the look and settle its findings; `asks` makes what is found the unit's assignment."""
    scan = scan_of_one(session, look.key, now=now)
    new = insert_check(
        session,
        scan.id or 0,
        source.id or 0,
        verdict=look.verdict,
        rows=look.rows,
        digest=look.digest,
        counts=look.counts,
        at=now,
    )
    if new is not None:
        settle_check(session, rulebook, source, new, look.found, now=now, asks=asks)
        return new
    kept = select(PublicationCheck).where(
        col(PublicationCheck.scan_id) == scan.id, col(PublicationCheck.source_id) == source.id
    )
    return session.exec(kept).one()
