"""A unit's page of a finding: the exact place, what to write, «Đã sửa», «Không đồng ý»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import httpx
import pytest

from dondoc.clock import at
from models import Assignment, Submission
from models.database import transaction
from models.kinds import Answer
from models.publication_kinds import FindingKind
from tests.support.portal import Portal
from tests.support.publication_rows import PublicationRows
from tests.support.reading import Page

DAY = at(date(2027, 3, 15), 2)
DUE = date(2027, 3, 22)


@dataclass
class Mending:
    """Sở Tài chính behind the link of its finding, on Monday 15/03/2027."""

    portal: Portal
    home: str
    assignment: int

    @property
    def text(self) -> str:
        return self.portal.page(self.home).text

    def answer(self, which: str, **typed: str) -> httpx.Response:
        """The form of the page that gives this answer, sent."""
        html = self.portal.get(self.home).text
        form = next(
            one for one in html.split("<form")[1:] if f'name="answer" value="{which}"' in one
        )
        key = re.search(r'name="form_key" value="([^"]+)"', form)
        assert key
        given = {"answer": which, "assignment": str(self.assignment), "form_key": key[1], **typed}
        return self.portal.client.post(f"{self.home}/nop", data=given)


@pytest.fixture
def mending(portal: Portal) -> Mending:
    rows = PublicationRows(portal.engine)
    source = rows.source()
    check = rows.check(source, DAY)
    finding = rows.finding(
        *(source, check, FindingKind.WRONG_FEE),
        procedure="1.000003",
        expected="120.000 đồng",
        actual="100.000 đồng <script>",
        locator="bảng 2, dòng 14",
        rule="Mức phí theo Quyết định số 378/QĐ-UBND",
    )
    number = rows.ask(portal.rulebook, finding, DAY, due_on=DUE)
    return Mending(portal, portal.link(assignment_id=number), number)


def test_it_shows_the_exact_place_what_it_says_and_what_to_write(mending: Mending) -> None:
    html = mending.portal.get(mending.home).text
    text = mending.text

    assert "Chỗ cần sửa" in text
    assert "bảng 2, dòng 14" in text
    assert 'href="https://so-tai-chinh.example/agency_site"' in html
    assert "Trang đang ghi 100.000 đồng &lt;script&gt;" in " ".join(
        re.sub(r"<[^>]+>", " ", html).split()
    )
    assert "Danh mục công bố ghi 120.000 đồng" in text
    assert "Sửa mức phí, lệ phí" in text
    assert "Thứ Hai, 22/03/2027" in text


def test_it_asks_for_no_document_and_has_the_words_of_a_finding(mending: Mending) -> None:
    html, text = mending.portal.get(mending.home).text, mending.text

    assert ">Đã sửa</button>" in html
    assert "Không đồng ý" in text
    assert "Lần kiểm tra tới ( thứ Ba, 16/03/2027 ) sẽ xác nhận" in text.replace(
        "(thứ", "( thứ"
    ).replace("2027)", "2027 )")
    assert 'type="file"' not in html
    assert "Không phát sinh" not in text
    assert "Chưa thực hiện được" not in text
    assert "Gửi kết quả" not in text


def test_mended_is_said_with_one_button_and_the_next_look_confirms_it(mending: Mending) -> None:
    answer = mending.answer("done")
    receipt = mending.portal.page(answer.headers["location"]).text

    assert 303 == answer.status_code
    assert "Đã nhận lời báo “đã sửa” lúc" in receipt
    assert "Lần kiểm tra tới (thứ Ba, 16/03/2027) sẽ xác nhận" in receipt
    assert "Đã báo sửa lúc" in mending.text
    with transaction(mending.portal.engine, write=False) as session:
        assert session.get_one(Assignment, mending.assignment).completed_at is None


def test_a_dispute_wants_its_reason(mending: Mending) -> None:
    refused = mending.answer("not_done")

    assert 422 == refused.status_code
    assert "<details open>" in refused.text
    assert mending.portal.rows(Submission) == []


def test_a_dispute_waits_for_an_officer(mending: Mending) -> None:
    answer = mending.answer("not_done", reason="Phí theo Nghị quyết 05/2026/NQ-HĐND")
    receipt = mending.portal.page(answer.headers["location"]).text

    [kept] = mending.portal.rows(Submission)
    assert Answer.NOT_DONE is kept.answer
    assert "Đã nhận ý kiến không đồng ý" in receipt
    assert "sẽ xem ý kiến và trả lời" in receipt
    assert "Không đồng ý" in mending.text
    assert "Đã gửi ý kiến lúc" in mending.text
    assert "Báo chưa thực hiện" not in mending.text


def test_who_is_asked_reads_no_order(mending: Mending) -> None:
    with transaction(mending.portal.engine) as session:
        session.get_one(Assignment, mending.assignment).tone = "request"
    mending.portal.now = at(date(2027, 3, 29), 9)

    text = mending.text

    assert "Nội dung đề nghị xem lại" in text
    assert "Cần làm" not in text
    assert "Quá hạn" not in text


def test_an_ordinary_assignment_has_nothing_of_it(portal: Portal) -> None:
    text = Page(portal.get(portal.link()).text).text

    assert "Chỗ cần sửa" not in text
    assert "Đã sửa" not in text
