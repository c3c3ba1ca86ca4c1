"""The board opens on the day: what waits for this officer, what falls due, who is overdue."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dondoc.clock import at
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

BEFORE, DUE, LATE = (at(date(2027, 3, day), 9) for day in (12, 16, 17))


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Y tế has handed in, Tài chính says that it cannot; the date is Tuesday the 16th."""
    desk = Desk(portal, sqlite_cast.officer)
    desk.hand_in("so-y-te", BEFORE, document_on="11/03/2027")
    desk.hand_in("so-tai-chinh", BEFORE, answer="not_done", reason="Chưa có số liệu")
    return desk


def day(html: str) -> str:
    return html.partition('<section class="day"')[2].partition("</section>")[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_what_falls_due_is_said_for_yesterday_today_and_this_week(desk: Desk) -> None:
    report = "Báo cáo tuyên truyền CCHC, quý I/2027"
    desk.at(BEFORE)
    assert "Từ mai đến hết tuần: không có." in words(
        day(desk.get("/bang"))
    )  # the 16th is next week
    desk.at(at(date(2027, 3, 15), 9))  # the communes owe a day before the departments
    assert f"Hôm nay: 0/124 {report}" in words(day(desk.get("/bang")))
    assert f"Từ mai đến hết tuần: 1/14 {report} thứ Ba 16/03" in words(day(desk.get("/bang")))
    desk.at(DUE)
    assert f"Hôm qua: 0/124 {report} Hôm nay: 1/14 {report}" in words(day(desk.get("/bang")))
    desk.at(LATE)
    assert f"Hôm qua: 1/14 {report}" in words(day(desk.get("/bang")))


def test_who_is_overdue_is_named_with_a_link_to_what_it_owes(desk: Desk) -> None:
    desk.at(LATE)

    shown = day(desk.get("/bang"))

    assert "2 việc của 2 đơn vị" in words(shown)
    assert 'href="/bang/don-vi/so-tu-phap#con-no">Sở Tư pháp</a>' in shown
    listed = desk.get("/bang/qua-han?nhom=so-ban-nganh")
    assert ["Sở Tư pháp", "Sở Tài chính"] == re.findall(r'#con-no">([^<]+)</a>', listed)


def test_what_waits_for_this_officer_comes_first_as_its_morning_letter_says(
    desk: Desk, sqlite_cast: Cast
) -> None:
    shown = words(day(desk.get("/bang")))

    assert shown.index("Chờ xử lý") < shown.index("Đến hạn")
    assert "Báo chưa thực hiện được, chờ ý kiến: 1 việc Sở Tài chính: Báo cáo" in shown
    assert "Kết quả chờ kiểm tra: 1 việc" in shown
    assert "Sở Y tế: Báo cáo" in desk.get("/bang/cho-quyet-dinh")

    desk.sign_in(sqlite_cast.viewer)
    assert "Chờ xử lý" not in day(desk.get("/bang"))
    assert "Không có gì đang chờ." in desk.get("/bang/cho-quyet-dinh")


def test_an_address_that_says_what_it_wants_shows_that_alone(desk: Desk) -> None:
    assert "" == day(desk.get("/bang?loc=qua-han"))
    assert "" == day(desk.get("/bang?ngay=2027-03-12"))
