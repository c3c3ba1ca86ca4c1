"""A month of announcing: what ministries decided, what the province announced, what was late.

Derived from the decisions each time it is asked. A late announcement can be mended by nobody, so
it is no finding that waits; score, report and board show it from here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.periods import Period, PeriodKind, period
from dondoc.clock import local_date
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.official.publication_days import AnnouncementDays, AnnounceUnit
from dondoc.publication.review.lateness import (
    announcement_days,
    late_announcement,
    late_entries,
)
from dondoc.publication.review.review_ledger import (
    ReviewLine,
    decision_items,
    review_lines,
    takeover_units,
)
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import standing
from dondoc.rounds.standing_words import StandingWords, standing_words
from models import ProcedureDecision
from models.publication_kinds import DecisionIssuer


@dataclass(frozen=True)
class TakeoverWork:
    """What was asked of one unit after a ministry's decision, and how far that is."""

    unit: Unit
    facts: Facts
    spoken: StandingWords


@dataclass(frozen=True)
class MinistryDecision:
    """A ministry's decision of the month, and by when the province has to announce it."""

    line: ReviewLine
    works: tuple[TakeoverWork, ...]
    announce: AnnouncementDays | None  # None where it is not known when the act takes effect


@dataclass(frozen=True)
class ProvinceDecision:
    """A decision of the province signed in the month; `late` are ANNOUNCE_LATE, DATABASE_LATE."""

    decision: ProcedureDecision
    units: tuple[Unit, ...]
    announce: AnnouncementDays | None
    late: tuple[Discrepancy, ...]
    procedures: int
    entered: int  # of them, those whose day of entry is known


@dataclass(frozen=True)
class ReviewMonth:
    """One month; of one unit where it was asked for."""

    period: Period
    ministry: tuple[MinistryDecision, ...]
    province: tuple[ProvinceDecision, ...]

    @property
    def judged(self) -> int:
        """The province's decisions of which it is known by when they were due."""
        return sum(one.announce is not None for one in self.province)

    @property
    def announced_late(self) -> int:
        return sum(
            one.announce is not None and one.decision.signed_on > one.announce.used.on
            for one in self.province
        )

    @property
    def findings(self) -> Sequence[Discrepancy]:
        return [late for one in self.province for late in one.late]


def review_month(
    session: Session,
    rulebook: Rulebook,
    key: str,
    *,
    announce_unit: AnnounceUnit,
    now: datetime,
    unit: Unit | None = None,
) -> ReviewMonth:
    """The month as it stands; `unit` leaves what is of others out. Raises Refused for no month."""
    month = period(key, "calendar")
    if month.kind is not PeriodKind.MONTH:
        raise Refused(Problem("Kỳ", key, "hãy ghi một tháng, như 2027-M03"))
    ministry = [
        MinistryDecision(
            line,
            tuple(_work(rulebook, facts, now) for facts in line.asked.values()),
            announcement_days(line.decision, rulebook.workdays, announce_unit),
        )
        for line in review_lines(session, rulebook, now=now)
        if month.start_on <= line.decision.signed_on <= month.end_on
        and _concerns(unit, [*(one.code for one in line.units), *line.asked])
    ]
    province = [
        one
        for one in _province(session, rulebook, month, announce_unit, now=now)
        if _concerns(unit, [owner.code for owner in one.units])
    ]
    return ReviewMonth(month, tuple(ministry), tuple(province))


def _work(rulebook: Rulebook, facts: Facts, now: datetime) -> TakeoverWork:
    registry, said = rulebook.registry, standing(facts, now)
    spoken = standing_words(facts, said, now, registry.plan)
    return TakeoverWork(registry.unit(facts.unit_code), facts, spoken)


def _concerns(unit: Unit | None, codes: Collection[str]) -> bool:
    return unit is None or unit.code in codes


def _province(
    session: Session,
    rulebook: Rulebook,
    month: Period,
    announce_unit: AnnounceUnit,
    *,
    now: datetime,
) -> list[ProvinceDecision]:
    query = select(ProcedureDecision).where(
        col(ProcedureDecision.issuer) == DecisionIssuer.PROVINCE,
        col(ProcedureDecision.signed_on) >= month.start_on,
        col(ProcedureDecision.signed_on) <= min(month.end_on, local_date(now)),
    )
    order = (col(ProcedureDecision.signed_on), col(ProcedureDecision.number))
    items, units = decision_items(session), takeover_units(session, rulebook, local_date(now))
    found = []
    for row in session.exec(query.order_by(*order)):
        own = items.get(row.id or 0, [])
        entered = [(item.code, item.entered_on) for item in own]
        announced = late_announcement(row.number, row, rulebook.workdays, announce_unit)
        late = [announced] if announced else []
        late += late_entries(row.number, row, entered, rulebook.workdays)
        found.append(
            ProvinceDecision(
                decision=row,
                units=units.of(item.code for item in own),
                announce=announcement_days(row, rulebook.workdays, announce_unit),
                late=tuple(late),
                procedures=len(own),
                entered=sum(on is not None for _code, on in entered),
            )
        )
    return found
