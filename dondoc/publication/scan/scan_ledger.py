"""A scan's own row: begun, gone on with, declared invalid, ended. Unique by scope and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from dondoc.clock import local_date
from dondoc.ledger.upsert import insert_new
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.findings.noise_rules import PROVES
from dondoc.publication.scan.due_sources import DueSource, due_sources
from dondoc.publication.score_counts import RULE_VERSION, ScoreCounts
from models import PublicationCheck, Scan
from models.publication_kinds import CheckVerdict, ReadingTrouble, ScanScope


@dataclass(frozen=True)
class BegunScan:
    """A scan and what of it is still to be looked at."""

    id: int
    scope: ScanScope
    on: date
    due: tuple[DueSource, ...]


@dataclass(frozen=True)
class LookCount:
    """How many sources a scan has looked at, and of how many it could say something."""

    sources: int = 0
    proven: int = 0


def scan_key(on: date, source_id: int | None, now: datetime) -> str:
    """The day; of one source that an officer asks for, also the minute: two taps are one look."""
    return on.isoformat() if source_id is None else f"{source_id}:{now:%Y-%m-%dT%H:%M}"


def begin_scan(
    session: Session,
    rulebook: Rulebook,
    scope: ScanScope,
    *,
    source_id: int | None,
    now: datetime,
    inside: bool,
) -> BegunScan:
    """Open the day's scan, or go on with it: what it has looked at is not looked at again.

    One that was invalid begins anew.
    """
    on, key = local_date(now), scan_key(local_date(now), source_id, now)
    row = {"scope": scope, "key": key, "run_on": on, "started_at": now}
    insert_new(session, Scan, [row])
    same = (col(Scan.scope) == scope, col(Scan.key) == key)
    scan = session.exec(select(Scan).where(*same).with_for_update()).one()
    assert scan.id is not None
    if scan.invalid_why is not None:
        scan.invalid_why = scan.ended_at = None
    due = due_sources(session, rulebook, scope, on=on, source_id=source_id, inside=inside)
    done = set(
        session.exec(
            select(PublicationCheck.source_id).where(col(PublicationCheck.scan_id) == scan.id)
        )
    )
    return BegunScan(scan.id, scope, on, tuple(one for one in due if one.id not in done))


def scan_of_one(session: Session, key: str, *, now: datetime) -> Scan:
    """The scan of one look that nobody fetches: begun and over, the same key is the same."""
    row = {
        "scope": ScanScope.ONE,
        "key": key,
        "run_on": local_date(now),
        "started_at": now,
        "ended_at": now,
    }
    insert_new(session, Scan, [row])
    kept = select(Scan).where(col(Scan.scope) == ScanScope.ONE, col(Scan.key) == key)
    return session.exec(kept).one()


def insert_check(
    session: Session,
    scan_id: int,
    source_id: int,
    *,
    verdict: CheckVerdict,
    rows: int,
    digest: str,
    counts: ScoreCounts | None,
    at: datetime,
    http: Mapping[str, Any] | None = None,
    trouble: ReadingTrouble | None = None,
    snapshot: str | None = None,
) -> PublicationCheck | None:
    """What one look saw, by today's rules of counting; None where the scan has it already.

    Of a look that proves nothing there are no counts.
    """
    row = {
        "scan_id": scan_id,
        "source_id": source_id,
        "checked_at": at,
        "verdict": verdict,
        "trouble": trouble,
        "http": dict(http or {}),
        "rows": rows,
        "rows_digest": digest,
        "counts": counts.as_dict() if counts else {},
        "rule_version": RULE_VERSION,
        "snapshot": snapshot,
    }
    new = insert_new(session, PublicationCheck, [row])
    return session.get_one(PublicationCheck, new[0]) if new else None


def end_scan(session: Session, scan_id: int, *, now: datetime, invalid_why: str | None) -> None:
    """It is over; one that has ended keeps its first end."""
    scan = session.get_one(Scan, scan_id)
    scan.ended_at = scan.ended_at or now
    scan.invalid_why = invalid_why


def count_looks(session: Session, scan_id: int) -> LookCount:
    """All looks of the scan, of an earlier run of it too."""
    query = (
        select(PublicationCheck.verdict, func.count())
        .where(col(PublicationCheck.scan_id) == scan_id)
        .group_by(col(PublicationCheck.verdict))
    )
    by_verdict = dict(session.exec(query).all())
    proven = sum(count for verdict, count in by_verdict.items() if verdict in PROVES)
    return LookCount(sum(by_verdict.values()), proven)
