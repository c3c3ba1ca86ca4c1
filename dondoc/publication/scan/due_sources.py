"""Which sources a scan looks at, and what a visit must know of each, apart from the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dondoc.limits import VISIT_SECONDS
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.findings.end_sources import source_ended
from dondoc.publication.findings.noise_rules import PROVES
from dondoc.publication.findings.officer_findings import READ_BY_MACHINE
from dondoc.publication.place_names import SHORT_PLACES
from dondoc.text import parse_link
from dondoc.web.site_rules import SiteRules
from models import PublicationCheck, PublicationFinding, PublicationSource, Snapshot
from models.publication_kinds import CheckVerdict, ScanScope, SourceKind


@dataclass(frozen=True)
class KeptPage:
    """What a source gave at its last good look, and the validators that came with it."""

    sha256: str
    size: int
    media_type: str
    address: str
    etag: str = ""
    last_modified: str = ""
    charset: str = ""


@dataclass(frozen=True)
class DueSource:
    """One source to be visited. `rows` were at its last good look, `digest` is of them;
    `answered` says whether anything came at its last look, None before the first; `seconds` is how
    long that look took. With `details` the pages of single procedures are read too.
    """

    id: int
    name: str  # Sở Tài chính · Trang của đơn vị
    address: str
    rules: SiteRules
    rows: int = 0
    digest: str = ""
    kept: KeptPage | None = None
    answered: bool | None = None
    portals: tuple[str, ...] = ()  # hosts where what is published is judged: a page may lead there
    seconds: float = 0.0
    details: bool = False

    @property
    def host(self) -> str:
        return host_of(self.address)


def due_sources(
    session: Session,
    rulebook: Rulebook,
    scope: ScanScope,
    *,
    on: date,
    source_id: int | None = None,
    inside: bool = False,
) -> list[DueSource]:
    """The sources of the scope that are on that day and are read by a machine, by unit and number.

    Daily, those with a finding open, and those from which nothing came last. `inside` (the demo
    alone) lets sources of this machine be read.
    """
    query = (
        select(PublicationSource)
        .where(
            col(PublicationSource.way).in_(READ_BY_MACHINE),
            col(PublicationSource.address) != "",
            col(PublicationSource.from_on) <= on,
            *_of_scope(scope, source_id),
        )
        .order_by(col(PublicationSource.unit_code), col(PublicationSource.id))
    )
    found = [one for one in session.exec(query) if not source_ended(rulebook, one, on)]
    last = _last_looks(session, found, good=False)
    good = _last_looks(session, found, good=True)
    due = [_due(session, rulebook, one, last, good, inside=inside) for one in found]
    due = _with_portals(session, found, due)
    if scope is not ScanScope.OPEN:
        return due
    waiting = set(session.exec(_open_findings()))
    return [one for one in due if one.id in waiting or one.answered is False]


def as_due(session: Session, rulebook: Rulebook, source: PublicationSource) -> DueSource:
    """One source as a look knows it, whatever way it is read."""
    last = _last_looks(session, [source], good=False)
    good = _last_looks(session, [source], good=True)
    return _due(session, rulebook, source, last, good, inside=False)


def by_host(due: Iterable[DueSource]) -> list[tuple[DueSource, ...]]:
    """Those of one host together: it is asked one thing at a time. Slow hosts come first.

    A scan is over with its slowest host, so none of them may be begun last (`bench-publication`).
    """
    hosts: dict[str, list[DueSource]] = {}
    for one in due:
        hosts.setdefault(one.host, []).append(one)
    slow_first = sorted(hosts.values(), key=lambda some: -sum(one.seconds for one in some))
    return [tuple(some) for some in slow_first]


OFFICIAL_PORTALS = ("dichvucong.gov.vn",)
"""Where every page may lead on to, as ends of host names, beside the portals among the sources."""


def _with_portals(
    session: Session, sources: Sequence[PublicationSource], due: Sequence[DueSource]
) -> list[DueSource]:
    """A unit's own page may be a link to a portal: it is published there, and judged there."""
    kinds = (SourceKind.PROVINCIAL_PORTAL, SourceKind.NATIONAL_DATABASE)
    query = select(PublicationSource.address).where(col(PublicationSource.kind).in_(kinds))
    hosts = {host for host in map(host_of, session.exec(query.distinct())) if host}
    portals = (*OFFICIAL_PORTALS, *sorted(hosts))
    own = {one.id for one in sources if one.kind is SourceKind.AGENCY_SITE}
    return [replace(one, portals=portals) if one.id in own else one for one in due]


