"""A look at an office, kept like every other look: scan, check, findings, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.ledger.upsert import insert_new
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.findings.settle_check import settle_check
from dondoc.publication.scan.scan_ledger import scan_of_one
from dondoc.publication.score_counts import RULE_VERSION, ScoreCounts
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
    row = {
        "scan_id": scan.id,
        "source_id": source.id,
        "checked_at": now,
        "verdict": look.verdict,
        "http": {},
        "rows": look.rows,
        "rows_digest": look.digest,
        "counts": look.counts.as_dict() if look.counts else {},
        "rule_version": RULE_VERSION,
    }
    new = insert_new(session, PublicationCheck, [row])
    kept = select(PublicationCheck).where(
        col(PublicationCheck.scan_id) == scan.id, col(PublicationCheck.source_id) == source.id
    )
    check = session.exec(kept).one()
    if new:
        settle_check(session, rulebook, source, check, look.found, now=now, asks=asks)
    return check
