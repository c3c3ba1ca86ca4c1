"""What of the check waits for an officer, and what waits for the next look instead."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dondoc.publication.findings.finding_kinds import FINDING_RULES, FindingOwner
from models import PublicationFinding, PublicationSource
from models.publication_kinds import ReadingWay

READ_BY_MACHINE = (ReadingWay.PAGE, ReadingWay.FILE)
"""What a scan reads; the rest is handed in, declared, or looked at by a person."""

_OF_OFFICER = [kind for kind, rule in FINDING_RULES.items() if rule.owner is FindingOwner.OFFICER]


@dataclass(frozen=True)
class OfficerFinding:
    """A page that the machine cannot judge, with what it found."""

    finding: PublicationFinding
    source: PublicationSource


def officer_findings(session: Session) -> tuple[OfficerFinding, ...]:
    """Those confirmed and open that no unit can mend, the oldest first."""
    query = (
        select(PublicationFinding, PublicationSource)
        .join(PublicationSource, col(PublicationFinding.source_id) == col(PublicationSource.id))
        .where(
            col(PublicationFinding.kind).in_(_OF_OFFICER),
            col(PublicationFinding.confirmed_at).is_not(None),
            col(PublicationFinding.closed_at).is_(None),
        )
        .order_by(col(PublicationFinding.confirmed_at), col(PublicationFinding.id))
    )
    return tuple(OfficerFinding(finding, source) for finding, source in session.exec(query))


def awaiting_a_look(session: Session) -> frozenset[int]:
    """The assignments whose «đã sửa» the next look decides on: no officer need open them."""
    query = (
        select(PublicationFinding.assignment_id)
        .join(PublicationSource, col(PublicationFinding.source_id) == col(PublicationSource.id))
        .where(
            col(PublicationFinding.assignment_id).is_not(None),
            col(PublicationFinding.closed_at).is_(None),
            col(PublicationSource.way).in_(READ_BY_MACHINE),
        )
    )
    return frozenset(number for number in session.exec(query) if number is not None)
