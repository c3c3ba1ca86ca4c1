"""The state of every source, from the ledger: a handful of queries, however many sources there are.

What is known at `as_of` of what was so at the end of the period, or at `as_of` if that is sooner.
Looks of an invalid scan, and those made while our own line was down, are nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from dondoc.calendar.periods import Period
from dondoc.clock import at, end_of
from dondoc.ledger.unit_on_record import body_of
from dondoc.plan.registry import Registry
from dondoc.publication.score.load_findings import late_of, let_pass, open_findings
from dondoc.publication.score.load_looks import last_looks, looks_of, proven_of
from dondoc.publication.score.look_span import LookSpan
from dondoc.publication.score.publication_state import PublicationState, SourceState, of_units
from dondoc.publication.score.source_facts import Looks, SourceFacts
from dondoc.publication.score.unit_score import score_of
from models import PublicationSource


def publication_state(
    session: Session,
    registry: Registry,
    period: Period,
    *,
    as_of: datetime,
    sources: Sequence[int] | None = None,
) -> PublicationState:
    """Every source that was on in the period, or those of `sources` (ledger numbers) among them."""
    until = min(as_of, end_of(period.end_on))
    span = LookSpan(at(period.start_on, 0), until, None if sources is None else tuple(sources))
    looks, lasts = looks_of(session, span), last_looks(session, span)
    proven, late = proven_of(session, span), late_of(session, span)
    findings = open_findings(session, span)
    found = []
    for number, unit_code, kind, way, address in _on_in(session, period, span.sources):
        proven_at, counts = proven.get(number, (None, None))
        here = tuple(findings.get(number, ()))
        facts = SourceFacts(
            counts=counts,
            late=late.get(number, 0),
            let_pass=let_pass(here),
            looks=looks.get(number, Looks()),
        )
        found.append(
            SourceState(
                source_id=number,
                unit=body_of(session, registry, unit_code),
                kind=kind,
                way=way,
                address=address,
                score=score_of(facts),
                last=lasts.get(number),
                proven_at=proven_at,
                findings=here,
            )
        )
    return PublicationState(period, as_of, of_units(found))


def _on_in(session: Session, period: Period, only: tuple[int, ...] | None) -> Any:
    """The sources that were on for a day of the period: number, unit, kind, way, address."""
    wanted: tuple[Any, ...] = (
        col(PublicationSource.id),
        col(PublicationSource.unit_code),
        col(PublicationSource.kind),
        col(PublicationSource.way),
        col(PublicationSource.address),
    )
    query = select(*wanted).where(
        col(PublicationSource.from_on) <= period.end_on,
        or_(
            col(PublicationSource.to_on).is_(None), col(PublicationSource.to_on) >= period.start_on
        ),
    )
    if only is not None:
        query = query.where(col(PublicationSource.id).in_(only))
    return session.exec(query.order_by(col(PublicationSource.id)))
