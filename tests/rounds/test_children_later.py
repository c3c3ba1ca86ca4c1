"""Corrections, waivers, days looked back on, and what a later run makes up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.own_slot import settle_completions
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.standing_words import children_said, standing_words
from models import Assignment, Decision
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.districts import DIRECTS, LATE, MIDDLE, Districts, with_duty

pytestmark = pytest.mark.one_database

AFTER = at(date(2021, 2, 9), 9)


@pytest.fixture
def districts(cast) -> Districts:
    return Districts(cast.engine, cast.rulebook)


@pytest.fixture
def automatic(cast) -> Districts:
    return Districts(cast.engine, with_duty(cast.rulebook, DIRECTS, acceptance="auto"))


def _said(districts: Districts, now=MIDDLE) -> tuple[str, str]:
    facts, here = districts.facts(now), districts.standing(now)
    plan = districts.rulebook.registry.plan
    return standing_words(facts, here, now, plan).phrase, children_said(facts, here)


def _decisions(districts: Districts, assignment_id: int) -> list[tuple[str, str]]:
    with transaction(districts.engine, write=False) as session:
        query = select(Decision).where(col(Decision.assignment_id) == assignment_id)
        return [(one.kind.value, one.decided_by) for one in session.exec(query)]


def test_an_answer_can_be_corrected_until_it_is_accepted(districts: Districts, cast):
    first = districts.communes()[0].id
    districts.record(first, answer="not_done", reason="Thiếu cán bộ")
    again = districts.record(first, AFTER, document_number="số 05 /kh-ubnd")

    assert 2 == again.version
    assert 1 == districts.facts(AFTER).children.done
    districts.paper(AFTER)
    districts.all_answer(AFTER)
    districts.decide(cast.officer, DecisionKind.ACCEPTED, AFTER)
    with pytest.raises(Refused, match="đã được chấp nhận"):
        districts.record(first, AFTER, document_number="6/KH-UBND")


def test_a_commune_waived_owes_nothing(districts: Districts, cast):
    districts.paper()
    districts.all_answer(but=1)
    districts.decide(cast.officer, DecisionKind.ACCEPTED, MIDDLE)
    last = districts.communes()[-1].id
    districts.decide(
        cast.officer, DecisionKind.WAIVED, AFTER, assignment_id=last, reason="Xã đã sáp nhập"
    )

    assert StandingKind.COMPLETED is districts.standing(AFTER).kind
    assert (11, 1) == (
        districts.facts(AFTER).children.asked,
        districts.facts(AFTER).children.waived,
    )


def test_a_last_answer_after_the_date_is_late(districts: Districts):
    districts.paper()
    districts.all_answer(but=1)
    districts.record(districts.communes()[-1].id, LATE, document_number="9/KH-UBND")

    here = districts.standing(LATE)
    assert (StandingKind.SUBMITTED, False) == (here.kind, here.on_time)


def test_what_was_known_on_a_day_stays_what_it_was(districts: Districts):
    districts.paper()
    districts.all_answer(AFTER)

    assert (0, 12) == (districts.facts(MIDDLE).children.done, districts.facts(AFTER).children.done)


def test_the_daily_run_finds_nothing_left_to_settle(automatic: Districts):
    automatic.paper()
    automatic.all_answer()

    with transaction(automatic.engine) as session:
        assert 0 == settle_completions(session, automatic.rulebook, automatic.duty, AFTER)


def test_the_daily_run_makes_up_what_no_answer_settled(districts: Districts, rulebook: Rulebook):
    districts.paper()
    districts.all_answer()
    relaxed = with_duty(rulebook, DIRECTS, acceptance="auto")

    with transaction(districts.engine) as session:
        duty = relaxed.registry.plan.duty(DIRECTS)
        assert 1 == settle_completions(session, relaxed, duty, AFTER)
    with transaction(districts.engine, write=False) as session:
        done = select(Assignment.id).where(col(Assignment.completed_at).is_not(None))
        assert 13 == len(session.exec(done).all())


def test_who_is_waived_is_waived_with_its_communes(districts: Districts, cast):
    districts.all_answer(but=3)
    districts.decide(cast.officer, DecisionKind.WAIVED, AFTER, reason="Đã có chỉ đạo từ trước")

    count = districts.facts(AFTER).children
    assert (9, 3) == (count.done, count.waived)
    assert StandingKind.WAIVED is districts.standing(AFTER).kind


def test_an_extension_gives_the_communes_the_same_date(districts: Districts, cast):
    districts.all_answer(but=1)
    until = date(2021, 3, 22)
    districts.decide(cast.officer, DecisionKind.EXTENSION_GRANTED, AFTER, new_due_on=until)

    *answered, last = districts.communes()
    assert (until, until, 2) == (last.due_on, last.first_due_on, last.cycle)
    assert {date(2021, 3, 15)} == {one.due_on for one in answered}
    assert date(2021, 3, 15) == districts.facts(MIDDLE, last.id).due_on


def test_two_last_answers_at_once_complete_it_once(automatic: Districts):
    automatic.paper()
    automatic.all_answer(but=2)
    last = [one.id for one in automatic.communes()[-2:]]

    with ThreadPoolExecutor(2) as both:
        said = [
            both.submit(automatic.record, one, AFTER, document_number="5/KH-UBND") for one in last
        ]
    assert [1, 1] == [one.result().version for one in said]
    assert StandingKind.COMPLETED is automatic.standing(AFTER).kind
    assert [("accepted", "system")] == _decisions(automatic, automatic.id())
