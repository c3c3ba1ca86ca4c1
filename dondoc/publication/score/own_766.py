"""The province's own estimate of 1.1, 1.2 and 1.3 of index 766 (reference §2.1): internal.

The official figures are counted by the centre, from its own database; ours are of what the ledger
knows, and say of how much it knows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.workdays import Workdays
from dondoc.clock import at, end_of, local_date
from dondoc.publication.official.publication_days import publish_by
from dondoc.publication.review.lateness import announcement_days
from dondoc.publication.score.publication_state import PublicationState
from dondoc.publication.score.score_parts import Measure, ScorePart
from dondoc.publication.score.unit_score import together
from models import (
    DecisionItem,
    FindingSighting,
    ProcedureDecision,
    PublicationCheck,
    PublicationFinding,
    Scan,
)
from models.publication_kinds import DecisionIssuer, FindingKind, ItemAct, SourceKind

NATIONAL = SourceKind.NATIONAL_DATABASE


@dataclass(frozen=True)
class Estimate:
    """One of the index's figures as we see it; `unknown` are procedures that it says nothing of."""

    code: str  # 1.1
    name: str
    measure: Measure
    unknown: int = 0


@dataclass(frozen=True)
class DecidedItem:
    """A procedure with the decision that announces or amends it."""

    code: str
    decision: ProcedureDecision


def own_estimates(
    session: Session, workdays: Workdays, state: PublicationState
) -> tuple[Estimate, ...]:
    """The three figures of the state's period, as known at its instant."""
    items = _items(session, state)
    return (
        announced_in_time(items, state.period.start_on, state.period.end_on, workdays),
        _published_in_time(session, items, state, workdays),
        _complete(state),
    )


def announced_in_time(
    items: Iterable[DecidedItem], from_on: date, to_on: date, workdays: Workdays
) -> Estimate:
    """1.1: signed by the day that the act behind it asks for; one late decision makes it late.

    Of a decision whose act's day is not known, or by the shortened way, nothing is said. Pure.
    """
    judged: dict[str, bool] = {}
    unknown: set[str] = set()
    for item in items:
        if not from_on <= item.decision.signed_on <= to_on:
            continue
        days = announcement_days(item.decision, workdays)
        if days is None:
            unknown.add(item.code)
        else:
            in_time = item.decision.signed_on <= days.used.on
            judged[item.code] = judged.get(item.code, True) and in_time
    measure = Measure(sum(judged.values()), len(judged))
    return Estimate("1.1", "Công bố đúng hạn", measure, len(unknown - set(judged)))


def _published_in_time(
    session: Session, items: Sequence[DecidedItem], state: PublicationState, workdays: Workdays
) -> Estimate:
    """1.2: entered by its day: no look at the national database after it found it missing.

    Of what no look could see after its day nothing is said.
    """
    sources = [one.source_id for one in state.sources if one.kind is NATIONAL]
    until = min(state.as_of, end_of(state.period.end_on))
    looked_on = _last_look(state)
    due = {item.code: publish_by(item.decision, workdays).on for item in items}
    fell = {code for code, on in due.items() if state.period.start_on <= on <= state.period.end_on}
    known = {code for code in fell if looked_on is not None and due[code] < looked_on}
    missed = _missing_late(session, sources, at(state.period.start_on, 0), until)
    measure = Measure(len(known - missed), len(known))
    return Estimate("1.2", "Công khai trên CSDL quốc gia đúng hạn", measure, len(fell - known))


def _complete(state: PublicationState) -> Estimate:
    """1.3: with all its parts, of those that the national database shows in full."""
    score = together(one.score for one in state.sources if one.kind is NATIONAL)
    return Estimate("1.3", "Công khai đủ nội dung", score.measure(ScorePart.COMPLETENESS))


def _items(session: Session, state: PublicationState) -> list[DecidedItem]:
    """What the province's decisions of the ledger announce or amend, as known by then."""
    query = (
        select(DecisionItem.code, ProcedureDecision)
        .join(ProcedureDecision, col(DecisionItem.decision_id) == ProcedureDecision.id)
        .where(
            col(DecisionItem.act) != ItemAct.REVOKE,
            col(ProcedureDecision.issuer) == DecisionIssuer.PROVINCE,
            col(ProcedureDecision.imported_at) <= state.as_of,
        )
        .order_by(col(ProcedureDecision.signed_on), col(DecisionItem.code))
    )
    return [DecidedItem(code, decision) for code, decision in session.exec(query)]


def _last_look(state: PublicationState) -> date | None:
    """The day of the newest look at the national database that proves something."""
    proven = [one.proven_at for one in state.sources if one.kind is NATIONAL and one.proven_at]
    return local_date(max(proven)) if proven else None


def _missing_late(
    session: Session, sources: Sequence[int], since: datetime, until: datetime
) -> set[str]:
    query = (
        select(PublicationFinding.procedure)
        .join(FindingSighting, col(FindingSighting.finding_id) == PublicationFinding.id)
        .join(PublicationCheck, col(FindingSighting.check_id) == PublicationCheck.id)
        .join(Scan, col(PublicationCheck.scan_id) == Scan.id)
        .where(
            col(PublicationFinding.source_id).in_(sources),
            col(PublicationFinding.kind) == FindingKind.MISSING,
            col(FindingSighting.seen).is_(True),
            col(FindingSighting.due_on) < col(Scan.run_on),
            col(PublicationCheck.checked_at) >= since,
            col(PublicationCheck.checked_at) <= until,
        )
    )
    return set(session.exec(query))
