"""The scoring after a conference on the board: figures, an export taken in, explanations asked."""

from __future__ import annotations

import re
from datetime import date

import httpx
import pytest

from dondoc.clock import at
from models import Assignment, ScoringExplanation, ScoringExport
from models.database import transaction
from tests.support.cast import Cast
from tests.support.conference_hall import CODE, PLANNED, Hall
from tests.support.desk import Desk
from tests.support.portal import Portal
from tests.support.score_sheet import EXPORTED, HEAD, ScoringYear

HOME = f"/bang/hoi-nghi/{CODE}/cham-diem"
NOW = at(EXPORTED, 15)
EXPORT = HEAD + "Sở Y tế;đã;30/12/2026;chưa;;84,25;\nSở Tư pháp;chưa;;chưa;;;\n"


@pytest.fixture
def board(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Self-scoring and its file are open, the conference is over."""
    portal.now = PLANNED
    Hall(portal.engine, portal.rulebook).plan()
    ScoringYear(portal.engine, portal.rulebook).open()
    sqlite_cast.officer.duties = ""
    with transaction(portal.engine) as session:
        session.merge(sqlite_cast.officer)
    found = Desk(portal, sqlite_cast.officer)
    found.at(NOW)
    return found


def _look(board: Desk, content: str = EXPORT, day: str = "05/01/2027") -> httpx.Response:
    found = re.search(r'name="form_token" value="([^"]+)"', board.client.get("/bang").text)
    form = {"form_token": found[1] if found else "", "ngay": day}
    return board.client.post(f"{HOME}/xem", data=form, files={"tep": ("a.csv", content.encode())})


def _carried(seen: httpx.Response) -> str:
    found = re.search(r'name="tep" value="([^"]+)"', seen.text)
    assert found is not None, seen.text
    return found[1]


def test_it_says_how_far_each_step_is(board: Desk) -> None:
    page = board.portal.page(HOME)

    assert "Tự chấm xong 0/15" in page.text
    assert "Nộp hồ sơ 0/15" in page.text
    assert "thứ Hai, 11/01/2027" in page.text
    assert "thứ Tư, 31/03/2027" in page.text
    assert "Chưa nhập tệp kết xuất nào của Phần mềm." in page.text


def test_an_export_is_seen_before_anything_is_written(board: Desk) -> None:
    before = board.portal.dump()

    seen = _look(board)

    assert 200 == seen.status_code
    assert "2 đơn vị trong tệp; 1 việc được ghi nhận hoàn thành" in seen.text
    assert "Sở Y tế: hoàn thành việc tự chấm điểm ngày 30/12/2026 (dòng 2)" in seen.text
    assert before == board.portal.dump()


def test_the_button_takes_it_in_and_the_page_shows_it(board: Desk) -> None:
    done = board.post(f"{HOME}/nhap", tep=_carried(_look(board)))

    assert (303, f"{HOME}?nhap=1") == (done.status_code, done.headers["location"])
    page = board.portal.page(f"{HOME}?nhap=1")
    assert "1 việc được ghi nhận hoàn thành theo Phần mềm." in page.text
    assert "Tự chấm xong 1/15" in page.text
    assert "Tự chấm 84,25 điểm" in page.text
    assert "✓ đúng hạn" in page.text
    assert "kết xuất ngày 05/01/2027" in page.text
    table = board.client.get(f"{HOME}?tai=csv").text
    assert "Sở Y tế;Sở, ban, ngành;đúng hạn;" in table
    assert "Không có gì phải ghi" in _look(board).text


def test_wrong_rows_are_named_and_nothing_is_kept(board: Desk) -> None:
    seen = _look(board, EXPORT + "Sở Không Có;đã;;;;;\n")

    assert 422 == seen.status_code
    assert "dòng 4, cột Đơn vị" in seen.text
    assert [] == board.portal.rows(ScoringExport)


def test_a_day_that_is_none_stands_at_its_field(board: Desk) -> None:
    assert "Ngày 32/01/2027 không có trong lịch" in _look(board, day="32/01/2027").text
    assert "đến hôm nay, 05/01/2027" in _look(board, day="06/01/2027").text


def test_what_changed_meanwhile_is_shown_again(board: Desk) -> None:
    carried = _carried(_look(board))
    year = ScoringYear(board.portal.engine, board.portal.rulebook)
    year.report("so-y-te", "III.1.2.c3", NOW, document_on="29/12/2026")

    again = board.post(f"{HOME}/nhap", tep=carried)

    assert 422 == again.status_code
    assert "sổ vừa thay đổi sau khi xem trước" in again.text.lower()
    assert [] == board.portal.rows(ScoringExport)


def test_what_the_software_no_longer_shows_stands_out(board: Desk) -> None:
    board.post(f"{HOME}/nhap", tep=_carried(_look(board)))
    board.at(at(date(2027, 1, 8), 9))
    later = HEAD + "Sở Y tế;đã trả lại;;chưa;;80;\n"
    board.post(f"{HOME}/nhap", tep=_carried(_look(board, later, "08/01/2027")))

    page = board.portal.page(HOME)

    assert "Phần mềm ghi khác sổ ở 1 đơn vị." in page.text
    assert "● Phần mềm ghi chưa tự chấm điểm" in page.text
    assert "Tự chấm xong 1/15" in page.text


def test_explanations_are_asked_with_their_five_working_days(board: Desk) -> None:
    board.at(at(date(2027, 1, 20), 9))
    form = {"units": "Sở Y tế\nSở Tư pháp", "result_on": "19/01/2027"}

    done = board.post(f"{HOME}/giai-trinh", **form)

    assert f"{HOME}?hoi=2" == done.headers["location"]
    asked = list(board.portal.rows(ScoringExplanation))
    assert {(2026, date(2027, 1, 19))} == {(one.index_year, one.result_on) for one in asked}
    dues = {
        one.due_on
        for one in board.portal.rows(Assignment)
        if one.id in [row.assignment_id for row in asked]
    }
    assert {date(2027, 1, 26)} == dues
    assert "Giải trình 0/2" in board.portal.page(HOME).text
    assert f"{HOME}?hoi=0" == board.post(f"{HOME}/giai-trinh", **form).headers["location"]


def test_who_is_not_scored_or_was_told_long_ago_explains_nothing(board: Desk) -> None:
    form = {"units": "Mặt trận Tổ quốc", "result_on": "04/01/2027"}
    assert "không thuộc diện tự chấm điểm" in board.post(f"{HOME}/giai-trinh", **form).text.lower()

    board.at(at(date(2027, 2, 1), 9))
    form = {"units": "Sở Y tế", "result_on": "04/01/2027"}
    answer = board.post(f"{HOME}/giai-trinh", **form)
    assert 422 == answer.status_code
    assert "hạn giải trình tính từ ngày này là thứ hai, 11/01/2027, đã qua" in answer.text.lower()


def test_who_appraises_is_shown_with_its_part(board: Desk) -> None:
    board.portal.open_round("III.1.2.c9", now=at(date(2027, 1, 11), 8))
    board.at(at(date(2027, 1, 12), 9))

    page = board.portal.page(HOME)

    assert "Thẩm định xong 0/5" in page.text
    assert "Thể chế: ○ chưa gửi" in page.text
    assert "Cách chia lĩnh vực thẩm định là mặc định, chưa được xác nhận." in page.text


def test_another_bodys_officer_sees_none_of_it(board: Desk, sqlite_cast: Cast) -> None:
    board.sign_in(sqlite_cast.stranger)

    assert 403 == board.client.get(HOME).status_code
    assert 403 == _look(board).status_code
