"""The state of every source, from the ledger: a handful of queries, however many sources there are.

What is known at `as_of` of what was so at the end of the period, or at `as_of` if that is sooner.
Looks of an invalid scan, and those made while our own line was down, are nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

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
    for source in _on_in(session, period, span.sources):
        assert source.id is not None
        proven_at, counts = proven.get(source.id, (None, None))
        here = tuple(findings.get(source.id, ()))
        facts = SourceFacts(
            counts=counts,
            late=late.get(source.id, 0),
            let_pass=let_pass(here),
            looks=looks.get(source.id, Looks()),
        )
        found.append(
            SourceState(
                source_id=source.id,
                unit=body_of(session, registry, source.unit_code),
                kind=source.kind,
                way=source.way,
                address=source.address,
                score=score_of(facts),
                last=lasts.get(source.id),
                proven_at=proven_at,
                findings=here,
            )
        )
    return PublicationState(period, as_of, of_units(found))


def _on_in(
    session: Session, period: Period, only: tuple[int, ...] | None
) -> Sequence[PublicationSource]:
    """The sources that were on for a day of the period."""
    query = select(PublicationSource).where(
        col(PublicationSource.from_on) <= period.end_on,
        or_(
            col(PublicationSource.to_on).is_(None), col(PublicationSource.to_on) >= period.start_on
        ),
    )
    if only is not None:
        query = query.where(col(PublicationSource.id).in_(only))
    return session.exec(query.order_by(col(PublicationSource.id))).all()
