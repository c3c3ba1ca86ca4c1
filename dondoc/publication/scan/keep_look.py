"""One look put into the ledger: check, snapshot, findings and what follows, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.compare.compare_reading import compare
from dondoc.publication.compare.comparison import PageComparison
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.findings.noise_rules import PROVES
from dondoc.publication.findings.settle_check import FindingTally, settle_check
from dondoc.publication.findings.source_troubles import trouble_finding
from dondoc.publication.matching.matcher import Matcher
from dondoc.publication.official.official_list import OfficialList
from dondoc.publication.page_rows import PageReading
from dondoc.publication.scan.scan_ledger import insert_check
from dondoc.publication.scan.visit_source import SiteVisit
from dondoc.web.link_check import LinkState
from models import PublicationCheck, PublicationSource, Snapshot
from models.publication_kinds import CheckVerdict, FindingKind


@dataclass(frozen=True)
class Yardstick:
    """The official list on the day of a scan, with every name in it: built once for all sources."""

    official: OfficialList
    matcher: Matcher
    on: date

    @classmethod
    def of(cls, official: OfficialList, on: date) -> Yardstick:
        return cls(official, Matcher(official.every_entry()), on)

    def compare(
        self,
        reading: PageReading,
        source: PublicationSource,
        links: Mapping[str, LinkState] | None = None,
    ) -> PageComparison:
        """What is unchanged is held against today's list: what was not due then may be now."""
        as_read = replace(reading, verdict=CheckVerdict.READ)
        unchanged = reading.verdict is CheckVerdict.UNCHANGED
        return compare(
            as_read if unchanged else reading,
            self.official.entries(source),
            on=self.on,
            source=source,
            matcher=self.matcher,
            links=links,
        )


def keep_look(
    session: Session,
    rulebook: Rulebook,
    yardstick: Yardstick,
    visit: SiteVisit,
    *,
    scan_id: int,
    now: datetime,
) -> FindingTally | None:
    """Keep what a visit gave; None where this scan has looked at the source already."""
    source = _hold(session, visit.source_id)
    compared = yardstick.compare(visit.reading, source, visit.links)
    visit = _as_compared(visit, compared)
    check = _insert(session, visit, compared, scan_id=scan_id)
    if check is None:
        return None
    found = _with_technical(visit, source, compared.discrepancies)
    return settle_check(
        session, rulebook, source, check, found, unjudged=compared.unjudged, now=now
    )


def _as_compared(visit: SiteVisit, compared: PageComparison) -> SiteVisit:
    """Rows of which none is a procedure, or a list with a page unread, prove nothing after all:
    nothing that was found before is gone by them.
    """
    reading = visit.reading
    if compared.trouble is None or reading.verdict not in PROVES:
        return visit
    unproved = replace(reading, verdict=CheckVerdict.UNVERIFIABLE, trouble=compared.trouble)
    return replace(visit, reading=unproved)


def _hold(session: Session, source_id: int) -> PublicationSource:
    """The source, held: two scans at once ask its unit for nothing twice."""
    query = select(PublicationSource).where(col(PublicationSource.id) == source_id)
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).one()


def _insert(
    session: Session, visit: SiteVisit, compared: PageComparison, *, scan_id: int
) -> PublicationCheck | None:
    kept, reading = visit.kept, visit.reading
    insert_new(session, Snapshot, _snapshots(visit))
    return insert_check(
        session,
        scan_id,
        visit.source_id,
        verdict=reading.verdict,
        rows=len(reading.rows),
        digest=reading.digest,
        counts=compared.counts if reading.verdict in _COUNTED else None,
        at=visit.at,
        http=visit.http,
        trouble=reading.trouble,
        snapshot=kept.sha256 if kept else None,
    )


def _snapshots(visit: SiteVisit) -> list[dict[str, object]]:
    """What is kept of the visit; two pages of the same bytes are one."""
    pages = ([visit.kept] if visit.kept else []) + list(visit.pages)
    return [
        {
            "sha256": one.sha256,
            "media_type": one.media_type,
            "size": one.size,
            "address": one.address,
            "taken_at": visit.at,
        }
        for one in {page.sha256: page for page in pages}.values()
    ]


_COUNTED = PROVES - {CheckVerdict.LINKED}


def _with_technical(
    visit: SiteVisit, source: PublicationSource, found: Sequence[Discrepancy]
) -> list[Discrepancy]:
    """Besides what differs: why nothing could be read, and how the line was protected."""
    technical = list(found)
    trouble = visit.reading.trouble
    if trouble is not None:
        told = trouble_finding(trouble, source.address)
        if told is not None and told.kind not in {one.kind for one in found}:
            technical.append(told)
    if visit.incomplete_chain:
        book = phrases("findings")
        technical.append(
            Discrepancy(
                FindingKind.TLS_INCOMPLETE_CHAIN,
                expected=book.whole_chain(),
                actual=book.lacking_chain(),
                locator=source.address,
            )
        )
    return technical
