"""A district is done when its document is in, accepted, and every commune has an answer."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.standing_words import children_said, standing_words
from models import Audit, Decision
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.districts import DIRECTS, LATE, MIDDLE, Districts, with_duty

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
        query = query.order_by(col(Decision.id))
        return [(one.kind.value, one.decided_by) for one in session.exec(query)]


def test_the_document_alone_leaves_it_open(districts: Districts):
    districts.paper()
    districts.all_answer(but=3)

    here = districts.standing(MIDDLE)
    assert (StandingKind.OPEN, StandingKind.SUBMITTED) == (here.kind, here.paper)
    assert here.waiting_for_unit
    said = ("văn bản đã có, 9/12 xã đã trả lời",) * 2
    assert said == _said(districts)


def test_answers_without_the_document_leave_it_open(districts: Districts):
    districts.all_answer()

    assert StandingKind.OPEN is districts.standing(MIDDLE).kind
    assert ("chưa gửi", "chưa có văn bản, 12/12 xã đã trả lời") == _said(districts)


def test_it_is_overdue_while_a_commune_is_missing(districts: Districts):
    districts.paper()
    districts.all_answer(but=1)

    assert StandingKind.OVERDUE is districts.standing(LATE).kind
    assert "quá hạn, 11/12 xã đã trả lời" == _said(districts, LATE)[0]


def test_the_last_answer_makes_it_wait_for_the_officer_who_accepts_all(districts: Districts, cast):
    districts.paper()
    districts.all_answer()

    assert StandingKind.SUBMITTED is districts.standing(MIDDLE).kind
    districts.decide(cast.officer, DecisionKind.ACCEPTED, AFTER)

    assert StandingKind.COMPLETED is districts.standing(AFTER).kind
    communes = districts.communes()
    assert {StandingKind.COMPLETED} == {districts.standing(AFTER, one.id).kind for one in communes}
    assert [("accepted", "system")] == _decisions(districts, communes[0].id)


def test_an_officer_may_accept_the_document_first(districts: Districts, cast):
    districts.paper()
    districts.all_answer(but=1)
    districts.decide(cast.officer, DecisionKind.ACCEPTED, MIDDLE)

    here = districts.standing(MIDDLE)
    assert (StandingKind.OPEN, StandingKind.COMPLETED) == (here.kind, here.paper)
    with pytest.raises(Refused, match="đã được chấp nhận"):
        districts.paper(AFTER)

    districts.record(districts.communes()[-1].id, AFTER, answer="not_done", reason="Thiếu cán bộ")
    assert StandingKind.COMPLETED is districts.standing(AFTER).kind
    assert [("accepted", "account:1"), ("accepted", "system")] == _decisions(
        districts, districts.id()
    )
    with transaction(districts.engine, write=False) as session:
        target = col(Audit.target) == f"assignment:{districts.id()}"
        kept = session.exec(select(Audit).where(target, col(Audit.actor) == "system")).one()
    sentence = "Văn bản đã có; 11/12 xã đã thực hiện, 1 chưa thực hiện."
    assert ("chấp nhận", sentence) == (kept.act, kept.detail)


def test_where_nobody_has_to_accept_the_last_answer_completes_it(automatic: Districts):
    automatic.paper()
    automatic.all_answer(but=1)
    assert StandingKind.OPEN is automatic.standing(MIDDLE).kind

    automatic.record(automatic.communes()[-1].id, AFTER, document_number="7/KH-UBND")

    here = automatic.standing(AFTER)
    assert (StandingKind.COMPLETED, True) == (here.kind, here.on_time)
    assert [("accepted", "system")] == _decisions(automatic, automatic.id())


def test_where_nobody_has_to_accept_the_document_may_come_last(automatic: Districts):
    automatic.all_answer()
    automatic.paper()

    assert StandingKind.COMPLETED is automatic.standing(MIDDLE).kind
