"""Công văn đôn đốc on the board: who is on it, who has answered, under which number it went."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.ledger.installation import Context
from tests.support.cast import Cast, give_clerks
from tests.support.letter_desk import drafted
from tests.support.paper_desk import PAPERS, PaperDesk, said
from tests.support.portal import Portal

WEDNESDAY = at(date(2027, 3, 17), 9)
LATE = ("so-tu-phap", "so-xay-dung", "thanh-tra-tinh")  # so-tu-phap can be written to as it is


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> PaperDesk:
    """The day after the date: three units are late, and their letter is drafted."""
    give_clerks(portal.engine, LATE[1:])
    desk = PaperDesk(portal, sqlite_cast.officer)
    morning(desk, date(2027, 3, 17))
    desk.at(WEDNESDAY)
    return desk


def morning(desk: PaperDesk, on: date) -> None:
    portal = desk.portal
    drafted(Context(portal.settings, portal.rulebook, portal.engine, at(on, 7, 55)))


def test_the_letter_is_read_on_the_board_before_it_is_signed(desk: PaperDesk) -> None:
    (letter,) = desk.documents()

    page = said(desk.get(f"{PAPERS}/{letter.id}"))
    shown = said(desk.get(f"{PAPERS}/{letter.id}/xem"))

    assert "Công văn đôn đốc báo cáo tuyên truyền CCHC, quý I/2027" in page
    assert "Lời người soạn viết" not in page
    assert "Người ký" not in page
    assert "1. Sở Tư pháp; 2. Sở Xây dựng; 3. Thanh tra tỉnh." in shown
    assert "nên trang này có thể khác tệp" not in shown


def test_issued_it_says_who_has_answered_since(desk: PaperDesk) -> None:
    (letter,) = desk.documents()
    desk.issue(letter.id or 0, so_van_ban="56/SNV-CCHC", ngay_van_ban="17/03/2027")
    desk.hand_in("so-xay-dung", at(date(2027, 3, 17), 15), document_on="17/03/2027")
    desk.at(at(date(2027, 3, 18), 9))

    page = said(desk.get(f"{PAPERS}/{letter.id}"))

    assert "Đã phát hành: số 56/SNV-CCHC ngày 17/03/2027" in page
    assert "cong-van-don-doc-bao-cao-dinh-ky-2027-q1-phat-hanh.docx" in page
    assert "1 đơn vị đã gửi: Sở Xây dựng" in page


def test_drafted_anew_it_leaves_out_who_has_answered(desk: PaperDesk) -> None:
    (letter,) = desk.documents()
    desk.hand_in("so-xay-dung", at(date(2027, 3, 17), 8, 30), document_on="16/03/2027")

    answer = desk.post(f"{PAPERS}/{letter.id}/soan-lai")

    page = said(desk.get(answer.headers["location"].partition("#")[0]))
    assert "Thay đổi từ bản 1 1 đơn vị đã gửi: Sở Xây dựng" in page


def test_with_nobody_to_urge_it_is_not_drafted_anew(desk: PaperDesk) -> None:
    (letter,) = desk.documents()
    for unit in LATE:
        desk.hand_in(unit, at(date(2027, 3, 17), 8, 30), document_on="16/03/2027")

    answer = desk.post(f"{PAPERS}/{letter.id}/soan-lai")

    assert 422 == answer.status_code
    assert "nay không có đơn vị nào để đôn đốc bằng văn bản này" in answer.text


def test_the_officers_day_and_the_leaders_page_lead_to_what_waits(desk: PaperDesk) -> None:
    desk.draft(at(date(2027, 3, 17), 7, 30))
    letter, report = desk.documents()

    day, leaders = desk.get("/bang"), desk.get("/lanh-dao")

    assert "Dự thảo chờ xem, chờ ký: 2" in day
    for html in (day, leaders):
        assert f'href="{PAPERS}/{letter.id}"' in html
        assert f'href="{PAPERS}/{report.id}"' in html
    assert "2 văn bản chờ ký" in said(leaders)
    assert "Sở Nội vụ ký, bản 1, 2/139 đơn vị, số liệu 07:30 ngày 17/03/2027" in said(leaders)