def host_of(address: str) -> str:
    """Empty where it has none."""
    parts = parse_link(address)
    return (parts.hostname or "").lower() if parts is not None else ""


def _of_scope(scope: ScanScope, source_id: int | None) -> list[ColumnElement[bool]]:
    return [col(PublicationSource.id) == source_id] if scope is ScanScope.ONE else []


def _open_findings() -> Any:
    return select(PublicationFinding.source_id).where(col(PublicationFinding.closed_at).is_(None))


def _last_looks(
    session: Session, sources: Collection[PublicationSource], *, good: bool
) -> dict[int, PublicationCheck]:
    """Each source's newest look since it is what it is; `good`: of those that proved something."""
    ids = [one.id for one in sources]
    verdicts = PROVES if good else set(CheckVerdict)
    query = (
        select(PublicationCheck)
        .join(PublicationSource, col(PublicationCheck.source_id) == col(PublicationSource.id))
        .where(
            col(PublicationCheck.source_id).in_(ids),
            col(PublicationCheck.verdict).in_(verdicts),
            col(PublicationCheck.checked_at) >= col(PublicationSource.changed_at),
        )
        .order_by(col(PublicationCheck.checked_at), col(PublicationCheck.id))
    )
    return {one.source_id: one for one in session.exec(query)}


def _due(
    session: Session,
    rulebook: Rulebook,
    source: PublicationSource,
    last: dict[int, PublicationCheck],
    good: dict[int, PublicationCheck],
    *,
    inside: bool,
) -> DueSource:
    assert source.id is not None
    before, proven = last.get(source.id), good.get(source.id)
    unit = rulebook.registry.unit(source.unit_code)
    return DueSource(
        id=source.id,
        name=f"{unit.name} · {SHORT_PLACES[source.kind]}",
        address=source.address,
        rules=SiteRules(
            inside=inside,
            allow_cidrs=tuple(source.allow_cidrs),
            ports=_ports(source.reading.get("ports")),
            hosts=tuple(source.hosts),
            gap_seconds=source.gap_seconds,
        ),
        rows=proven.rows if proven else 0,
        digest=proven.rows_digest if proven else "",
        kept=_kept(session, proven) if proven else None,
        answered=before.verdict is not CheckVerdict.UNREACHABLE if before else None,
        seconds=_seconds(before) if before else 0.0,
        details=source.reading.get("details") is True,
    )


def _seconds(look: PublicationCheck) -> float:
    """How long it took; one from which nothing came, as long as it may."""
    took = look.http.get("seconds", VISIT_SECONDS)
    return float(took) if isinstance(took, int | float) else 0.0


def _ports(given: Any) -> tuple[int, ...]:
    return tuple(one for one in given if isinstance(one, int)) if isinstance(given, list) else ()


def _kept(session: Session, check: PublicationCheck) -> KeptPage | None:
    snapshot = session.get(Snapshot, check.snapshot) if check.snapshot else None
    if snapshot is None:
        return None
    said = {name: str(check.http.get(name, "")) for name in ("etag", "last_modified", "charset")}
    address = str(check.http.get("address", "")) or snapshot.address
    return KeptPage(snapshot.sha256, snapshot.size, snapshot.media_type, address, **said)
