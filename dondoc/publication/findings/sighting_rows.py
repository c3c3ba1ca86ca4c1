"""What one look saw, kept: findings under their fingerprint, sightings under finding and look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.ledger.upsert import insert_new
from dondoc.limits import LONGEST_EXCERPT
from dondoc.messages.phrasing import shorten
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.findings.finding_kinds import FindingOwner, finding_rule
from dondoc.publication.findings.noise_rules import (
    COMES_BACK_WITHIN,
    OF_PARTS,
    Glimpse,
    says_gone,
)
from models import FindingSighting, PublicationCheck, PublicationFinding, PublicationSource
from models.publication_kinds import FindingKind

_WORDS = ("expected", "actual", "excerpt", "locator", "rule")


@dataclass(frozen=True)
class FindingLook:
    """A finding that the look saw (`what`), or one that was open and that it says is gone."""

    finding: PublicationFinding
    what: Discrepancy | None


def keep_sightings(
    session: Session,
    source: PublicationSource,
    check: PublicationCheck,
    found: Sequence[Discrepancy],
    unjudged: Collection[str] = (),
) -> list[FindingLook]:
    """Keep what the look saw and what it says is gone; the same look twice adds no row.

    What is information alone is no finding. Of what the look cannot tell nothing is kept.
    """
    assert source.id is not None
    known = _newest(session, source.id)
    wanted = {
        one.fingerprint(source.unit_code, source.id): one
        for one in found
        if finding_rule(one.kind).owner is not FindingOwner.NOBODY
    }
    _insert_findings(session, source, check.checked_at, wanted, known)
    known = _newest(session, source.id)
    seen = [FindingLook(known[print_], what) for print_, what in wanted.items()]
    gone = [
        FindingLook(one, None)
        for print_, one in known.items()
        if print_ not in wanted
        and _is_followed(one, check.checked_at)
        and says_gone(one.kind, check.verdict)
        and not (one.kind in OF_PARTS and one.procedure in unjudged)
    ]
    insert_new(session, FindingSighting, [_sighting(one, check) for one in [*seen, *gone]])
    return [*seen, *gone]


def glimpses(
    session: Session, findings: Iterable[PublicationFinding], *, since: datetime
) -> dict[int, list[Glimpse]]:
    """By finding what each look since then saw, the oldest first."""
    ids = [one.id for one in findings if one.id is not None]
    query = (
        select(
            FindingSighting.finding_id,
            PublicationCheck.checked_at,
            FindingSighting.seen,
        )
        .join(PublicationCheck, col(FindingSighting.check_id) == col(PublicationCheck.id))
        .where(col(FindingSighting.finding_id).in_(ids), col(PublicationCheck.checked_at) >= since)
        .order_by(col(PublicationCheck.checked_at), col(PublicationCheck.id))
    )
    looks: dict[int, list[Glimpse]] = {number: [] for number in ids}
    for number, at, seen in session.exec(query):
        looks[number].append(Glimpse(at, seen))
    return looks


def _newest(session: Session, source_id: int) -> dict[str, PublicationFinding]:
    """Of every fingerprint of the source its newest episode."""
    query = (
        select(PublicationFinding)
        .where(col(PublicationFinding.source_id) == source_id)
        .order_by(col(PublicationFinding.episode), col(PublicationFinding.id))
    )
    return {one.fingerprint: one for one in session.exec(query)}


def _insert_findings(
    session: Session,
    source: PublicationSource,
    at: datetime,
    wanted: dict[str, Discrepancy],
    known: dict[str, PublicationFinding],
) -> None:
    rows = []
    for print_, one in wanted.items():
        before = known.get(print_)
        if before is not None and not _long_over(before, at):
            continue
        rows.append(
            {
                "fingerprint": print_,
                "episode": before.episode + 1 if before else 1,
                "source_id": source.id,
                "unit_code": source.unit_code,
                "kind": one.kind,
                "severity": finding_rule(one.kind).severity,
                "procedure": one.procedure,
                "field": one.field,
            }
        )
    insert_new(session, PublicationFinding, rows)


def _is_followed(finding: PublicationFinding, at: datetime) -> bool:
    """Is it open; or counted, so that each look in which something came breaks the row?"""
    counted = finding.kind is FindingKind.UNREACHABLE and not _long_over(finding, at)
    return finding.closed_at is None or counted


def _long_over(finding: PublicationFinding, at: datetime) -> bool:
    return finding.closed_at is not None and at - finding.closed_at > COMES_BACK_WITHIN


def _sighting(looked: FindingLook, check: PublicationCheck) -> dict[str, object]:
    said = looked.what
    words = {name: shorten(getattr(said, name), LONGEST_EXCERPT) if said else "" for name in _WORDS}
    return {
        "finding_id": looked.finding.id,
        "check_id": check.id,
        "seen": said is not None,
        "due_on": said.due_on if said else None,
        **words,
    }
