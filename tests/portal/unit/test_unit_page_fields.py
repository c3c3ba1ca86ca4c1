"""What the form of a report has, the page offers: a field added there is missed here."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at
from dondoc.submissions.evidence import TEXTS, UNIT_TEXTS
from models import Submission
from models.database import transaction
from tests.support.portal import Portal
from tests.support.reading import Page
from tests.support.sample_procedures import lay_decision, lay_procedure

OF_A_LIST = {"list_number", "list_on"}
"""What only a declaration of the office posting asks."""


def offered_by(portal: Portal, home: str) -> set[str]:
    return {name for form in portal.page(home).forms.values() for name in form}


def test_the_page_offers_each_field_that_a_unit_gives(portal: Portal) -> None:
    offered = offered_by(portal, portal.link())

    assert {*UNIT_TEXTS, "answer"} <= offered | OF_A_LIST
    assert not offered & OF_A_LIST
    assert {"incoming_number"} == set(TEXTS) - set(UNIT_TEXTS)
    assert "incoming_number" not in offered


def test_what_the_receiving_office_adds_is_not_taken_from_a_unit(portal: Portal) -> None:
    portal.hand_in(portal.link(), incoming_number="99")

    (kept,) = portal.rows(Submission)
    assert kept.incoming_number is None


def test_a_declaration_of_the_posting_asks_which_list_it_is(portal: Portal) -> None:
    portal.now = at(date(2027, 3, 16), 9)
    portal.open_round("II.3.5", now=at(date(2027, 3, 15), 7, 30))
    home = portal.link(assignment_id=portal.assignment(duty="II.3.5", period="2027-Q1"))

    assert offered_by(portal, home) >= OF_A_LIST
    with transaction(portal.engine) as session:
        row = lay_decision(session, "45/QĐ-UBND", date(2027, 3, 1))
        lay_procedure(session, "9.000001", "Thủ tục mẫu", row, units=["so-tai-chinh"])
    assert (
        "có 1 thủ tục đã đến hạn niêm yết; quyết định mới nhất là số 45/QĐ-UBND,"
        " ký thứ Hai, 01/03/2027" in portal.page(home).text
    )
    form = portal.page(home).values("nop")
    refused = portal.client.post(f"{home}/nop", data={**form, "document_on": "15/03/2027"})
    assert "Hãy ghi ngày ký của quyết định mới nhất có trong danh mục" in Page(refused.text).text

    said = {
        "document_on": "15/03/2027",
        "list_number": "số 378/qđ-ubnd",
        "list_on": "18/3/2022",
        "link": "https://trang-mau.example/anh",
        "seen": "1",
    }
    answer = portal.client.post(f"{home}/nop", data={**form, **said})

    receipt = portal.page(str(answer.headers["location"])).text
    assert "Quyết định số 378/QĐ-UBND ký thứ Sáu, 18/03/2022" in receipt
    (kept,) = portal.rows(Submission)
    assert ("378/QĐ-UBND", date(2022, 3, 18)) == (kept.list_number, kept.list_on)
