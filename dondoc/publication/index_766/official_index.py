"""Reading the official index: to be shown beside our own score, never mixed with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from dondoc.calendar.periods import Period, period
from dondoc.clock import local_date
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.index_766.index_row import IndexFrame
from dondoc.publication.index_766.index_scores import PUBLICITY, PUBLICITY_POINTS
from dondoc.publication.index_766.keep_index import newest_rows
from models import Index766


@dataclass(frozen=True)
class IndexDifference:
    """The official publicity beside our own, both in percent; `confirmed` says of its base.

    Its base, the points that publicity has at most, is told by a secondary source only.
    """

    official: float
    internal: float
    confirmed: bool = False

    @property
    def points(self) -> float:
        """Official less internal, in points of a percent."""
        return round(self.official - self.internal, 2)

    def sentence(self) -> str:
        """Both and the difference in words, with what is not confirmed."""
        return phrases("index_766").beside(self, PUBLICITY_POINTS)


@dataclass(frozen=True)
class OfficialIndex:
    """The official figures of one body in one period, with where they come from."""

    period: Period
    unit_code: str
    scores: Mapping[str, float]
    source: str
    imported_on: date

    @property
    def publicity(self) -> float | None:
        """CKMB in its own points; None where it was not told."""
        return self.scores.get(PUBLICITY)

    def sentence(self) -> str:
        """«Chỉ số 766 chính thức quý I/2027: CKMB 14,25 (nguồn: …, nhập ngày 12/04/2027).»"""
        return phrases("index_766").official(self)

    def difference(self, internal: float | None) -> IndexDifference | None:
        """Beside an internal score of 0 to 100 percent; None where either is missing.

        None too where the official figure is above its base: then the base is another.
        """
        if internal is None or self.publicity is None or self.publicity > PUBLICITY_POINTS:
            return None
        official = round(self.publicity * 100 / PUBLICITY_POINTS, 2)
        return IndexDifference(official, internal)


def index_766(
    session: Session,
    rulebook: Rulebook,
    year: int,
    *,
    unit_code: str | None = None,
    as_of: datetime | None = None,
) -> tuple[OfficialIndex, ...]:
    """The official figures of a year in the order of their periods, as known at `as_of`.

    Without `unit_code` the province's own.
    """
    rows = newest_rows(session, as_of=as_of).values()
    if not rows:  # whose the province's own would be is not asked of a plan without publication
        return ()
    code = unit_code or _province(rulebook, year)
    own = [_shown(row) for row in rows if row.unit_code == code and row.period[:4] == str(year)]
    return tuple(sorted(own, key=lambda one: one.period))


def official_words(
    session: Session, rulebook: Rulebook, on: Period, points: int | None, *, as_of: datetime
) -> tuple[str, ...]:
    """The newest official index told of that time, and how far our own score of 0 to 100 is from
    it; nothing where none was handed in.
    """
    known = index_766(session, rulebook, on.year, as_of=as_of)
    told = [one for one in known if one.period.start_on <= on.end_on]
    if not told:
        return ()
    beside = told[-1].difference(None if points is None else float(points))
    return (told[-1].sentence(), *([beside.sentence()] if beside else []))


def _province(rulebook: Rulebook, year: int) -> str:
    """The body whose line the province's own is, as the year ended."""
    return IndexFrame(rulebook.registry, date(year, 12, 31)).province.code


def _shown(row: Index766) -> OfficialIndex:
    return OfficialIndex(
        period=period(row.period, "calendar"),
        unit_code=row.unit_code,
        scores=row.scores,
        source=row.source,
        imported_on=local_date(row.imported_at),
    )
