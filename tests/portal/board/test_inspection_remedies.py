"""What a drawn unit must put right, asked on the board: its date, its standing, its refusals."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from models import Assignment, Round
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import letter, told
from tests.support.inspecting import PAGE, Inspecting
from tests.support.portal import Portal

REMEDY = {
    "noi_dung": "Chưa lưu biên bản hội nghị.",
    "han": "30/3/2027",
    "so": "30/TB-SNV",
    "ngay_van_ban": "15.03.2027",
}


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Inspecting:
    return Inspecting(portal, sqlite_cast.officer)


def remedies(portal: Portal) -> list[Assignment]:
    query = select(Assignment).join(Round).where(col(Round.duty) == "III.1.2.a3.3")
    with transaction(portal.engine, write=False) as session:
        return list(session.exec(query))


def test_a_remedy_is_asked_with_its_own_date_and_stands_on_the_page(desk: Inspecting) -> None:
    desk.minutes()

    mail = letter(desk.act("khac-phuc/xem", **REMEDY))
    assert "“Chưa lưu biên bản hội nghị”" in mail
    assert "Hạn: thứ Ba, ngày 30/03/2027" in mail
    assert [] == remedies(desk.portal)
    assert 303 == desk.act("khac-phuc", **REMEDY).status_code

    (row,) = remedies(desk.portal)
    assert (desk.first, date(2027, 3, 30)) == (row.unit_code, row.due_on)
    for page in (desk.get(desk.home), desk.get(PAGE)):
        assert f'href="/bang/viec/{row.id}">Chưa lưu biên bản hội nghị</a>, hạn thứ Ba' in page
        assert "Chưa gửi" in page
    assert ["remedy"] == told(desk.portal)


def test_a_remedy_past_its_date_is_seen_to_be(desk: Inspecting) -> None:
    desk.minutes()
    desk.act("khac-phuc", **REMEDY)

    desk.at(at(date(2027, 3, 31), 9, 0))

    assert '<span aria-hidden="true">!</span> Quá hạn' in desk.get(PAGE)


def test_every_wrong_field_is_named_and_what_was_typed_stays(desk: Inspecting) -> None:
    desk.minutes()

    refused = desk.act("khac-phuc/xem", **{**REMEDY, "han": "28/03/2027", "so": "ba mươi"})

    assert 422 == refused.status_code
    assert 'id="khac-phuc-due_on-loi"' in refused.text
    assert 'id="khac-phuc-document_number-loi"' in refused.text
    assert "Là ngày nghỉ (Chủ nhật)" in refused.text
    assert "Chưa lưu biên bản hội nghị." in refused.text


def test_there_is_no_remedy_before_the_minutes(desk: Inspecting) -> None:
    assert "/khac-phuc/xem" not in desk.get(desk.home)

    refused = desk.act("khac-phuc", **REMEDY)

    assert (422, []) == (refused.status_code, remedies(desk.portal))
    assert "chưa có biên bản kiểm tra" in refused.text.lower()


def test_the_form_of_a_remedy_knows_the_newest_paper(desk: Inspecting) -> None:
    desk.minutes()
    desk.act("bien-ban", so="30/TB-SNV", ngay_van_ban="15/03/2027")

    page = desk.get(desk.home)

    assert 'name="so" value="30/TB-SNV"' in page
    assert "thông báo kết luận kiểm tra số 30/TB-SNV ngày 15/03/2027" in page


def test_days_without_their_year_are_shown_in_full_before_they_count(desk: Inspecting) -> None:
    desk.minutes()

    answer = desk.act("khac-phuc", **{**REMEDY, "han": "30/3", "ngay_van_ban": "15/3"})

    assert 422 == answer.status_code
    assert 'name="han" value="30/03/2027"' in answer.text
    assert 'name="ngay_van_ban" value="15/03/2027"' in answer.text
    assert [] == remedies(desk.portal)
