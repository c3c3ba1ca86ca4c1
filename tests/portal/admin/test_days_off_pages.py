"""`/quan-tri/lich-nghi`: what moves is seen, then it counts; withdrawn the same way."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from models import Assignment, DecidedDays
from tests.support.admin_desk import AdminDesk
from tests.support.cast import Cast
from tests.support.portal import Portal

TYPED = {
    "noi_dung": "Nghỉ bù",
    "nghi": "16/03/2027",
    "nguon": "Công báo",
    "da_co": "1",
}


@pytest.fixture
def admin(portal: Portal, sqlite_cast: Cast) -> AdminDesk:
    portal.now = at(date(2027, 3, 2), 9)
    return AdminDesk(portal)


def dates(admin: AdminDesk) -> set[date]:
    return {row.due_on for row in admin.portal.rows(Assignment) if row.unit_code == "so-y-te"}


def test_what_moves_is_seen_before_it_counts_and_goes_back_the_same_way(admin: AdminDesk) -> None:
    before = admin.portal.dump()

    seen = admin.post("/quan-tri/lich-nghi/xem", **TYPED)

    assert 200 == seen.status_code
    assert "đổi hạn từ thứ Ba, 16/03/2027 sang thứ Tư, 17/03/2027" in seen.text
    assert before == admin.portal.dump()

    done = admin.post("/quan-tri/lich-nghi", **TYPED)

    assert 303 == done.status_code
    assert {date(2027, 3, 17)} == dates(admin)
    page = admin.read("/quan-tri/lich-nghi?nam=2027")
    assert "Thứ Ba, 16/03/2027: Nghỉ bù" in page.text
    assert "Đỗ Văn Quản, Sở Nội vụ ghi lúc" in page.text

    number = admin.portal.rows(DecidedDays)[0].id
    assert "Chưa ghi gì" in admin.post(f"/quan-tri/lich-nghi/{number}/xem-rut").text
    assert 303 == admin.post(f"/quan-tri/lich-nghi/{number}/rut").status_code
    assert "Thứ Ba, 16/03/2027" not in admin.read("/quan-tri/lich-nghi?nam=2027").text


def test_a_day_in_vain_is_named_and_what_was_typed_stays(admin: AdminDesk) -> None:
    answer = admin.post("/quan-tri/lich-nghi/xem", **{**TYPED, "nghi": "20/03/2027"})

    assert 422 == answer.status_code
    assert "20/03/2027 là thứ Bảy, vốn đã nghỉ" in answer.text
    assert 'value="Nghỉ bù"' in answer.text
    assert [] == admin.portal.rows(DecidedDays)


def test_a_day_without_its_year_is_shown_in_full_before_it_counts(admin: AdminDesk) -> None:
    answer = admin.post("/quan-tri/lich-nghi", **{**TYPED, "ngay_van_ban": "1/3"})

    assert 422 == answer.status_code
    assert 'name="ngay_van_ban" value="01/03/2027"' in answer.text
    assert [] == admin.portal.rows(DecidedDays)


def test_so_is_each_line_of_a_list_of_days(admin: AdminDesk) -> None:
    given = "2/9: Quốc khánh\n16/03/2027\n30/12"

    answer = admin.post("/quan-tri/lich-nghi", **{**TYPED, "nghi": given})

    assert 422 == answer.status_code
    assert ">02/09/2026 Quốc khánh\n16/03/2027\n30/12/2026</textarea>" in answer.text
    said = "đã ghi lại là thứ Tư, 02/09/2026; thứ Tư, 30/12/2026; đúng thì gửi lần nữa"
    assert said in answer.text
    assert [] == admin.portal.rows(DecidedDays)
