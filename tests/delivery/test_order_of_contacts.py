"""Who of a unit is written to: order, copies, the head (DESIGN §6)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from models.kinds import Purpose
from tests.support.cast import VERIFIED
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING, T_MINUS_2 = date(2027, 3, 1), date(2027, 3, 12)
T_PLUS_1, T_PLUS_3 = date(2027, 3, 17), date(2027, 3, 19)
EIGHT = at(OPENING, 8)
UNIT = "so-y-te"
REFUSED = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Office(engine, settings, rulebook)


def test_the_first_in_order_is_told_alone(office):
    office.add_contact(UNIT, "truoc", position=0)
    office.add_contact(UNIT, "sau", position=2)
    office.morning(OPENING)
    office.window(EIGHT)

    assert 1 == len(office.postman.to("truoc%40so-y-te"))
    assert [] == office.postman.to("sau%40so-y-te")
    assert [] == office.postman.to(f"van-thu%40{UNIT}")


def test_one_who_is_out_of_use_is_passed_over(office):
    office.add_contact(UNIT, "truoc", position=0, disabled_at=VERIFIED)
    office.morning(OPENING)
    office.window(EIGHT)

    assert [] == office.postman.to("truoc%40so-y-te")
    assert 1 == len(office.postman.to(f"van-thu%40{UNIT}"))


def test_a_copy_goes_to_whoever_is_marked_so(office):
    office.add_contact(UNIT, "kem", also=True)
    office.morning(OPENING)
    office.window(EIGHT)

    assert 1 == len(office.postman.to("kem%40so-y-te"))
    assert 1 == len(office.postman.to(f"van-thu%40{UNIT}"))


def test_a_refused_copy_troubles_nobody_else(office):
    office.add_contact(UNIT, "kem", also=True)
    office.postman.answers["kem%40so-y-te"] = [REFUSED]
    office.morning(OPENING)
    office.window(EIGHT)
    office.window(at(OPENING, 14))

    assert 1 == len(office.postman.to(f"van-thu%40{UNIT}"))
    assert [] == office.postman.to("%40so-noi-vu")


def test_the_head_is_told_from_the_first_overdue_rung_on(office):
    office.add_contact(UNIT, "giam-doc", purpose=Purpose.HEAD)
    for day in (OPENING, T_MINUS_2, date(2027, 3, 16)):
        office.morning(day)
        office.window(at(day, 8))
    assert [] == office.postman.to("giam-doc%40so-y-te")

    office.morning(T_PLUS_1)
    office.window(at(T_PLUS_1, 8))
    assert 1 == len(office.postman.to("giam-doc%40so-y-te"))


def test_a_refused_head_gives_way_to_the_next_head(office):
    office.add_contact(UNIT, "giam-doc", purpose=Purpose.HEAD)
    office.add_contact(UNIT, "pho", purpose=Purpose.HEAD, position=2)
    office.postman.answers["giam-doc%40so-y-te"] = [REFUSED]
    office.morning(OPENING)
    office.window(EIGHT)
    office.morning(T_PLUS_1)
    office.window(at(T_PLUS_1, 8))

    assert 1 == len(office.postman.to("pho%40so-y-te"))
    assert 2 == len(office.postman.to(f"van-thu%40{UNIT}"))


def test_a_refused_head_without_another_leaves_that_rung_to_the_clerk(office):
    office.add_contact(UNIT, "giam-doc", purpose=Purpose.HEAD)
    office.postman.answers["giam-doc%40so-y-te"] = [REFUSED]
    for day in (OPENING, T_PLUS_1, T_PLUS_3):
        office.morning(day)
        office.window(at(day, 8))

    _opening, overdue = office.postman.to(f"van-thu%40{UNIT}")
    assert "Kính gửi: Sở Y tế" in overdue.body
