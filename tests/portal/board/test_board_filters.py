"""What the board is narrowed to stands in its address, and every figure leads to whom it counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.portal.board.filters import narrow
from dondoc.rounds.progress import Progress, progress
from models.database import transaction
from tests.support.cast import Cast, give_clerks
from tests.support.desk import Desk, cell_of, units_shown
from tests.support.portal import CONSOLIDATED, REPORT, Portal

EARLY, DUE, LATE = at(date(2027, 3, 12), 9), at(date(2027, 3, 16), 9), at(date(2027, 3, 18), 9)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Handed in on time, late, not done and returned: one of each, and an asked one silent."""
    desk = Desk(portal, sqlite_cast.officer)
    desk.hand_in("so-tai-chinh", EARLY, document_on="11/03/2027")
    desk.hand_in("so-y-te", LATE - timedelta(hours=2))
    not_done = desk.hand_in("so-tu-phap", EARLY, answer="not_done", reason="Chưa có số liệu")
    back = desk.hand_in("so-xay-dung", EARLY, document_on="11/03/2027")
    desk.change("so-cong-thuong", tone="request")
    give_clerks(desk.portal.engine, ("so-cong-thuong", "so-ngoai-vu", "thanh-tra-tinh"))
    desk.at(LATE - timedelta(hours=1))
    desk.post(f"/bang/viec/{back}/tra-lai", ly_do="1")
    desk.post(f"/bang/viec/{not_done}/chap-nhan")
    desk.at(LATE)
    return desk


LATE_TWO = ("Sở Ngoại vụ", "Thanh tra tỉnh")
FIGURES = {
    "da-gui": "handed_in",
    "da-chap-nhan": "accepted",
    "dung-han": "on_time",
    "qua-han": "overdue",
    "chua-lien-he-duoc": "unreached",
    "chua-den-han": "not_yet",
    "tra-lai": "returned",
    "chua-thuc-hien": "not_done",
    "mien": "waived",
    "cho-kiem-tra": "waiting",
}


@pytest.mark.parametrize("slug", FIGURES)
def test_a_filter_shows_exactly_whom_its_figure_counts(desk: Desk, slug: str) -> None:
    round_ = _round(desk.portal)

    assert getattr(round_.tally, FIGURES[slug]) == len(narrow(round_, slug))
    shown = units_shown(desk.get(f"/bang?loc={slug}"))
    assert getattr(round_.tally, FIGURES[slug]) == len(shown)


def test_it_shows_who_is_meant(desk: Desk) -> None:
    assert ["Sở Tài chính"] == units_shown(desk.get("/bang?loc=dung-han"))
    assert ["Sở Tư pháp"] == units_shown(desk.get("/bang?loc=chua-thuc-hien"))
    assert ["Sở Công Thương"] == units_shown(desk.get("/bang?loc=chua-co-thong-tin"))
    assert "Sở Xây dựng" in units_shown(desk.get("/bang?loc=chua-gui"))


def test_not_done_that_nobody_ruled_on_is_among_what_is_to_be_decided(desk: Desk) -> None:
    assert "chờ quyết định" not in desk.get("/bang")
    desk.hand_in("so-ngoai-vu", EARLY, answer="not_done", reason="Chưa có số liệu")

    assert "1 báo chưa thực hiện, chờ quyết định" in desk.get("/bang")
    assert ["Sở Ngoại vụ"] == units_shown(desk.get("/bang?loc=cho-quyet-dinh"))


def test_a_filter_says_what_is_shown_and_how_to_leave_it(desk: Desk) -> None:
    html = desk.get("/bang?loc=chua-thuc-hien")

    assert "Đang xem 1/139 đơn vị: <strong>báo chưa thực hiện, quý I/2027</strong>" in html
    everything = "?nam=2027&amp;nhiem-vu=bao-cao-dinh-ky&amp;ky=2027-Q1"
    assert f'href="{everything}">Xem tất cả</a>' in html


def test_a_group_and_a_name_narrow_it(desk: Desk) -> None:
    assert 15 == len(units_shown(desk.get("/bang?nhom=so-ban-nganh")))
    assert ["Sở Tài chính"] == units_shown(desk.get("/bang?tim=tai+chinh"))
    assert ["UBND xã Tân Trào"] == units_shown(desk.get("/bang?nhom=cap-xa&tim=Tân Trào"))
    assert "Không có đơn vị nào như vậy." in desk.get("/bang?tim=khong-co-ai")


