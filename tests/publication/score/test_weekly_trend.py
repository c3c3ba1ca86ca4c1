"""A trend is a point a week and rule; a line joins only what was counted the same way."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.publication.score.score_parts import Measure, ScorePart
from dondoc.publication.score.weekly_trend import (
    CountedLook,
    TrendPoint,
    stretches,
    trend_points,
    weekly_trend,
)
from dondoc.publication.score_counts import ScoreCounts
from models.database import transaction
from models.publication_kinds import CheckVerdict
from tests.support.publication_rows import FULL, PublicationRows

MONDAY = date(2027, 3, 8)


def look(source: int, on: date, matched: int, version: int = 1) -> CountedLook:
    return CountedLook(source, on, version, ScoreCounts(required=10, matched=matched))


def covered(points: list[TrendPoint]) -> list[tuple[date, Measure]]:
    return [(one.week_on, one.score.measure(ScorePart.COVERAGE)) for one in points]


def test_a_week_is_each_sources_newest_look_added_up() -> None:
    looks = [
        look(1, MONDAY, 5),
        look(2, date(2027, 3, 9), 10),
        look(1, date(2027, 3, 14), 9),
        look(1, date(2027, 3, 15), 10),
    ]

    assert [(MONDAY, Measure(19, 20)), (date(2027, 3, 15), Measure(10, 10))] == covered(
        trend_points(looks)
    )


def test_no_line_joins_what_was_counted_by_another_rule() -> None:
    looks = [look(1, MONDAY, 5), look(1, date(2027, 3, 15), 6, 2), look(1, date(2027, 3, 22), 7, 2)]

    assert [[1], [2, 2]] == [
        [one.rule_version for one in some] for some in stretches(trend_points(looks))
    ]


@pytest.mark.one_database
def test_looks_that_prove_nothing_make_no_point(engine: Engine) -> None:
    rows = PublicationRows(engine)
    source, other = rows.source(), rows.source("so-y-te")
    rows.check(source, at(MONDAY, 2), counts={**FULL, "matched": 40})
    rows.check(source, at(date(2027, 3, 15), 2), CheckVerdict.UNVERIFIABLE)
    rows.check(source, at(date(2027, 3, 22), 2), invalid_why="Đường truyền đứt")
    rows.check(other, at(MONDAY, 2))

    with transaction(engine, write=False) as session:
        found = weekly_trend(session, as_of=at(date(2027, 3, 30), 9), sources=[source])

    assert [(MONDAY, Measure(40, 50))] == covered(found)
