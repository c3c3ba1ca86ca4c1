"""The month's review shows what waits; «không phát sinh» beside it waits for an officer."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.publication.review.review_run import review_decisions
from models import Assignment, DecisionItem, Submission
from models.database import transaction
from models.publication_kinds import DecisionIssuer, ItemAct
from tests.support.portal import Portal
from tests.support.sample_procedures import lay_decision, lay_procedure

REVIEW, UNIT = "II.3.3", "so-tai-chinh"
NOW = at(date(2027, 3, 23), 9)
SUBJECT = "Quyết định số 12/QĐ-BỘ ngày 22/03/2027"


def decide(portal: Portal) -> None:
    with transaction(portal.engine) as session:
        row = lay_decision(session, "12/QĐ-BỘ", date(2027, 3, 22), issuer=DecisionIssuer.MINISTRY)
        session.add(DecisionItem(decision_id=row.id or 0, code="9.000001", act=ItemAct.NEW))
        lay_procedure(session, "9.000001", "Thủ tục mẫu", row, units=[UNIT])
        review_decisions(session, portal.rulebook, now=NOW)


@pytest.fixture
def home(portal: Portal) -> str:
    portal.now = NOW
    portal.open_round(REVIEW, now=at(date(2027, 3, 22), 7, 30))
    return portal.link(assignment_id=portal.assignment(duty=REVIEW, period="2027-M03"))


def answer_nil(portal: Portal, home: str) -> Assignment:
    page = portal.page(f"{home}/khong-phat-sinh")
    assert 303 == portal.client.post(f"{home}/nop", data=page.values("nop")).status_code
    number = portal.assignment(duty=REVIEW, period="2027-M03")
    return next(one for one in portal.rows(Assignment) if one.id == number)


def test_what_the_unit_must_submit_stands_on_the_months_page(portal: Portal, home: str) -> None:
    assert "việc phát sinh đang chờ" not in portal.page(home).text

    decide(portal)

    for page in (portal.page(home), portal.page(f"{home}/khong-phat-sinh")):
        assert "1 việc phát sinh đang chờ" in page.text
        assert f"Trình công bố TTHC: {SUBJECT}" in page.text
        assert "thứ Hai, 29/03/2027" in page.text


def test_nil_beside_it_is_recorded_and_left_to_an_officer(portal: Portal, home: str) -> None:
    decide(portal)

    kept = answer_nil(portal, home)

    [paper] = portal.rows(Submission)
    assert (
        "Báo không phát sinh, trong khi 1 việc phát sinh đã giao còn chờ đơn vị:"
        f" {SUBJECT}." == paper.flags
    )
    assert kept.completed_at is None


def test_nil_with_nothing_waiting_is_accepted_at_once(portal: Portal, home: str) -> None:
    assert NOW == answer_nil(portal, home).completed_at
