"""Under each district's assignment hang those of its communes, as they were on the opening day."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from models import Assignment, Audit, Round
from models.database import transaction
from tests.support.districts import FOLLOWS, NA_HANG, OPENED, Districts, with_duty

LAM_BINH, CHIEM_HOA = "huyen-lam-binh", "huyen-chiem-hoa"
MOVED = {"xa-02299-2021", "xa-02302-2021"}  # Phúc Sơn and Minh Quang, on 01/06/2021


def _all(engine: Engine) -> list[Assignment]:
    with transaction(engine, write=False) as session:
        return list(session.exec(select(Assignment)).all())


def test_each_of_138_communes_hangs_under_its_district(engine: Engine, rulebook: Rulebook):
    districts = Districts(engine, rulebook)

    rows = _all(engine)
    own = {row.id: row for row in rows if row.parent_id is None}
    below = [row for row in rows if row.parent_id is not None]
    assert (7, 138) == (len(own), len(below))
    assert [7] == [one.units for one in districts.opened]
    registry = rulebook.registry
    for row in below:
        assert own[row.parent_id].unit_code == registry.unit(row.unit_code).parent(
            date(2021, 1, 26)
        )
    assert {False} == {row.chased for row in below}
    assert {"cap_xa"} == {row.role for row in below}


def test_a_commune_has_the_dates_of_its_district(engine: Engine, rulebook: Rulebook):
    districts = Districts(engine, rulebook)

    above = districts.facts(OPENED)
    dates = {(row.nominal_on, row.target_on, row.due_on) for row in districts.communes()}
    assert {(above.nominal_on, above.target_on, above.due_on)} == dates
    assert 12 == len(districts.communes())


def test_a_second_run_opens_nothing_more(engine: Engine, rulebook: Rulebook):
    districts = Districts(engine, rulebook)
    before = len(_all(engine))

    with transaction(engine) as session:
        assert [] == open_rounds(session, rulebook, districts.duty, now=OPENED)
    assert before == len(_all(engine))


def test_the_audit_says_how_many_hang_below(engine: Engine, rulebook: Rulebook):
    Districts(engine, rulebook)

    with transaction(engine, write=False) as session:
        said = session.exec(select(Audit.detail)).all()
    assert ["III.1.1.b1 2021: 7 đơn vị, 138 đơn vị cấp dưới"] == list(said)


@pytest.mark.parametrize(
    ("opened_on", "period", "district"),
    [(date(2021, 3, 1), "2021-Q1", CHIEM_HOA), (date(2021, 6, 1), "2021-S1", LAM_BINH)],
)
def test_the_two_communes_that_moved_hang_under_the_district_of_that_day(
    engine: Engine, rulebook: Rulebook, opened_on: date, period: str, district: str
):
    follows = with_duty(rulebook, FOLLOWS, children="cap_xa")
    districts = Districts(engine, follows, duty=FOLLOWS, now=at(opened_on, 8))

    other = ({LAM_BINH, CHIEM_HOA} - {district}).pop()
    assert MOVED <= {one.unit_code for one in districts.communes(district, period)}
    assert not MOVED & {one.unit_code for one in districts.communes(other, period)}


def test_in_2026_there_is_no_district_and_nothing_opens(engine: Engine, rulebook: Rulebook):
    districts = Districts(engine, rulebook, now=at(date(2026, 1, 26), 8))

    assert ([], []) == (districts.opened, _all(engine))


def test_communes_right_under_the_province_hang_under_nobody(engine: Engine, rulebook: Rulebook):
    """Were the duty left open in 2026, its round would ask nobody, and nothing would break."""
    forgotten = with_duty(rulebook, "III.1.1.b1", to_on=None)
    districts = Districts(engine, forgotten, now=at(date(2026, 1, 26), 8))

    with transaction(engine, write=False) as session:
        periods = session.exec(select(Round.period).where(col(Round.duty) == "III.1.1.b1")).all()
    assert ([], []) == (districts.opened, _all(engine))
    assert set(periods) <= {"2026"}


def test_a_duty_without_children_opens_as_ever(engine: Engine, rulebook: Rulebook):
    plain = with_duty(rulebook, "III.1.1.b1", children=None)
    districts = Districts(engine, plain)

    assert [] == districts.communes(NA_HANG)
    assert districts.facts(OPENED).children is None
