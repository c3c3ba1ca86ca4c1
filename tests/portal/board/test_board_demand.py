"""The board's form for a demand: typed, its mail read, then sent."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from models import Assignment, Round
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk, cell_of, letter, told
from tests.support.portal import Portal

FORM = {
    "noi_dung": "Kết quả dịch vụ công trực tuyến tháng 02",
    "don_vi": "Sở Tài chính\nSở Xây dựng",
    "han": "19/03/2027",
    "so_van_ban": "45/SNV-CCHC",
    "ngay_van_ban": "15/03/2027",
}


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def test_the_board_leads_an_officer_to_the_form(desk: Desk):
    assert 'href="/bang/dot-xuat"' in desk.get("/bang")
    assert "Nội dung" in desk.get("/bang/dot-xuat")


def test_a_viewer_finds_no_form(portal: Portal, sqlite_cast: Cast):
    desk = Desk(portal, sqlite_cast.viewer)

    assert "dot-xuat" not in desk.get("/bang")
    assert 403 == desk.client.get("/bang/dot-xuat").status_code
    assert 403 == desk.post("/bang/dot-xuat", **FORM).status_code


def test_the_preview_shows_the_mail_and_changes_nothing(desk: Desk):
    before = desk.portal.dump()

    answer = desk.post("/bang/dot-xuat/xem", **FORM)

    mail = letter(answer)
    assert "báo cáo đột xuất của đơn vị “Kết quả dịch vụ công trực tuyến tháng 02”" in mail
    assert "Hạn gửi: thứ Sáu, ngày 19/03/2027, còn 4 ngày làm việc." in mail
    assert "Hạn do văn bản số 45/SNV-CCHC ngày 15/03/2027 ấn định" in mail
    assert "(đường dẫn riêng của đơn vị)" in mail
    assert "2 đơn vị: Sở Tài chính; Sở Xây dựng" in answer.text
    assert "Chưa có đầu mối nhận thư: Sở Xây dựng" in answer.text
    assert before == desk.portal.dump()


def test_confirming_asks_the_units_and_shows_their_round(desk: Desk):
    answer = desk.post("/bang/dot-xuat", **FORM)

    address = "/bang?nam=2027&nhiem-vu=bao-cao-dot-xuat-cua-don-vi&ky=2027-E1"
    assert (303, address) == (answer.status_code, answer.headers["location"])
    assert ["demand"] == told(desk.portal)
    board = desk.get(address)
    assert "hạn 19/03/2027" in board
    assert cell_of(board, "Sở Tài chính").endswith("○ chưa gửi, hạn 19/03")


def test_pressing_twice_asks_once(desk: Desk):
    desk.post("/bang/dot-xuat", **FORM)
    desk.post("/bang/dot-xuat", **FORM)
    again = desk.post("/bang/dot-xuat/xem", **FORM)

    assert ["demand"] == told(desk.portal)
    assert 422 == again.status_code
    assert "đã yêu cầu đúng các đơn vị này" in again.text.lower()


def test_a_wrong_field_is_named_where_it_stands_and_nothing_is_lost(desk: Desk):
    answer = desk.post("/bang/dot-xuat/xem", **FORM | {"han": "20/03/2027"})

    assert 422 == answer.status_code
    assert "Là ngày nghỉ (thứ Bảy); hãy chọn thứ Sáu, 19/03/2027" in answer.text
    assert 'value="45/SNV-CCHC"' in answer.text


def test_the_unit_answers_it_as_everything_else(desk: Desk):
    desk.post("/bang/dot-xuat", **FORM)
    with transaction(desk.portal.engine, write=False) as session:
        query = select(Assignment.id).join(Round).where(col(Round.period) == "2027-E1")
        number = session.exec(query.where(col(Assignment.unit_code) == "so-tai-chinh")).one()
    home = desk.portal.link(assignment_id=number)

    page = desk.portal.get(home).text
    assert "Báo cáo đột xuất của đơn vị “Kết quả dịch vụ công trực tuyến tháng 02”" in page
    desk.at(at(date(2027, 3, 17), 9, 0))
    evidence = {"document_number": "12/BC-STC", "document_on": "16/03/2027", "signer": "An"}
    form = desk.portal.page(f"{home}?sua=1").values() | {"answer": "done"} | evidence
    sent = desk.client.post(f"{home}/nop", data=form)

    assert 303 == sent.status_code
    watched = desk.get(f"/bang/viec/{number}")
    assert "yêu cầu báo cáo đột xuất: Kết quả dịch vụ công" in watched
    assert "chờ kiểm tra" in watched.lower()


def test_something_that_happened_is_asked_by_the_rule_of_its_duty(desk: Desk):
    form = FORM | {"nhiem_vu": "tra-loi-y-kien", "han": "", "don_vi": "Sở Tài chính"}

    look = desk.post("/bang/dot-xuat/xem", **form)
    sent = desk.post("/bang/dot-xuat", **form)

    assert "<b>thứ Hai, 29/03/2027</b>" in look.text  # ten working days after 15/03
    assert 'name="nhiem_vu" value="tra-loi-y-kien"' in look.text
    assert "nhiem-vu=tra-loi-y-kien&ky=2027-E1" in sent.headers["location"]
    assert ["demand"] == told(desk.portal)


def test_the_form_lists_what_may_happen_and_keeps_the_choice(desk: Desk):
    wrong = {"nhiem_vu": "tra-loi-y-kien", "han": "30/03/2027"}
    again = desk.post("/bang/dot-xuat/xem", **FORM | wrong)

    assert 422 == again.status_code
    assert '<option value="tra-loi-y-kien" selected>' in again.text
    assert "hãy để trống ô này" in again.text


def test_a_day_without_its_year_is_shown_in_full_before_it_counts(desk: Desk):
    answer = desk.post("/bang/dot-xuat/xem", **{**FORM, "han": "19/3", "ngay_van_ban": "15/3"})

    assert 422 == answer.status_code
    assert 'name="han" value="19/03/2027"' in answer.text
    assert 'name="ngay_van_ban" value="15/03/2027"' in answer.text
    assert "đã ghi lại là thứ Sáu, 19/03/2027" in answer.text
