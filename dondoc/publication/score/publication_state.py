"""How every source stands at one instant: the one view that board, run, report and paper show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from dondoc.calendar.periods import Period
from dondoc.plan.bodies import Unit
from dondoc.publication.score.unit_score import UnitScore, together
from models.publication_kinds import (
    CheckVerdict,
    FindingKind,
    ReadingTrouble,
    ReadingWay,
    Severity,
    SourceKind,
)


@dataclass(frozen=True)
class LastLook:
    """The newest look at a source, whatever came of it."""

    check_id: int
    at: datetime
    verdict: CheckVerdict
    trouble: ReadingTrouble | None


@dataclass(frozen=True)
class OpenFinding:
    """A confirmed finding that no look has seen gone; `waived` while an officer lets it pass."""

    id: int
    kind: FindingKind
    severity: Severity
    procedure: str
    assignment_id: int | None
    confirmed_at: datetime
    waived: bool


@dataclass(frozen=True)
class SourceState:
    """One source of one unit in a period."""

    source_id: int
    unit: Unit
    kind: SourceKind
    way: ReadingWay
    address: str
    score: UnitScore
    last: LastLook | None  # in the period
    proven_at: datetime | None  # of the look whose numbers the score has
    findings: tuple[OpenFinding, ...]  # the gravest first

    @property
    def open_findings(self) -> tuple[OpenFinding, ...]:
        """Those that count: what an officer lets pass does not."""
        return tuple(one for one in self.findings if not one.waived)


@dataclass(frozen=True)
class UnitState:
    """A unit with its sources, place after place."""

    unit: Unit
    sources: tuple[SourceState, ...]

    def at(self, kind: SourceKind) -> tuple[SourceState, ...]:
        return tuple(one for one in self.sources if one.kind is kind)

    @cached_property
    def score(self) -> UnitScore:
        """All places together."""
        return together(one.score for one in self.sources)

    @property
    def open_findings(self) -> tuple[OpenFinding, ...]:
        return tuple(finding for one in self.sources for finding in one.open_findings)


@dataclass(frozen=True)
class PublicationState:
    """Every unit that has a source in the period, in the official order, as known at `as_of`."""

    period: Period
    as_of: datetime
    units: tuple[UnitState, ...]

    @property
    def sources(self) -> tuple[SourceState, ...]:
        return tuple(source for unit in self.units for source in unit.sources)

    @property
    def places(self) -> tuple[SourceKind, ...]:
        """The places that any unit has, in the order of the law."""
        found = {one.kind for one in self.sources}
        return tuple(kind for kind in SourceKind if kind in found)

    @cached_property
    def score(self) -> UnitScore:
        return together(unit.score for unit in self.units)

    @property
    def open_findings(self) -> tuple[OpenFinding, ...]:
        return tuple(finding for unit in self.units for finding in unit.open_findings)

    def count(self, holds: Callable[[SourceState], bool]) -> int:
        return sum(1 for one in self.sources if holds(one))


def of_units(sources: Iterable[SourceState]) -> tuple[UnitState, ...]:
    """Sources by their unit; units in the official order, places in the order of the law."""
    place = {kind: number for number, kind in enumerate(SourceKind)}
    by_code: dict[str, list[SourceState]] = {}
    for one in sources:
        by_code.setdefault(one.unit.code, []).append(one)
    found = [
        UnitState(
            some[0].unit, tuple(sorted(some, key=lambda one: (place[one.kind], one.source_id)))
        )
        for some in by_code.values()
    ]
    return tuple(sorted(found, key=lambda one: (one.unit.order, one.unit.code)))
