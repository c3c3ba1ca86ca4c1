"""Taking back reaches what had ended with it: the communes below, the district above."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.decisions.with_children import settle_duty
from dondoc.rounds.standing import StandingKind
from models import Assignment
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.colleagues import another_officer
from tests.support.districts import DIRECTS, MIDDLE, Districts, with_duty

pytestmark = pytest.mark.one_database

ACCEPTED, BACK, LATER = (at(date(2021, 2, day), 9) for day in (9, 10, 11))
WHY = "Chấp nhận nhầm"


@pytest.fixture
def districts(cast) -> Districts:
    found = Districts(cast.engine, cast.rulebook)
    found.paper()
    return found


@pytest.fixture
def other(cast):
    return another_officer(cast.engine)


def _communes(districts: Districts, now) -> set[StandingKind]:
    return {districts.standing(now, one.id).kind for one in districts.communes()}


def _completed(districts: Districts) -> bool:
    with transaction(districts.engine, write=False) as session:
        return session.get_one(Assignment, districts.id()).completed_at is not None


def test_what_was_accepted_with_the_district_waits_with_it_and_is_accepted_with_it_again(
    districts: Districts, cast, other
):
    districts.all_answer()
    districts.decide(cast.officer, DecisionKind.ACCEPTED, ACCEPTED)
    districts.decide(other, DecisionKind.REOPENED, BACK, reason=WHY)

    assert {StandingKind.SUBMITTED} == _communes(districts, BACK) | {districts.standing(BACK).kind}
    assert {StandingKind.COMPLETED} == _communes(districts, ACCEPTED)
    districts.decide(cast.officer, DecisionKind.ACCEPTED, LATER)
    assert {StandingKind.COMPLETED} == _communes(districts, LATER)


def test_a_waiver_of_the_whole_is_taken_back_from_the_communes_too(
    districts: Districts, cast, other
):
    districts.decide(cast.officer, DecisionKind.WAIVED, ACCEPTED, reason="Nhầm")
    assert {StandingKind.WAIVED} == _communes(districts, ACCEPTED)
    districts.decide(other, DecisionKind.REOPENED, BACK, reason=WHY)

    assert StandingKind.WAIVED not in _communes(districts, BACK)
    assert 12 == districts.facts(BACK).children.silent


def test_a_commune_opened_again_opens_the_district_that_was_complete(
    districts: Districts, cast, other
):
    districts.all_answer(but=1)
    last = districts.communes()[-1].id
    districts.decide(cast.officer, DecisionKind.WAIVED, MIDDLE, reason="Nhầm", assignment_id=last)
    districts.decide(cast.officer, DecisionKind.ACCEPTED, ACCEPTED)
    districts.decide(other, DecisionKind.REOPENED, BACK, reason=WHY, assignment_id=last)

    assert (False, 1) == (_completed(districts), districts.facts(BACK).children.silent)
    districts.record(last, LATER, document_number="09/KH-UBND")
    assert _completed(districts)


def test_no_rule_accepts_again_what_a_person_took_back(cast, other):
    automatic = Districts(cast.engine, with_duty(cast.rulebook, DIRECTS, acceptance="auto"))
    automatic.paper()
    automatic.all_answer()
    assert StandingKind.COMPLETED is automatic.standing(MIDDLE).kind
    automatic.decide(other, DecisionKind.REOPENED, BACK, reason=WHY)
    with transaction(automatic.engine) as session:
        assert 0 == settle_duty(session, automatic.duty, LATER)

    assert StandingKind.SUBMITTED is automatic.standing(LATER).kind


def test_a_commune_whose_acceptance_was_taken_back_is_not_accepted_by_the_next_morning(
    districts: Districts, cast, other
):
    districts.all_answer()
    districts.decide(cast.officer, DecisionKind.ACCEPTED, ACCEPTED)
    first = districts.communes()[0].id
    districts.decide(other, DecisionKind.REOPENED, BACK, reason=WHY, assignment_id=first)
    with transaction(districts.engine) as session:
        settle_duty(session, districts.duty, LATER)

    assert StandingKind.SUBMITTED is districts.standing(LATER, first).kind


def test_a_commune_given_back_opens_the_district_that_was_complete(cast, other):
    """«Chưa thực hiện» counted as its answer; given back it is none, and the district owes.

    With the return taken back the district has every answer again.
    """
    told = {"notify_children": True, "children_title": "Triển khai"}
    districts = Districts(cast.engine, with_duty(cast.rulebook, DIRECTS, **told))
    districts.paper()
    districts.all_answer(but=1)
    last = districts.communes()[-1].id
    districts.record(last, MIDDLE, answer="not_done", reason="Đang sắp xếp")
    districts.decide(cast.officer, DecisionKind.ACCEPTED, ACCEPTED)
    assert _completed(districts)
    back = {"reason": "Làm tiếp", "assignment_id": last}
    districts.decide(cast.officer, DecisionKind.RETURNED, BACK, **back)

    assert (False, StandingKind.OPEN) == (_completed(districts), districts.standing(BACK).kind)
    assert DecisionKind.REOPENED is districts.facts(BACK).decisions[-1].kind
    districts.decide(other, DecisionKind.RETURN_WITHDRAWN, LATER, reason=WHY, assignment_id=last)
    assert _completed(districts)
