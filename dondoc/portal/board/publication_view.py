"""What the page of publication shows, as its address says it: it can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session, col, func, select

from dondoc.calendar.periods import Period, PeriodKind
from dondoc.clock import local_date
from dondoc.limits import LONGEST_SEARCH
from dondoc.messages.phrasing import brief_name
from dondoc.portal.board.groups import GROUPS
from dondoc.problems import Refused
from dondoc.publication.score.check_periods import check_period
from dondoc.publication.score.publication_state import (
    OpenFinding,
    PublicationState,
    UnitState,
)
from dondoc.text import fold
from models import PublicationCheck
from models.publication_kinds import FindingKind, Severity, SourceKind

_MOST_MONTHS = 24


@dataclass(frozen=True)
class PublicationView:
    """One state of the page. `problems` are what the address asked for in vain."""

    period: Period
    place: SourceKind | None
    severity: Severity | None
    kind: FindingKind | None
    group: str | None
    search: str
    on: date | None  # the day whose end is looked at; None is now
    problems: tuple[str, ...] = field(default=())

    def address(self, **changes: Any) -> str:
        """The query of this view with something changed."""
        to = replace(self, **changes)
        parts = {
            "ky": to.period.key,
            "noi": to.place,
            "muc": to.severity,
            "loai": to.kind,
            "nhom": to.group.replace("_", "-") if to.group else None,
            "tim": to.search,
            "ngay": to.on.isoformat() if to.on else None,
        }
        return f"?{urlencode({name: str(value) for name, value in parts.items() if value})}"

    def wants(self, finding: OpenFinding) -> bool:
        """Does the view ask for this one, by gravity and kind?"""
        return self.severity in (None, finding.severity) and self.kind in (None, finding.kind)

    @property
    def spans_otherwise(self) -> bool:
        """Does the period begin and end on other days than its name says to a stranger?"""
        return self.period.kind not in (PeriodKind.MONTH, PeriodKind.WEEK)

    @property
    def by_finding(self) -> bool:
        return bool(self.severity or self.kind)

    def narrowed(self, state: PublicationState) -> PublicationState:
        """Only the units, places and findings that are asked for."""
        wanted = fold(self.search)
        units = [self._narrowed(unit) for unit in state.units]
        kept = [
            unit
            for unit in units
            if unit.sources
            and self.group in (None, unit.unit.group)
            and wanted in fold(f"{unit.unit.name} {brief_name(unit.unit.name)}")
            and (not self.by_finding or unit.open_findings)
        ]
        return replace(state, units=tuple(kept))

    def _narrowed(self, unit: UnitState) -> UnitState:
        sources = tuple(
            replace(one, findings=tuple(found for found in one.findings if self.wants(found)))
            for one in unit.sources
            if self.place in (None, one.kind)
        )
        return replace(unit, sources=sources)


def months_seen(session: Session, *, as_of: datetime) -> list[Period]:
    """The months from the first look to the newest, that one first; of `as_of` where none was."""
    ends: Any = select(
        func.min(PublicationCheck.checked_at), func.max(PublicationCheck.checked_at)
    ).where(col(PublicationCheck.checked_at) <= as_of)
    first, last = session.exec(ends).one()
    newest = local_date(last or as_of)
    oldest = local_date(first or as_of)
    found = [_month(newest.year, newest.month)]
    while len(found) < _MOST_MONTHS and found[-1].start_on > oldest:
        before = found[-1].start_on - timedelta(days=1)
        found.append(_month(before.year, before.month))
    return found


def _month(year: int, month: int) -> Period:
    return check_period(f"{year}-M{month:02d}")


def read_publication_view(
    asked: Mapping[str, str],
    months: Sequence[Period],
    *,
    on: date | None,
    problems: Sequence[str] = (),
) -> PublicationView:
    """The address understood; what it leaves open is the newest month with a look."""
    said = list(problems)
    chosen = months[0]
    if key := asked.get("ky", "").strip():
        try:
            chosen = check_period(key)
        except Refused as refused:
            said.append(f"{refused.problems[0].sentence()}.")
    group = asked.get("nhom", "").replace("-", "_")
    return PublicationView(
        period=chosen,
        place=_word(SourceKind, asked.get("noi")),
        severity=_word(Severity, asked.get("muc")),
        kind=_word(FindingKind, asked.get("loai")),
        group=group if group in GROUPS else None,
        search=" ".join(asked.get("tim", "").split())[:LONGEST_SEARCH],
        on=on,
        problems=tuple(said),
    )


def _word(kinds: Any, text: str | None) -> Any:
    """The word of a closed list; None for any other."""
    return next((one for one in kinds if one.value == (text or "").strip()), None)
