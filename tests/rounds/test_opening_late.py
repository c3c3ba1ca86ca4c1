"""A round that opens late asks for nothing by a day that is past."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.calendar_move import settle_dates
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from models import Assignment, Round
from models.database import transaction

_NOT_WITH_REPORT = col(Assignment.consolidated).is_(False)  # that slot has the report's date
FIRST, SECOND = "2027-Q1", "2027-S1"


def _dates(engine: Engine, rulebook: Rulebook, now: datetime) -> set[tuple[str, date, date]]:
    """Of each round of reports: due date, and the date that lateness is judged by."""
    duty = rulebook.registry.plan.duty("III.1.1.c")
    with transaction(engine) as session:
        open_rounds(session, rulebook, duty, now=now)
        assert [] == settle_dates(session, rulebook, duty, now=now)
        query = select(col(Round.period), col(Assignment.due_on), col(Assignment.first_due_on))
        theirs = (col(Assignment.role) == "so_nganh", _NOT_WITH_REPORT)
        return set(session.exec(query.join(Round).where(*theirs)))


@pytest.mark.parametrize(
    ("now", "due_on"),
    [
        (at(date(2027, 3, 12), 9), date(2027, 3, 16)),
        (at(date(2027, 3, 15), 9), date(2027, 3, 16)),  # they have the whole of the 16th
        (at(date(2027, 3, 15), 18), date(2027, 3, 17)),  # yet before the level above reports
        (at(date(2027, 3, 16), 18), date(2027, 3, 19)),
    ],
)
def test_a_ledger_begun_on_the_last_days_gives_a_date_that_can_be_kept(
    sqlite_engine: Engine, rulebook: Rulebook, now: datetime, due_on: date
) -> None:
    assert {(FIRST, due_on, due_on)} == _dates(sqlite_engine, rulebook, now)


def test_after_an_outage_so_does_the_round_that_was_missed(
    sqlite_engine: Engine, rulebook: Rulebook
) -> None:
    """The machine was off from May to Saturday 19/06: the round of 16/06 is two days past."""
    _dates(sqlite_engine, rulebook, at(date(2027, 3, 1), 8))
    found = _dates(sqlite_engine, rulebook, at(date(2027, 6, 19), 9))

    given = date(2027, 6, 23)  # heard on Monday, two working days
    assert {(FIRST, date(2027, 3, 16), date(2027, 3, 16)), (SECOND, given, given)} == found


def test_the_arithmetic_says_why(sqlite_engine: Engine, rulebook: Rulebook) -> None:
    _dates(sqlite_engine, rulebook, at(date(2027, 3, 16), 18))
    with transaction(sqlite_engine, write=False) as session:
        said = set(session.exec(select(Assignment.arithmetic).where(_NOT_WITH_REPORT)))

    assert all(one.endswith("đơn vị biết muộn hơn, nên hạn là thứ Sáu, 19/03/2027") for one in said)
