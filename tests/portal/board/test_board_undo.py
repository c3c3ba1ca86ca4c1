"""Taking back on the board: offered where it makes sense, to another; its letter is read before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Decision
from tests.support.cast import Cast
from tests.support.colleagues import another_officer
from tests.support.counted_plan import NEWS, counted_rulebook
from tests.support.counting import Counting
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


@pytest.fixture(scope="session")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return counted_rulebook(tmp_path_factory.mktemp("ke-hoach") / "data")


@pytest.fixture
def counting(
    portal_settings: Settings, sqlite_engine: Engine, sqlite_cast: Cast, counted: Rulebook
) -> Iterator[Desk]:
    built = Portal(portal_settings, sqlite_engine, counted)
    built.open_round(NEWS, now=at(date(2027, 3, 3), 7, 30))
    yield Desk(built, another_officer(sqlite_engine))
    built.close()


def test_an_entry_is_struck_on_the_page_where_it_stands(counting: Desk) -> None:
    month = Counting(counting.portal.engine, counting.portal.rulebook)
    entry = month.add(NOW, title="Tin một", done_on="10/03/2027").activity_id
    viec = month.id()
    address = f"/bang/viec/{viec}/lay-lai/bo-ghi-nhan"
    assert f"Bỏ ghi nhận mục số {entry}" in counting.get(f"/bang/viec/{viec}")

    without = counting.post(f"{address}/xem", muc=entry)
    assert f'id="bo-ghi-nhan-{entry}-loi"' in without.text
    shown = counting.post(f"{address}/xem", muc=entry, y_kien="Trùng tin ngày 08/03.")
    assert "“«Tin một», thứ Tư, 10/03/2027: Trùng tin ngày 08/03.”" in letter(shown)
    done = counting.post(address, muc=entry, y_kien="Trùng tin ngày 08/03.")

    page = counting.get(done.headers["location"])
    assert "Đã bỏ ghi nhận;" in page
    assert "bỏ ghi nhận lúc 09:14 ngày 15/03/2027, không tính; lý do: “Trùng tin" in page
    assert "Đã ghi 0/4" in page


def test_a_wrong_return_is_taken_back_by_another_and_its_unit_reads_so(desk: Desk) -> None:
    viec = desk.hand_in("so-tai-chinh", NOW)
    desk.post(f"/bang/viec/{viec}/tra-lai", y_kien="Thiếu mục II")
    assert "hãy nhờ cán bộ khác hoặc quản trị" in desk.get(f"/bang/viec/{viec}")
    desk.account = another_officer(desk.portal.engine)
    desk.at(LATER)
    address = f"/bang/viec/{viec}/lay-lai/thu-hoi-tra-lai"
    shown = desk.post(f"{address}/xem", y_kien=WHY)

    assert "Sở Nội vụ thu hồi việc trả lại báo cáo" in letter(shown)
    assert "<dt>Ngày cuối trở về</dt><dd><b>thứ Ba, 16/03/2027</b>" in shown.text
    done = desk.post(address, y_kien=WHY)
    page = desk.get(done.headers["location"])
    assert "Đã thu hồi việc trả lại;" in page
    assert "thu hồi việc trả lại lần nộp thứ 1; hạn trở về thứ Ba, 16/03/2027." in page
    assert "<summary>Thu hồi việc trả lại</summary>" not in page
    assert ["returned", "return_withdrawn"] == told(desk.portal)
    unit = desk.get(desk.portal.link("so-tai-chinh"))
    assert "đã thu hồi đề nghị bổ sung" in unit
    assert "đề nghị bổ sung</h2>" not in unit
