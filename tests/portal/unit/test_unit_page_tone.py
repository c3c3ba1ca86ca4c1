"""To bodies that are asked, not ordered, no page speaks of lateness or of urging."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from dondoc.clock import at
from models import Assignment
from models.database import transaction
from tests.support.portal import Portal

HARD = ("quá hạn", "Quá hạn", "trễ hạn", "Trễ hạn", "nhận sau hạn", "yêu cầu", "Đôn Đốc")


@pytest.fixture
def asked(portal: Portal) -> Portal:
    with transaction(portal.engine) as session:
        for assignment in session.exec(select(Assignment)):
            assignment.tone = "request"
    return portal


def test_a_page_past_its_date_says_only_that_nothing_is_known_yet(asked: Portal) -> None:
    asked.now = at(date(2027, 3, 22), 9)

    text = asked.page(asked.link()).text

    assert "Thời gian đề nghị: Thứ Ba, 16/03/2027" in text
    assert "○ Chưa có thông tin" in text
    assert [word for word in HARD if word in text] == []


def test_the_list_is_as_soft(asked: Portal) -> None:
    asked.now = at(date(2027, 3, 22), 9)

    text = asked.page(f"{asked.link()}/danh-sach").text

    assert "Thời gian đề nghị: thứ Ba, 16/03/2027" in text
    assert [word for word in HARD if word in text] == []


def test_so_is_the_calendar(asked: Portal) -> None:
    text = asked.get(f"{asked.link()}/lich.ics").text

    assert "SUMMARY:Đề nghị: Báo cáo tuyên truyền CCHC quý I/2027" in text
    assert "Hạn" not in text


def test_a_late_answer_gets_thanks_and_no_word_of_lateness(asked: Portal) -> None:
    asked.now = at(date(2027, 3, 22), 9)
    home = asked.link()

    receipt = asked.page(asked.hand_in(home).headers["location"]).text

    assert "Đã nhận báo cáo số 12/BC-STC lúc 09:00 ngày 22/03/2027." in receipt
    assert [word for word in HARD if word in receipt] == []
    assert [word for word in HARD if word in asked.page(home).text] == []


def test_its_button_offers_to_give_information(asked: Portal) -> None:
    html = asked.get(asked.link()).text

    assert 'type="submit">Cung cấp thông tin</button>' in html
    assert "Xin lùi thời gian" in html
    assert "gia hạn" not in html.replace("/gia-han", "")


def test_an_older_round_of_the_unit_is_told_in_the_same_tone(portal: Portal) -> None:
    portal.open_round(now=at(date(2027, 6, 1), 8))
    late = at(date(2027, 6, 10), 9)
    portal.now = late
    portal.hand_in(f"{portal.link()}")
    with transaction(portal.engine) as session:
        session.get_one(Assignment, portal.assignment(period="2027-S1")).tone = "request"

    text = portal.page(f"{portal.link()}/viec/{portal.assignment(period='2027-S1')}").text

    assert "số 12/BC-STC" in text
    assert [word for word in HARD if word in text] == []
