"""A drawn unit on the board: the appointment and the minutes."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from models import Notice, Submission
from tests.support.cast import Cast
from tests.support.desk import letter, told
from tests.support.inspecting import PAGE, Inspecting
from tests.support.portal import Portal

VISIT = {"ngay": "23/03/2027", "loi": "08 giờ 00, tại trụ sở"}


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Inspecting:
    return Inspecting(portal, sqlite_cast.officer)


def test_the_boards_cell_of_a_drawn_unit_leads_to_its_page(desk: Inspecting) -> None:
    number = desk.home.rsplit("/", 1)[1]

    answer = desk.client.get(f"/bang/viec/{number}")

    assert (303, desk.home) == (answer.status_code, answer.headers["location"])


@pytest.mark.parametrize(("act", "form"), [("hen", VISIT), ("bien-ban", {"so": "1/BB-SNV"})])
def test_a_second_look_changes_nothing(desk: Inspecting, act: str, form: dict[str, str]) -> None:
    before = desk.portal.dump()

    look = desk.act(f"{act}/xem", **{"ngay_van_ban": "15/03/2027", **form})

    assert 200 == look.status_code
    assert before == desk.portal.dump()


def test_the_letter_of_the_appointment_is_read_before_it_goes(desk: Inspecting) -> None:
    mail = letter(desk.act("hen/xem", **VISIT))
    assert "Sở Nội vụ tổ chức kiểm tra tại Quý cơ quan" in mail
    assert "Ngày làm việc: thứ Ba, ngày 23/03/2027." in mail
    assert "08 giờ 00, tại trụ sở" in mail

    sent = desk.act("hen", **VISIT)

    assert (303, f"{desk.home}?xong=hen") == (sent.status_code, sent.headers["location"])
    assert ["inspection"] == told(desk.portal)
    assert "Thứ Ba, 23/03/2027, 08 giờ 00, tại trụ sở" in desk.get(f"{desk.home}?xong=hen")
    assert "Đã hẹn" in desk.get(PAGE)


def test_tapping_twice_is_one_letter_and_another_hour_is_another(desk: Inspecting) -> None:
    desk.act("hen", **VISIT)
    desk.act("hen", **VISIT)
    assert ["inspection"] == told(desk.portal)

    desk.act("hen", **{**VISIT, "loi": "14 giờ 00, tại trụ sở"})

    assert ["inspection"] * 2 == told(desk.portal)


def test_an_appointment_changed_before_its_letter_left_is_told_once(desk: Inspecting) -> None:
    desk.at(at(date(2027, 3, 15), 19, 0))  # out of office hours: the letter waits
    desk.act("hen", **VISIT)
    desk.act("hen", **{**VISIT, "ngay": "24/03/2027"})

    waiting = [one for one in desk.portal.rows(Notice) if one.cancelled_at is None]
    assert ["hen-2"] == [one.rung for one in waiting if one.kind == "inspection"]


def test_minutes_count_and_are_entered_once(desk: Inspecting) -> None:
    look = desk.act("bien-ban/xem", so="12 /bb-snv", ngay_van_ban="15/3/2027").text
    assert "Biên bản kiểm tra số 12/BB-SNV, thứ Hai, 15/03/2027" in look

    desk.minutes()
    desk.minutes()

    assert ["12/BB-SNV"] == [one.document_number for one in desk.portal.rows(Submission)]
    page = desk.get(PAGE)
    assert "1/139 đơn vị đã kiểm tra, mục tiêu 30 %" in page
    assert "Biên bản kiểm tra số 12/BB-SNV ngày 15/03/2027" in page


@pytest.mark.parametrize(
    ("act", "form", "field", "said"),
    [
        ("hen", {**VISIT, "ngay": "23/3"}, "ngay", "23/03/2027"),
        ("bien-ban", {"so": "12/BB-SNV", "ngay_van_ban": "12/3"}, "ngay_van_ban", "12/03/2027"),
    ],
)
def test_a_day_without_its_year_is_shown_in_full_before_it_counts(
    desk: Inspecting, act: str, form: dict[str, str], field: str, said: str
) -> None:
    answer = desk.act(act, **form)

    assert 422 == answer.status_code
    assert "Thiếu năm, đã ghi lại là thứ" in answer.text
    assert f'name="{field}" value="{said}"' in answer.text
    assert 303 == desk.act(act, **{**form, field: said}).status_code
