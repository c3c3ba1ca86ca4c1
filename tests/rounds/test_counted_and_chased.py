"""A feature a quarter (III.1.6.a) is logged as it is aired, and chased while it is not (E1)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.standing_words import Sense, standing_words
from models import Contact, Notice
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.counting import Counting

pytestmark = pytest.mark.one_database

QUARTER, UNIT = "2021-Q1", "dai-ptth"
AIRED = {"title": "Chuyên đề", "done_on": "10/03/2021", "hour": "20:00", "minutes": "20"}
BEFORE, AFTER = at(date(2021, 3, 22), 9), at(date(2021, 3, 26), 7, 55)  # due on the 25th


class Quarter(Counting):
    """The first quarter of 2021, of the broadcaster alone."""

    def id(self, _period: str = "", _unit: str = "") -> int:
        return super().id(QUARTER, UNIT)

    def air(self) -> None:
        self.add(BEFORE, **AIRED)

    def said(self) -> list[str]:
        with transaction(self.engine, write=False) as session:
            notices = session.exec(select(Notice).order_by(col(Notice.id)))
            return [f"{one.kind} {one.rung}" for one in notices]


@pytest.fixture
def quarter(engine, rulebook: Rulebook) -> Quarter:
    with transaction(engine) as session:
        session.add(Contact(unit_code=UNIT, address="vt@dai-ptth.example", verified_at=VERIFIED))
    found = Quarter(engine, rulebook, "III.1.6.a")
    found.open(date(2021, 3, 1))
    return found


def test_what_is_aired_is_all_that_is_owed(quarter: Quarter) -> None:
    assert StandingKind.OPEN is quarter.standing(BEFORE).kind

    quarter.air()

    assert StandingKind.REACHED is quarter.standing(AFTER).kind
    assert "1/1 đơn vị đạt ngưỡng" in quarter.progress(AFTER, QUARTER).sentence()


def test_while_nothing_is_aired_it_is_reminded_and_chased(quarter: Quarter) -> None:
    quarter.plan(at(date(2021, 3, 23), 7, 55))
    quarter.plan(AFTER, after_due=True)

    assert ["reminder T-2", "overdue T+1"] == quarter.said()


def test_once_it_is_aired_nobody_says_anything_more(quarter: Quarter) -> None:
    quarter.air()
    quarter.plan(at(date(2021, 3, 23), 7, 55))
    quarter.plan(AFTER, after_due=True)

    assert [] == quarter.said()


def test_past_its_date_it_is_overdue_with_how_many_of_how_many(quarter: Quarter) -> None:
    facts, here = quarter.facts(AFTER, QUARTER), quarter.standing(AFTER)

    said = standing_words(facts, here, AFTER, quarter.rulebook.registry.plan)

    assert ("quá hạn 0/1", Sense.OVERDUE) == (said.phrase, said.sense)
    assert "0/1 đơn vị đạt ngưỡng, 1 quá hạn" in quarter.progress(AFTER, QUARTER).sentence()


def test_an_entry_taken_back_is_owed_again(quarter: Quarter) -> None:
    kept = quarter.add(BEFORE, **AIRED)
    quarter.withdraw(kept.activity_id, AFTER)

    assert StandingKind.OVERDUE is quarter.standing(AFTER).kind
