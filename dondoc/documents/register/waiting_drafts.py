"""The drafts that wait to be signed, each with whose they are: one list for whoever shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.documents.register.find_paper import newest_drafts
from dondoc.documents.register.paper_matter import OF_WHO_OWES, matter_of
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Refused
from models import Document


@dataclass(frozen=True)
class WaitingDraft:
    """A draft that is neither issued nor withdrawn; `unit` is to whom, where it is to one."""

    document: Document
    duty: Duty
    monitor: Unit  # who signs
    unit: Unit | None


def waiting_drafts(session: Session, rulebook: Rulebook, *, as_of: datetime) -> list[WaitingDraft]:
    """What waits at `as_of`; a draft of a duty that no plan knows any more is left out."""
    found = []
    for document in newest_drafts(session, as_of=as_of):
        try:
            found.append(_waiting(rulebook, document, as_of))
        except Refused:
            continue
    return found


def _waiting(rulebook: Rulebook, document: Document, as_of: datetime) -> WaitingDraft:
    registry = rulebook.registry
    duty = registry.duty_of(document.plan, document.duty)
    period, code = rulebook.period(duty, document.period), matter_of(document).unit_code
    signs = registry.monitoring_unit(duty, local_date(as_of))
    if duty.consolidates or document.kind in OF_WHO_OWES:  # signed by the body that writes it
        signs = registry.responsible_unit(duty, period.end_on)
    return WaitingDraft(
        document=document,
        duty=duty,
        monitor=signs,
        unit=registry.unit(code) if code else None,
    )
