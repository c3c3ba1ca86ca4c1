"""The findings of a span by source: those open, those let pass, the procedures that were late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select

from dondoc.clock import local_date
from dondoc.publication.score.look_span import LookSpan
from dondoc.publication.score.publication_state import OpenFinding
from dondoc.publication.score.source_facts import LetPass
from models import (
    FindingSighting,
    FindingWaiver,
    PublicationCheck,
    PublicationFinding,
    Scan,
)
from models.publication_kinds import FindingKind, Severity

_GRAVEST_FIRST = {one: place for place, one in enumerate(Severity)}
_WRONG = (FindingKind.WRONG_FEE, FindingKind.WRONG_TIME, FindingKind.WRONG_AGENCY)


def late_of(session: Session, span: LookSpan) -> dict[int, int]:
    """How many procedures of each source a look of the span found missing past their day."""
    query = (
        select(PublicationCheck.source_id, func.count(col(PublicationFinding.procedure).distinct()))
        .join(FindingSighting, col(FindingSighting.check_id) == PublicationCheck.id)
        .join(PublicationFinding, col(FindingSighting.finding_id) == PublicationFinding.id)
        .join(Scan, col(PublicationCheck.scan_id) == Scan.id)
        .where(
            *span.of_looks(),
            col(PublicationFinding.kind) == FindingKind.MISSING,
            col(FindingSighting.seen).is_(True),
            col(FindingSighting.due_on) < col(Scan.run_on),
            col(PublicationFinding.id).not_in(waived_at(span.until)),
        )
        .group_by(col(PublicationCheck.source_id))
    )
    return dict(session.exec(query).all())


def waived_at(until: datetime) -> Any:
    """The findings that an officer lets pass at that instant."""
    return select(FindingWaiver.finding_id).where(
        col(FindingWaiver.waived_at) <= until,
        col(FindingWaiver.until_on) >= local_date(until),
        or_(col(FindingWaiver.withdrawn_at).is_(None), col(FindingWaiver.withdrawn_at) > until),
    )


def open_findings(session: Session, span: LookSpan) -> Mapping[int, list[OpenFinding]]:
    waived = set(session.exec(waived_at(span.until)))
    wanted: tuple[Any, ...] = (
        col(PublicationFinding.source_id),
        col(PublicationFinding.id),
        col(PublicationFinding.kind),
        col(PublicationFinding.severity),
        col(PublicationFinding.procedure),
        col(PublicationFinding.assignment_id),
        col(PublicationFinding.confirmed_at),
    )
    query = select(*wanted).where(
        *span.of_findings(),
        col(PublicationFinding.confirmed_at) <= span.until,
        or_(
            col(PublicationFinding.closed_at).is_(None),
            col(PublicationFinding.closed_at) > span.until,
        ),
        col(PublicationFinding.kind) != FindingKind.NOT_YET_DUE,
    )
    found: dict[int, list[OpenFinding]] = defaultdict(list)
    rows = session.exec(query.order_by(col(PublicationFinding.id)))
    for source_id, number, kind, severity, procedure, assignment_id, confirmed_at in rows:
        found[source_id].append(
            OpenFinding(
                number, kind, severity, procedure, assignment_id, confirmed_at, number in waived
            )
        )
    for some in found.values():
        some.sort(key=lambda one: (_GRAVEST_FIRST[one.severity], one.id))
    return found


def let_pass(findings: Sequence[OpenFinding]) -> LetPass:
    """How many procedures are let pass, by what their fault would take from."""
    passed = [one for one in findings if one.waived]

    def procedures(*kinds: FindingKind) -> int:
        return len({one.procedure for one in passed if one.kind in kinds})

    return LetPass(
        missing=procedures(FindingKind.MISSING),
        incomplete=procedures(FindingKind.INCOMPLETE_COMPONENTS),
        wrong=procedures(*_WRONG),
        revoked=procedures(FindingKind.REVOKED_STILL_SHOWN),
    )
