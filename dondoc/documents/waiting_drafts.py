"""The drafts that wait to be signed, each with who signs: one list for whoever shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.documents.papers import paper_name
from dondoc.documents.register.find_paper import newest_drafts
from dondoc.documents.register.paper_matter import matter_of
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Refused
from models import Document


@dataclass(frozen=True)
class WaitingDraft:
    """A draft that is neither issued nor withdrawn; `monitor` is the body that signs it."""

    document: Document
    name: str
    monitor: Unit


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
    """A report that sums up a round is signed by who watches over that round."""
    registry = rulebook.registry
    duty = registry.duty_of(document.plan, document.duty)
    if duty.consolidates:
        duty = registry.duty_of(document.plan, duty.consolidates)
    monitor = registry.monitoring_unit(duty, local_date(as_of))
    return WaitingDraft(document, paper_name(rulebook, matter_of(document)), monitor)