def test_another_duty_has_its_own_matrix(desk: Desk) -> None:
    desk.portal.open_round(CONSOLIDATED)

    html = desk.get("/bang?nhiem-vu=bao-cao-tong-hop&nam=2027")

    assert ["Sở Nội vụ"] == units_shown(html)
    assert '<option value="bao-cao-tong-hop" selected>' in html


def test_what_the_address_gets_wrong_is_said_with_what_is_shown_instead(desk: Desk) -> None:
    html = desk.get("/bang?nam=1999&nhiem-vu=khong-co&ky=1999-Q9&loc=la&nhom=la")

    assert 139 == len(units_shown(html))
    for said in (
        "Không có nhiệm vụ đã mở «khong-co»; bảng dưới đây là Báo cáo tuyên truyền CCHC.",
        "Không có năm «1999»; bảng dưới đây là năm 2027.",
        "Không có kỳ «1999-Q9»; bảng dưới đây là kỳ 2027-Q1.",
        "Không có bộ lọc «la»; bảng dưới đây là của tất cả đơn vị.",
        "Không có nhóm «la»; bảng dưới đây là của tất cả đơn vị.",
    ):
        assert said in html


def test_a_period_that_another_duty_has_is_no_mistake_of_the_address(desk: Desk) -> None:
    """The form in which one changes the duty carries the period that was in view."""
    desk.portal.open_round("III.1.7.b", now=at(date(2027, 3, 18), 7, 30))

    assert "Không có" not in desk.get("/bang?nam=2027&nhiem-vu=phan-hoi-y-kien&ky=2027-Q1")
    assert "Không có" not in desk.get("/bang?nam=2027&nhiem-vu=bao-cao-dinh-ky&ky=2027-Q1")


def test_a_day_that_is_none_is_said(desk: Desk) -> None:
    assert "Ngày 31/02/2027 không có trong lịch." in desk.get("/bang?ngay=31/02/2027")
    assert "Ngày 01/04/2027 chưa qua" in desk.get("/bang?ngay=01/04/2027")


def test_a_day_without_its_year_is_the_nearest_and_is_shown_in_full(desk: Desk) -> None:
    assert "Số liệu đến hết thứ Tư, 17/03/2027." in desk.get("/bang?ngay=17/3")


def test_the_board_of_a_past_day_is_not_changed_by_what_was_learned_later(desk: Desk) -> None:
    on_the_day = desk.get("/bang?ngay=2027-03-17")
    desk.at(at(date(2027, 3, 22), 9))
    on_paper = desk.hand_in("so-ngoai-vu", desk.portal.now, received_at=DUE)
    viec = desk.hand_in("thanh-tra-tinh", desk.portal.now)
    for id_ in (on_paper, viec):
        desk.post(f"/bang/viec/{id_}/chap-nhan")

    later, now = desk.get("/bang?ngay=2027-03-17"), desk.get("/bang")

    assert "Số liệu đến hết thứ Tư, 17/03/2027." in later
    assert ["! quá hạn 16/03"] * 2 == [cell_of(later, unit) for unit in LATE_TWO]
    assert ["✓ đúng hạn 16/03", "✓ trễ hạn 22/03"] == [cell_of(now, unit) for unit in LATE_TWO]
    assert _said(on_the_day) == _said(later)


def _said(html: str) -> str:
    return html.split('class="said">')[1].split("</h", maxsplit=1)[0]


def _round(portal: Portal) -> Progress:
    with transaction(portal.engine, write=False) as session:
        return progress(session, portal.rulebook, duty=REPORT, period="2027-Q1", as_of=portal.now)


def test_only_groups_that_are_in_the_table_are_offered(desk: Desk) -> None:
    page = desk.get("/bang?nhiem-vu=bao-cao-dinh-ky")
    chosen = desk.get("/bang?nhiem-vu=bao-cao-dinh-ky&nhom=cap-huyen")

    assert '<option value="cap-xa">' in page
    assert "Huyện, thành phố" not in page
    assert '<option value="cap-huyen" selected>' in chosen
