"""Who was never told is not late: shown apart, as of any day, and no longer once it is told."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.contacts.in_use import put_back
from dondoc.decisions.decide import acknowledge
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import StandingKind
from models import Contact
from models.database import transaction
from tests.support.cast import give_clerks
from tests.support.post import DUTY, Office

UNIT = "thanh-tra-tinh"
LATE = at(date(2027, 3, 19), 9)


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(date(2027, 3, 1))
    return office


def _stands(office: Office, unit: str, as_of=LATE) -> StandingKind:
    rows = office.read(
        lambda s: progress(s, office.rulebook, duty=DUTY, period="2027-Q1", as_of=as_of)
    ).rows
    [row] = [one for one in rows if one.facts.unit_code == unit]
    return row.standing.kind


def test_without_a_contact_it_was_not_told_and_before_the_date_that_changes_nothing(office):
    assert StandingKind.OPEN is _stands(office, UNIT, at(date(2027, 3, 16), 9))
    assert StandingKind.UNREACHED is _stands(office, UNIT)
    assert StandingKind.OVERDUE is _stands(office, "so-y-te")


def test_a_contact_that_was_not_proven_tells_nothing(office):
    office.add_contact(UNIT, "moi", verified_at=None)
    assert StandingKind.UNREACHED is _stands(office, UNIT)


def test_once_a_letter_left_it_is_overdue_whatever_becomes_of_the_contact(office):
    office.window(at(date(2027, 3, 1), 8))
    with transaction(office.engine) as session:
        session.get_one(Contact, office.contact("van-thu@so-y-te.example").id).disabled_at = at(
            date(2027, 3, 2), 9
        )
    assert StandingKind.OVERDUE is _stands(office, "so-y-te")


def test_who_acknowledged_knows_of_it(office):
    with transaction(office.engine) as session:
        about = office.assignment(UNIT)
        acknowledge(session, assignment_id=about, by="account:1", now=at(date(2027, 3, 8), 9))
    assert StandingKind.OVERDUE is _stands(office, UNIT)


def test_a_day_past_stays_as_it_was_though_a_contact_came_or_came_back(office):
    number = office.contact("van-thu@so-y-te.example").id
    friday, monday = at(date(2027, 3, 19), 10), at(date(2027, 3, 22), 9)
    with transaction(office.engine) as session:
        session.get_one(Contact, number).disabled_at = at(date(2027, 3, 1), 7, 45)
    assert StandingKind.UNREACHED is _stands(office, "so-y-te")

    office.add_contact(UNIT, "moi", in_use_at=friday)
    with transaction(office.engine) as session:
        put_back(session, session.get_one(Contact, number), now=friday)

    for unit in (UNIT, "so-y-te"):
        assert StandingKind.UNREACHED is _stands(office, unit)
        assert StandingKind.OVERDUE is _stands(office, unit, monday)


def test_a_day_past_knows_a_contact_that_was_put_out_of_use_and_back(office):
    """In use on the 17th, out of it from the 18th, back on the 22nd: each day as it was."""
    number = office.contact("van-thu@so-y-te.example").id
    with transaction(office.engine) as session:
        session.get_one(Contact, number).disabled_at = at(date(2027, 3, 18), 9)
    with transaction(office.engine) as session:
        put_back(session, session.get_one(Contact, number), now=at(date(2027, 3, 22), 8))

    days = [at(date(2027, 3, day), 10) for day in (17, 19, 22)]
    wanted = [StandingKind.OVERDUE, StandingKind.UNREACHED, StandingKind.OVERDUE]
    assert wanted == [_stands(office, "so-y-te", day) for day in days]


def test_the_superior_is_told_only_of_who_was_told(office, engine):
    """Two weeks late, every day lived: of 137 units UBND tỉnh reads of the three with a clerk."""
    for day in (1, 17, 25):
        office.morning(date(2027, 3, day))
        office.window(at(date(2027, 3, day), 8))

    [told] = office.postman.to("vp%40ubnd-tinh.example")
    assert told.title == "[Báo cáo] 3 đơn vị quá hạn, từ T3 16/03 – báo cáo CCHC quý I/2027"

    give_clerks(engine, [UNIT])
    for on in (date(2027, 3, 26), date(2027, 3, 31), date(2027, 4, 26)):  # one a month (0041)
        office.morning(on)
        office.window(at(on, 8))
    first, second = office.postman.to("vp%40ubnd-tinh.example")
    assert first is told
    assert second.title.endswith(" – Thanh tra tỉnh quá hạn, quý I/2027")
