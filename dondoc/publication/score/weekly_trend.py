"""What a source, a unit or the province showed week by week, from the looks. Pure but the query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select

from dondoc.clock import at, local_date
from dondoc.publication.score.load_looks import PROVES
from dondoc.publication.score.look_span import LookSpan
from dondoc.publication.score.unit_score import UnitScore, of_counts, together
from dondoc.publication.score_counts import ScoreCounts
from models import PublicationCheck

WEEKS = 26
"""How far back a trend goes."""


@dataclass(frozen=True)
class CountedLook:
    """One look that proved something."""

    source_id: int
    on: date
    rule_version: int
    counts: ScoreCounts


@dataclass(frozen=True)
class TrendPoint:
    """One week: each source by its newest look that proved something, added up.

    Of what the pages show alone: looks and late days are of a period, not of a moment.
    """

    week_on: date  # its Monday
    rule_version: int
    sources: int
    score: UnitScore


def weekly_trend(
    session: Session, *, as_of: datetime, sources: Sequence[int] | None = None
) -> list[TrendPoint]:
    """The points of the last `WEEKS` weeks, the oldest first; of all sources without `sources`."""
    monday = _monday(local_date(as_of))
    since = at(monday - timedelta(weeks=WEEKS - 1), 0)
    span = LookSpan(since, as_of, None if sources is None else tuple(sources))
    wanted: tuple[Any, ...] = (
        col(PublicationCheck.source_id),
        col(PublicationCheck.checked_at),
        col(PublicationCheck.rule_version),
        col(PublicationCheck.counts),
    )
    query = select(*wanted).where(*span.of_looks(), col(PublicationCheck.verdict).in_(PROVES))
    looks = [
        CountedLook(source_id, local_date(moment), version, ScoreCounts.of(counts))
        for source_id, moment, version, counts in session.exec(
            query.order_by(col(PublicationCheck.checked_at), col(PublicationCheck.id))
        )
        if counts
    ]
    return trend_points(looks)


def trend_points(looks: Iterable[CountedLook]) -> list[TrendPoint]:
    """Looks, the oldest first, as points by week; a week under two rules makes two points."""
    newest: dict[tuple[date, int], dict[int, CountedLook]] = {}
    for look in looks:
        newest.setdefault((_monday(look.on), look.rule_version), {})[look.source_id] = look
    return [
        TrendPoint(
            week_on, version, len(some), together(of_counts(one.counts) for one in some.values())
        )
        for (week_on, version), some in sorted(newest.items())
    ]


def stretches(points: Sequence[TrendPoint]) -> list[list[TrendPoint]]:
    """The points that may be joined by a line: neighbours counted by the same rule."""
    return [list(some) for _version, some in groupby(points, key=lambda one: one.rule_version)]


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
