"""What is decided on a district holds for its communes, and those that had the opening are told."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.calendar_move import settle_dates
from dondoc.rounds.opening import open_period
from models import Audit, Contact, Decision, Notice
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.districts import DIRECTS, MIDDLE, PERIOD, Districts, with_duty

AFTER, UNTIL = at(date(2021, 2, 9), 9), date(2021, 3, 22)
TITLE = "Triển khai kế hoạch tuyên truyền"


@pytest.fixture
def notified(cast) -> Districts:
    told = {"notify_children": True, "children_title": TITLE}
    districts = Districts(cast.engine, with_duty(cast.rulebook, DIRECTS, **told))
    _give_contacts(districts)
    return districts


def _give_contacts(districts: Districts) -> None:
    codes = [one.unit_code for one in districts.communes()]
    with transaction(districts.engine) as session:
        session.add_all(Contact(unit_code=code, address=f"vt@{code}.example") for code in codes)


def _told(districts: Districts) -> list[tuple[str, int]]:
    """What the communes of the district were told, in the order of their rows."""
    under = [one.id for one in districts.communes()]
    query = select(Notice).where(col(Notice.assignment_id).in_(under))
    with transaction(districts.engine, write=False) as session:
        found = session.exec(query.order_by(col(Notice.assignment_id)))
        return [(one.kind, one.assignment_id or 0) for one in found]


def test_communes_are_told_once_each_that_their_district_got_another_date(notified, cast):
    notified.all_answer(but=3)
    answered = len(_told(notified))  # their receipts
    notified.decide(cast.officer, DecisionKind.EXTENSION_GRANTED, AFTER, new_due_on=UNTIL)

    *_, tenth, eleventh, twelfth = notified.communes()
    granted = [("extension_granted", one.id) for one in (tenth, eleventh, twelfth)]
    assert granted == [one for one in _told(notified) if one[0] != "receipt"]
    assert answered + 3 == len(_told(notified))
    assert {(UNTIL, UNTIL)} == {(one.due_on, one.first_due_on) for one in (tenth, twelfth)}


def test_communes_are_told_once_each_that_nothing_is_wanted_of_them(notified, cast):
    notified.all_answer(but=2)
    notified.decide(cast.officer, DecisionKind.WAIVED, AFTER, reason="Đã có chỉ đạo từ trước")

    *_, eleventh, twelfth = notified.communes()
    waived = [("waived", eleventh.id), ("waived", twelfth.id)]
    assert waived == [one for one in _told(notified) if one[0] != "receipt"]


def test_communes_that_the_district_answers_for_hear_nothing(cast):
    silent = Districts(cast.engine, cast.rulebook)
    _give_contacts(silent)
    silent.decide(cast.officer, DecisionKind.EXTENSION_GRANTED, AFTER, new_due_on=UNTIL)

    assert [] == _told(silent)
    assert {UNTIL} == {one.due_on for one in silent.communes()}


def test_the_calendar_does_not_take_back_what_was_granted_to_the_district(notified, cast):
    notified.decide(cast.officer, DecisionKind.EXTENSION_GRANTED, AFTER, new_due_on=UNTIL)
    with transaction(notified.engine) as session:
        assert [] == settle_dates(session, notified.rulebook, notified.duty, now=AFTER)

    assert {UNTIL} == {one.due_on for one in notified.communes()}


def test_a_commune_that_has_a_later_date_of_its_own_keeps_it(notified, cast):
    own, later = notified.communes()[0].id, date(2021, 3, 25)
    notified.decide(
        cast.officer,
        DecisionKind.EXTENSION_GRANTED,
        MIDDLE,
        assignment_id=own,
        new_due_on=later,
    )
    notified.decide(cast.officer, DecisionKind.EXTENSION_GRANTED, AFTER, new_due_on=UNTIL)

    first, second, *_ = notified.communes()
    assert (later, UNTIL) == (first.due_on, second.due_on)


def test_decision_and_audit_of_a_commune_name_who_decided(notified, cast):
    notified.decide(cast.officer, DecisionKind.EXTENSION_GRANTED, AFTER, new_due_on=UNTIL)

    first = notified.communes()[0]
    by = f"account:{cast.officer.id}"
    why = "Gia hạn cùng UBND huyện Na Hang."
    with transaction(notified.engine, write=False) as session:
        one = session.exec(select(Decision).where(col(Decision.assignment_id) == first.id)).one()
        line = session.exec(
            select(Audit).where(col(Audit.target) == f"assignment:{first.id}")
        ).one()
    assert (DecisionKind.EXTENSION_GRANTED, by, why) == (one.kind, one.decided_by, one.reason)
    assert (date(2021, 3, 15), UNTIL) == (one.due_before_on, one.due_after_on)
    assert ("cho gia hạn", by, why) == (line.act, line.actor, line.detail)


def test_what_opens_later_has_the_new_date_too(cast):
    early = at(date(2021, 1, 20), 9)
    with transaction(cast.engine) as session:
        duty = cast.rulebook.registry.plan.duty(DIRECTS)
        open_period(session, cast.rulebook, duty, PERIOD, now=early)
    districts = Districts(cast.engine, cast.rulebook, now=early)
    districts.decide(cast.officer, DecisionKind.EXTENSION_GRANTED, early, new_due_on=UNTIL)

    assert {UNTIL} == {one.due_on for one in districts.communes()}
