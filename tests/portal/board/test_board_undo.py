"""Taking back on the board: offered where it makes sense, to another; its letter is read before."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from models import Decision
from tests.support.cast import Cast
from tests.support.colleagues import another_officer
from tests.support.desk import Desk, letter, told
from tests.support.portal import Portal

NOW, LATER = at(date(2027, 3, 15), 9, 14), at(date(2027, 3, 15), 10)
WHY = "Văn bản gửi kèm là của quý trước."


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


@pytest.fixture
def accepted(desk: Desk) -> int:
    viec = desk.hand_in("so-tai-chinh", NOW)
    desk.post(f"/bang/viec/{viec}/chap-nhan")
    return viec


def test_who_accepted_reads_that_another_must_open_it_again(desk: Desk, accepted: int) -> None:
    page = desk.get(f"/bang/viec/{accepted}")

    assert "<summary>Mở lại</summary>" in page
    assert "hãy nhờ cán bộ khác hoặc quản trị" in page
    assert "Thu hồi gia hạn" not in page


def test_another_reads_the_letter_then_opens_it_again(desk: Desk, accepted: int) -> None:
    desk.account = another_officer(desk.portal.engine)
    desk.at(LATER)
    before = desk.portal.dump()
    shown = desk.post(f"/bang/viec/{accepted}/lay-lai/mo-lai/xem", y_kien=WHY)

    assert f"“{WHY}”" in letter(shown)
    assert before == desk.portal.dump()
    done = desk.post(f"/bang/viec/{accepted}/lay-lai/mo-lai", y_kien=WHY)
    page = desk.get(done.headers["location"])
    assert "Đã mở lại;" in page
    assert "… Chờ kiểm tra" in page.replace("</span>", "").replace('<span aria-hidden="true">', "")
    assert "mở lại, bỏ chấp nhận lần nộp thứ 1." in page
    assert ["reopened"] == told(desk.portal)


def test_without_a_reason_nothing_is_taken_back(desk: Desk, accepted: int) -> None:
    desk.account = another_officer(desk.portal.engine)
    desk.at(LATER)

    answer = desk.post(f"/bang/viec/{accepted}/lay-lai/mo-lai/xem")

    assert 422 == answer.status_code
    assert 'id="mo-lai-loi"' in answer.text
    assert 1 == len(desk.portal.rows(Decision))
