"""One finding with its evidence: what each look saw, the page as it was, who let it pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.ledger.unit_on_record import body_of
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.publication.sheets.procedure_name import procedure_name
from models import (
    FindingSighting,
    FindingWaiver,
    PublicationCheck,
    PublicationFinding,
    PublicationSource,
    Snapshot,
)


@dataclass(frozen=True)
class SightingLine:
    """What one look saw of the finding, with the page it looked at."""

    check: PublicationCheck
    sighting: FindingSighting
    snapshot: Snapshot | None


@dataclass(frozen=True)
class FindingSheet:
    """`shown` is the newest look that saw it: its evidence is the finding's."""

    finding: PublicationFinding
    source: PublicationSource
    unit: Unit
    procedure_name: str  # of the newest version; empty for what is not in the list
    lines: tuple[SightingLine, ...]  # the newest first
    waivers: tuple[FindingWaiver, ...]  # the newest first
    as_of: datetime

    @property
    def shown(self) -> SightingLine | None:
        return next((one for one in self.lines if one.sighting.seen), None)

    @property
    def waiver(self) -> FindingWaiver | None:
        """What lets it pass at the instant looked at."""
        today = local_date(self.as_of)
        return next(
            (one for one in self.waivers if one.until_on >= today and one.withdrawn_at is None),
            None,
        )

    @property
    def closed_on(self) -> date | None:
        return local_date(self.finding.closed_at) if self.finding.closed_at else None


def finding_sheet(
    session: Session, registry: Registry, finding_id: int, *, as_of: datetime
) -> FindingSheet | None:
    """The finding of that number; None where there is none."""
    finding = session.get(PublicationFinding, finding_id)
    if finding is None:
        return None
    source = session.get_one(PublicationSource, finding.source_id)
    return FindingSheet(
        finding=finding,
        source=source,
        unit=body_of(session, registry, finding.unit_code),
        procedure_name=procedure_name(session, finding.procedure),
        lines=tuple(_lines(session, finding_id)),
        waivers=tuple(_waivers(session, finding_id)),
        as_of=as_of,
    )


def finding_of_assignment(session: Session, assignment_id: int) -> int | None:
    """The number of the finding that the assignment asks to mend."""
    query = select(PublicationFinding.id).where(
        col(PublicationFinding.assignment_id) == assignment_id
    )
    return session.exec(query.order_by(col(PublicationFinding.id).desc())).first()


def _lines(session: Session, finding_id: int) -> list[SightingLine]:
    query: Any = (
        select(PublicationCheck, FindingSighting, Snapshot)
        .join(FindingSighting, col(FindingSighting.check_id) == PublicationCheck.id)
        .outerjoin(Snapshot, col(Snapshot.sha256) == PublicationCheck.snapshot)
        .where(col(FindingSighting.finding_id) == finding_id)
        .order_by(col(PublicationCheck.checked_at).desc(), col(PublicationCheck.id).desc())
    )
    return [SightingLine(*row) for row in session.exec(query)]


def _waivers(session: Session, finding_id: int) -> Sequence[FindingWaiver]:
    query = select(FindingWaiver).where(col(FindingWaiver.finding_id) == finding_id)
    newest = (col(FindingWaiver.waived_at).desc(), col(FindingWaiver.id).desc())
    return session.exec(query.order_by(*newest)).all()
