"""Who may say what of a commune: its own district, and the commune itself where it is notified."""

from __future__ import annotations

import pytest

from models import Submission
from tests.support.desk import Desk, units_shown
from tests.support.districts import DIRECTS, MIDDLE, NA_HANG, Districts, with_duty
from tests.support.portal import Portal

TITLE = "Triển khai kế hoạch tuyên truyền tại cấp xã"


@pytest.fixture
def districts(portal: Portal) -> Districts:
    portal.now = MIDDLE
    return Districts(portal.engine, portal.rulebook)


@pytest.fixture
def notified(portal: Portal) -> Districts:
    told = {"notify_children": True, "children_title": TITLE}
    portal.rulebook = with_duty(portal.rulebook, DIRECTS, **told)
    portal.app.state.rulebook = portal.rulebook
    portal.now = MIDDLE
    return Districts(portal.engine, portal.rulebook)


def _row(assignment_id: int, number: str = "5/KH-UBND") -> dict[str, str]:
    return {
        f"xa_{assignment_id}_answer": "done",
        f"xa_{assignment_id}_document_number": number,
        f"xa_{assignment_id}_version": "0",
    }


def test_a_district_says_nothing_of_another_s_communes(portal: Portal, districts: Districts):
    foreign = districts.communes("huyen-lam-binh")[0].id
    home = portal.link(NA_HANG, assignment_id=districts.id())

    form = {"assignment": str(districts.id()), **_row(foreign)}
    portal.client.post(f"{home}/xa", data=form)

    assert [] == portal.rows(Submission)


@pytest.mark.parametrize("assignment", ["", "x", "999999"])
def test_a_form_about_nothing_of_its_own_is_answered_404(
    portal: Portal, districts: Districts, assignment: str
):
    home = portal.link(NA_HANG, assignment_id=districts.id())

    assert 404 == portal.client.post(f"{home}/xa", data={"assignment": assignment}).status_code


def test_another_district_s_table_is_answered_404(portal: Portal, districts: Districts):
    home = portal.link("huyen-lam-binh", assignment_id=districts.id("huyen-lam-binh"))

    form = {"assignment": str(districts.id()), **_row(districts.communes()[0].id)}
    assert 404 == portal.client.post(f"{home}/xa", data=form).status_code
    assert [] == portal.rows(Submission)


def test_a_commune_that_gets_no_message_has_no_page_of_it(portal: Portal, districts: Districts):
    commune = districts.communes()[0]
    home = portal.link(commune.unit_code, assignment_id=commune.id)

    assert 404 == portal.get(home).status_code
    assert "Không có việc nào đang chờ." in portal.page(f"{home}/danh-sach").text


def test_a_notified_commune_answers_on_its_own_page_and_its_district_sees_it(
    portal: Portal, notified: Districts
):
    commune = notified.communes()[0]
    home = portal.link(commune.unit_code, assignment_id=commune.id)
    page = portal.page(home)
    assert f"{TITLE} năm 2021" in [said for _, said in page.headings]
    assert "figure_tin_bai" not in page.values()

    form = {**page.values(), "document_number": "5/KH-UBND", "document_on": "03/02/2021"}
    assert 303 == portal.client.post(f"{home}/nop", data=form).status_code

    above = portal.page(portal.link(NA_HANG, assignment_id=notified.id())).text
    assert "số 5/KH-UBND ngày 03/02/2021 (xã tự trả lời)" in above
    assert "1/12 xã đã trả lời" in above


def test_the_board_shows_districts_and_the_district_s_page_its_communes(
    portal: Portal, districts: Districts, sqlite_cast
):
    districts.all_answer(but=3)
    desk = Desk(portal, sqlite_cast.officer)

    html = desk.get("/bang?nam=2021&nhiem-vu=chi-dao-cap-xa")
    assert 7 == len(units_shown(html))
    assert "9/138 xã đã thực hiện, 129 chưa trả lời" in html

    page = desk.get(f"/bang/viec/{districts.id()}")
    assert "9/12 xã đã thực hiện, 3 chưa trả lời." in page
    assert f"/bang/viec/{districts.communes()[0].id}" in page
    assert 200 == portal.client.get(f"/bang/viec/{districts.communes()[0].id}").status_code


def test_an_officer_accepts_the_document_while_communes_are_missing(
    portal: Portal, districts: Districts, sqlite_cast
):
    districts.paper()
    desk = Desk(portal, sqlite_cast.officer)

    answer = desk.post(f"/bang/viec/{districts.id()}/chap-nhan")

    assert 303 == answer.status_code
    page = desk.get(f"/bang/viec/{districts.id()}")
    assert "hoàn thành khi mọi xã, phường, thị trấn đã có câu trả lời" in page
    assert "Chấp nhận</button>" not in page
    home = portal.link(NA_HANG, assignment_id=districts.id())
    assert "Sửa lại" not in portal.page(home).text
