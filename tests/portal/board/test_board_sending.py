"""«Xác nhận ngày gửi»: what the unit writes, what the officer sees, what both read afterwards."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

LATE = at(date(2027, 3, 17), 9, 14)


def test_a_report_sent_in_time_and_told_late_is_confirmed_on_the_board(
    portal: Portal, sqlite_cast: Cast
) -> None:
    portal.now = LATE
    answer = portal.hand_in(portal.link(), sent_on="16/3/2027")
    receipt = portal.page(answer.headers["location"]).text
    assert "thứ Ba, 16/03/2027 (chờ xác nhận ngày gửi)" in receipt
    assert "Gửi qua hệ thống văn bản thứ Ba, 16/03/2027 (chờ xác nhận)" in receipt

    desk = Desk(portal, sqlite_cast.officer)
    desk.at(LATE)
    home = f"/bang/viec/{portal.assignment()}"
    assert "Chờ xác nhận ngày gửi." in desk.get(home)
    assert "1 chờ xác nhận ngày gửi" in desk.get("/bang")

    wrong = desk.post(f"{home}/ngay-gui", ngay_den="18/03/2027")
    assert 422 == wrong.status_code
    assert '<a href="#ngay-gui-arrived_on">Ngày đến theo sổ</a>' in wrong.text
    done = desk.post(f"{home}/ngay-gui", ngay_den="16/03/2027", so_den="451")

    page = desk.get(done.headers["location"])
    assert "Đã xác nhận ngày gửi theo sổ" in page
    assert "số đến 451" in page
    assert "Chờ xác nhận ngày gửi." not in page
    assert "(nhận đúng hạn)" in portal.page(answer.headers["location"]).text


def test_who_may_only_look_confirms_nothing(portal: Portal, sqlite_cast: Cast) -> None:
    portal.now = LATE
    portal.hand_in(portal.link(), sent_on="16/3/2027")
    desk = Desk(portal, sqlite_cast.viewer)
    desk.at(LATE)
    home = f"/bang/viec/{portal.assignment()}"

    assert "Chờ xác nhận ngày gửi." not in desk.get(home)
    assert 403 == desk.post(f"{home}/ngay-gui", ngay_den="16/03/2027").status_code
