"""Who is judged at all, and who is late: one rule for every page that says a rate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col

from dondoc.clock import at
from dondoc.rounds.on_time_rate import OnTimeRate, is_judged, is_late, on_time_rate
from dondoc.rounds.progress import rows_of
from dondoc.rounds.standing import Standing, StandingKind
from dondoc.rounds.unit_progress import UnitProgress
from models import Assignment
from models.database import transaction

DONE, LATE_DAY = StandingKind.COMPLETED, at(date(2027, 3, 18), 9)


@pytest.fixture
def row(sqlite_life) -> UnitProgress:
    """Sở Tài chính, two days past the date of quý I."""
    with transaction(sqlite_life.engine, write=False) as session:
        mine = col(Assignment.id) == sqlite_life.id
        return rows_of(session, sqlite_life.rulebook, mine, as_of=LATE_DAY)[0]


@pytest.mark.parametrize(
    ("standing", "late"),
    [
        (Standing(DONE, on_time=True), False),
        (Standing(DONE, on_time=False), True),
        (Standing(StandingKind.SUBMITTED, on_time=False), True),
        (Standing(StandingKind.OVERDUE), True),
        (Standing(StandingKind.CLOSED), True),
        (Standing(DONE, on_time=None, unproven=True), None),  # sent on a day nobody has checked
        (Standing(StandingKind.UNREACHED), None),
        (Standing(StandingKind.UNSENT), None),
        (Standing(StandingKind.RETURNED, returned=True), None),
        (Standing(StandingKind.WAIVED), None),
        (Standing(StandingKind.NOT_DONE), None),
    ],
)
def test_who_is_late_and_of_whom_it_is_not_asked(
    row: UnitProgress, standing: Standing, *, late: bool | None
) -> None:
    here = replace(row, standing=standing)

    assert (late is not None, bool(late)) == (is_judged(here), is_late(here))
    asked = replace(here, facts=replace(row.facts, tone="request"))
    own = replace(here, facts=replace(row.facts, chased=False))
    assert [False] * 4 == [judged(one) for one in (asked, own) for judged in (is_judged, is_late)]


def test_what_is_handed_in_before_its_date_counts_when_the_date_has_passed(
    row: UnitProgress,
) -> None:
    done = replace(row, standing=Standing(DONE, on_time=True))

    assert OnTimeRate(1, 1) == on_time_rate([done])
    assert OnTimeRate(0, 0) == on_time_rate([replace(done, as_of=at(date(2027, 3, 16), 17))])


def test_a_hundred_is_said_of_all_alone() -> None:
    assert [99, 100, 0] == [OnTimeRate(*one).percent for one in ((199, 200), (9, 9), (0, 0))]
