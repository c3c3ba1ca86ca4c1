"""«Sửa lúc nhận» on the board."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at
from tests.support.cast import Cast
from tests.support.desk import Desk, cell_of
from tests.support.portal import Portal

NOW = at(date(2027, 3, 17), 9, 14)
WHY = "Số đến ghi ngày 16"


def test_the_time_of_receipt_is_corrected_on_the_page_of_the_assignment(
    portal: Portal, sqlite_cast: Cast
) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    desk.at(NOW)
    viec = desk.hand_in("so-tai-chinh", NOW)
    home = f"/bang/viec/{viec}"

    wrong = desk.post(f"{home}/luc-nhan", ngay_nhan="18/03/2027", gio_nhan="9h", ly_do=WHY)
    assert 422 == wrong.status_code
    assert '<a href="#luc-nhan-received_on">Lúc nhận</a> «09:00 ngày 18/03/2027»' in wrong.text
    assert f'value="{WHY}"' in wrong.text
    done = desk.post(f"{home}/luc-nhan", ngay_nhan="16/03/2027", ly_do=WHY)

    page = desk.get(done.headers["location"])
    assert "Đã sửa lúc nhận" in page
    moved = "lần gửi 1, từ 09:14 ngày 17/03/2027 thành 12:00 ngày 16/03/2027"
    assert f"{moved}; lý do: “{WHY}”" in page
    assert "sau hạn" not in cell_of(desk.get("/bang"), "Sở Tài chính")


def test_who_may_only_look_sees_no_form(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.viewer)
    desk.at(NOW)
    viec = desk.hand_in("so-tai-chinh", NOW)

    assert "Sửa lúc nhận" not in desk.get(f"/bang/viec/{viec}")
    assert 403 == desk.post(f"/bang/viec/{viec}/luc-nhan", ngay_nhan="16/03/2027").status_code
