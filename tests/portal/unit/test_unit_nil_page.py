"""«Không phát sinh» in one tap: the mail's second link, a page with one button, a receipt."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from models import Submission
from models.kinds import Answer
from tests.support.portal import Portal
from tests.support.reading import Page

REVIEW = "II.3.3"
SAYS = "Không phát sinh trong tháng 3 năm 2027"


@pytest.fixture
def home(portal: Portal) -> str:
    portal.now = at(date(2027, 3, 23), 9)
    portal.open_round(REVIEW, now=at(date(2027, 3, 22), 7, 30))
    return portal.link(assignment_id=portal.assignment(duty=REVIEW, period="2027-M03"))


def tap(portal: Portal, page: Page, home: str) -> str:
    answer = portal.client.post(f"{home}/nop", data=page.values("nop"))
    assert 303 == answer.status_code
    return str(answer.headers["location"])


def test_one_tap_on_the_page_is_an_answer_with_its_receipt(portal: Portal, home: str) -> None:
    page = portal.page(f"{home}/khong-phat-sinh")
    fields = [tag for tag, _found in page.elements if tag in ("textarea", "select")]
    typed = [found for tag, found in page.elements if tag == "input" and found["type"] != "hidden"]
    assert ([], []) == (fields, typed)
    assert [] == portal.rows(Submission)

    receipt = tap(portal, page, home)

    assert "Đã nhận trả lời “không phát sinh” lúc 09:00" in portal.page(receipt).text
    [kept] = portal.rows(Submission)
    assert (Answer.NIL, f"{SAYS}.") == (kept.answer, kept.reason)


def test_a_double_tap_is_one_answer(portal: Portal, home: str) -> None:
    page = portal.page(f"{home}/khong-phat-sinh")

    assert tap(portal, page, home) == tap(portal, page, home)
    assert 1 == len(portal.rows(Submission))


def test_what_is_answered_or_wants_a_document_leads_to_its_own_page(
    portal: Portal, home: str
) -> None:
    report, of_all = portal.link(), portal.link(assignment_id=None)
    tap(portal, portal.page(f"{home}/khong-phat-sinh"), home)

    for one in (home, report, of_all):
        answer = portal.get(f"{one}/khong-phat-sinh")
        assert (303, one) == (answer.status_code, answer.headers["location"])


def test_it_is_the_duties_that_come_again_and_name_no_document(portal: Portal) -> None:
    duties = portal.rulebook.registry.plan.duties

    found = {duty.code for duty in duties if duty.nil_at_once}

    assert {"II.3.3", "III.1.7.b", "III.1.8.a.2", "III.1.8.b"} == found
