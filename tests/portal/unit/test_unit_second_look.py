"""What is accepted at once cannot be mended: it is shown before it is sent."""

from __future__ import annotations

import pytest

from models import File, Submission
from tests.support.portal import CONSOLIDATED, Portal
from tests.support.reading import Page

PDF = {"file": ("Tổng hợp.pdf", b"%PDF-1.7", "application/pdf")}


@pytest.fixture
def home(portal: Portal) -> str:
    portal.open_round(CONSOLIDATED)
    return portal.link("so-noi-vu", assignment_id=portal.assignment("so-noi-vu", CONSOLIDATED))


def fill(portal: Portal, home: str, **changes: object) -> Page:
    values = {**portal.page(home).values(), "document_number": "30 / bc-snv"}
    form = {**values, "document_on": "15/3/2027", "signer": "Lê Thị A", **changes}
    return Page(portal.client.post(f"{home}/nop", data=form, files=PDF).text)


def test_it_is_shown_as_understood_and_not_yet_sent(portal: Portal, home: str) -> None:
    page = fill(portal, home)

    assert "Xem lại trước khi gửi" in page.text
    assert "Số, ký hiệu 30/BC-SNV" in page.text
    assert "Ngày ký thứ Hai, 15/03/2027" in page.text
    assert [] == portal.rows(Submission)


def test_a_second_tap_sends_it_with_its_file(portal: Portal, home: str) -> None:
    look = fill(portal, home).values()

    answer = portal.client.post(f"{home}/nop", data={**look, "seen": "1"})

    assert "Đã được chấp nhận lúc 09:14" in portal.page(answer.headers["location"]).text
    assert ["Tổng hợp.pdf"] == [file.name for file in portal.rows(File)]


def test_going_back_keeps_everything(portal: Portal, home: str) -> None:
    look = fill(portal, home).values()

    page = Page(portal.client.post(f"{home}/nop", data={**look, "back": "1"}).text)

    assert "30 / bc-snv" == page.values()["document_number"]
    assert "Tổng hợp.pdf" in page.text
    assert "chỗ cần sửa" not in page.text
    assert [] == portal.rows(Submission)


def test_what_is_wrong_is_said_before_it_is_shown(portal: Portal, home: str) -> None:
    page = fill(portal, home, signer="")

    assert "Có 1 chỗ cần sửa" in page.text
    assert "Xem lại trước khi gửi" not in page.text
