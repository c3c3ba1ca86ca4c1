"""Công văn đôn đốc on «Tài liệu»: what it says, who came off it, its number."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.ledger.installation import Context
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.letter_desk import drafted
from tests.support.paper_desk import PAPERS, said
from tests.support.portal import Portal

LATE, NOON = at(date(2027, 3, 17), 7, 55), at(date(2027, 3, 17), 12)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Three departments are late; the morning's run has drafted their letter."""
    desk = Desk(portal, sqlite_cast.officer)
    drafted(Context(portal.settings, portal.rulebook, portal.engine, LATE))
    desk.at(NOON)
    return desk


def test_its_page_shows_its_words_and_who_came_off_it(desk: Desk) -> None:
    viec = desk.portal.assignment("so-y-te", period="2027-Q1")
    desk.record(viec, at(date(2027, 3, 17), 10), document_on="17/03/2027")
    desk.at(NOON)

    assert 303 == desk.post(f"{PAPERS}/1/soan-lai").status_code
    page = said(desk.get(f"{PAPERS}/2"))

    assert "Công văn đôn đốc: báo cáo tuyên truyền CCHC, quý I/2027" in page
    assert "Không còn 1 đơn vị: Sở Y tế." in page
    assert "1. Sở Tư pháp;" in said(desk.get(f"{PAPERS}/1/xem"))


def test_issued_on_the_page_it_stands_under_its_number_too(desk: Desk) -> None:
    typed = {"so_van_ban": "56/SNV-CCHC", "ngay_van_ban": "17/03/2027"}

    assert 303 == desk.post(f"{PAPERS}/1/phat-hanh", **typed).status_code
    page = said(desk.get(f"{PAPERS}/1"))
    assert "56/SNV-CCHC" in page
    assert "cong-van-don-doc-bao-cao-dinh-ky-2027-q1-phat-hanh.docx" in page
