"""A period of the publication check in figures: what a report and a conclusion say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sqlmodel import Session, col, select

from dondoc.calendar.periods import Period
from dondoc.clock import at, end_of
from dondoc.plan.registry import Registry
from dondoc.publication.findings.finding_kinds import finding_rule
from dondoc.publication.score.load_state import publication_state
from dondoc.publication.score.publication_state import PublicationState, UnitState
from dondoc.publication.score.score_parts import PART_NAMES, Measure, ScorePart
from dondoc.publication.score.source_tally import SourceTally, tally_of
from models import PublicationFinding
from models.publication_kinds import FindingKind, Severity

NAMED = 3
"""So many units are named at either end."""

_UNCLEAR = (FindingKind.UNREADABLE_SCAN, FindingKind.LEGACY_ENCODING, FindingKind.DEAD_LINK)


class Aspect(StrEnum):
    """What the plan asks of publication (II.3.5), as reference §5.7 measures it."""

    FULL = "đầy đủ"
    RIGHT = "đúng"
    CLEAR = "rõ ràng"
    CURRENT = "cập nhật"


@dataclass(frozen=True)
class NamedMeasure:
    """«Đăng đủ: 45/50»"""

    name: str
    measure: Measure


@dataclass(frozen=True)
class KindFigures:
    """Findings of one kind: confirmed in the period, seen gone in it, open at its end."""

    kind: FindingKind
    severity: Severity
    found: int
    mended: int
    open: int

    @property
    def name(self) -> str:
        return finding_rule(self.kind).name


@dataclass(frozen=True)
class PublicationSummary:
    """`state` is the view that every figure is of; `kinds` stand with the gravest first."""

    state: PublicationState
    tally: SourceTally
    kinds: tuple[KindFigures, ...]
    aspects: Mapping[Aspect, tuple[NamedMeasure, ...]]

    @property
    def found(self) -> int:
        return sum(one.found for one in self.kinds)

    @property
    def mended(self) -> int:
        return sum(one.mended for one in self.kinds)

    @property
    def ranked(self) -> tuple[UnitState, ...]:
        """The units that have a score, the best first; of equals the official order."""
        scored = [one for one in self.state.units if one.score.points is not None]
        return tuple(sorted(scored, key=lambda one: (-(one.score.points or 0), one.unit.order)))

    @property
    def best(self) -> tuple[UnitState, ...]:
        """Named only where there are enough to tell best from worst."""
        return self.ranked[:NAMED] if len(self.ranked) > NAMED else ()

    @property
    def worst(self) -> tuple[UnitState, ...]:
        """The lowest first, none that is named among the best."""
        return self.ranked[NAMED:][-NAMED:][::-1]

    @property
    def unscored(self) -> tuple[UnitState, ...]:
        """The units of which nothing could be proven."""
        return tuple(one for one in self.state.units if one.score.points is None)


def publication_summary(
    session: Session, registry: Registry, period: Period, *, as_of: datetime
) -> PublicationSummary | None:
    """The period as known at `as_of`; None where nothing was looked at in it."""
    state = publication_state(session, registry, period, as_of=as_of)
    if all(one.last is None for one in state.sources):
        return None
    kinds = _kinds(session, state)
    return PublicationSummary(state, tally_of(state), kinds, MappingProxyType(aspects_of(state)))


def _kinds(session: Session, state: PublicationState) -> tuple[KindFigures, ...]:
    since = at(state.period.start_on, 0)
    until = min(state.as_of, end_of(state.period.end_on))
    known = col(PublicationFinding.confirmed_at) <= until
    of_state = col(PublicationFinding.source_id).in_([one.source_id for one in state.sources])
    rows = session.exec(
        select(PublicationFinding).where(
            known, of_state, col(PublicationFinding.kind) != FindingKind.NOT_YET_DUE
        )
    ).all()
    found = Counter(one.kind for one in rows if one.confirmed_at and one.confirmed_at >= since)
    mended = Counter(
        one.kind for one in rows if one.closed_at is not None and since <= one.closed_at <= until
    )
    still = Counter(one.kind for one in state.open_findings)
    severity = {one.kind: one.severity for one in rows}
    gravity = {one: place for place, one in enumerate(Severity)}
    figures = (
        KindFigures(kind, severity[kind], found[kind], mended[kind], still[kind])
        for kind in FindingKind
        if found[kind] or mended[kind] or still[kind]
    )
    return tuple(sorted(figures, key=lambda one: gravity[one.severity]))


def aspects_of(state: PublicationState) -> dict[Aspect, tuple[NamedMeasure, ...]]:
    """Each aspect with its figures, all with numerator and denominator. Pure."""
    score = state.score

    def parts(*wanted: ScorePart) -> tuple[NamedMeasure, ...]:
        return tuple(NamedMeasure(PART_NAMES[one], score.measure(one)) for one in wanted)

    looked_at = [one for one in state.sources if one.last is not None]
    unclear = [
        one for one in looked_at if any(found.kind in _UNCLEAR for found in one.open_findings)
    ]
    shown = score.measure(ScorePart.CLEANLINESS).denominator
    outdated = len(
        {
            (one.source_id, finding.procedure)
            for one in state.sources
            for finding in one.open_findings
            if finding.kind is FindingKind.OUTDATED_VERSION
        }
    )
    return {
        Aspect.FULL: parts(ScorePart.COVERAGE, ScorePart.COMPLETENESS),
        Aspect.RIGHT: parts(ScorePart.CORRECTNESS, ScorePart.TIMELINESS, ScorePart.CLEANLINESS),
        Aspect.CLEAR: (
            NamedMeasure(
                "Nguồn không có bản chụp, phông cũ, đường dẫn hỏng",
                Measure(len(looked_at) - len(unclear), len(looked_at)),
            ),
        ),
        Aspect.CURRENT: (
            NamedMeasure(
                "Thủ tục theo quyết định đang có hiệu lực", Measure(max(0, shown - outdated), shown)
            ),
        ),
    }
