"""Findings of a source that is looked at no more: their work ends, with that reason.

A source ends by its own date, or with its body. What the body owed may have passed to its heir
meanwhile (`decisions/succession.py`): a page that nobody looks at any more cannot close it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.findings.answer_claims import waive_by_machine
from models import Assignment, PublicationFinding, PublicationSource


def source_ended(rulebook: Rulebook, source: PublicationSource, today: date) -> str:
    """Why a source is looked at no more, in words; empty for one that is on, or is to come."""
    book = phrases("findings")
    registry = rulebook.registry
    if source.to_on is not None and source.to_on < today:
        return book.source_ended(source.to_on + timedelta(days=1))
    if source.unit_code not in registry.unit_codes:
        return book.source_ended(today)
    unit = registry.unit(source.unit_code)
    if unit.to_on is not None and unit.to_on < today:
        return book.unit_ended(unit.name, unit.to_on + timedelta(days=1))
    return ""


def end_findings(session: Session, rulebook: Rulebook, *, now: datetime) -> int:
    """End what is open of sources that have ended; returns how many. Again finds none."""
    open_of = (
        select(PublicationFinding, PublicationSource)
        .join(PublicationSource, col(PublicationFinding.source_id) == col(PublicationSource.id))
        .where(col(PublicationFinding.closed_at).is_(None))
        .order_by(col(PublicationFinding.id))
    )
    ended = 0
    for finding, source in session.exec(open_of).all():
        why = source_ended(rulebook, source, local_date(now))
        if not why:
            continue
        _follow_to_heir(session, rulebook, finding, local_date(now))
        waive_by_machine(session, rulebook, finding, why, now=now)
        ended += 1
    session.flush()
    return ended


def _follow_to_heir(
    session: Session, rulebook: Rulebook, finding: PublicationFinding, today: date
) -> None:
    """Where its assignment passed to the body's heir, that one is the finding's now."""
    if finding.unit_code not in rulebook.registry.unit_codes:
        return
    heir = rulebook.registry.standing_in(rulebook.registry.unit(finding.unit_code), today)
    old, taken = aliased(Assignment), aliased(Assignment)
    same = (col(taken.round_id) == col(old.round_id)) & (col(taken.subject) == col(old.subject))
    query = (
        select(taken.id)
        .join(old, same)
        .where(
            col(old.id) == finding.assignment_id,
            col(old.waived_at).is_not(None),
            col(taken.unit_code) == heir.code,
            col(taken.id) != finding.assignment_id,
        )
    )
    found = session.exec(query).first()
    if found is not None:
        finding.assignment_id = found
