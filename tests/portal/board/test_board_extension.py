"""Answering a unit that asks for a later date."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.decisions.decide import ask_extension
from models import Assignment
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk, letter, told
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 9, 14)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def ask(desk: Desk, asked_on: date) -> int:
    viec = desk.portal.assignment("so-tai-chinh")
    with transaction(desk.portal.engine) as session:
        ask_extension(
            session,
            desk.portal.rulebook,
            assignment_id=viec,
            by="contact:1",
            asked_on=asked_on,
            reason="Chờ số liệu cấp xã",
            now=NOW,
        )
    return viec


def test_an_extension_is_granted_to_the_date_asked_for(desk: Desk) -> None:
    viec = ask(desk, date(2027, 3, 17))

    assert 'name="han_moi" value="17/03/2027"' in desk.get(f"/bang/viec/{viec}")
    shown = desk.post(f"/bang/viec/{viec}/gia-han/xem", han_moi="17-3-27", tra_loi="dong-y")
    assert "Hạn mới: thứ Tư, ngày 17/03/2027" in letter(shown)

    desk.post(f"/bang/viec/{viec}/gia-han", han_moi="17-3-27", tra_loi="dong-y")

    row = next(row for row in desk.portal.rows(Assignment) if row.id == viec)
    assert [date(2027, 3, 17)] * 2 == [row.due_on, row.first_due_on]
    assert ["extension_granted"] == told(desk.portal)


def test_an_extension_is_refused_with_a_reason(desk: Desk) -> None:
    viec = ask(desk, date(2027, 3, 17))

    bare = desk.post(f"/bang/viec/{viec}/gia-han/xem", tra_loi="khong", han_moi="17/03/2027")
    assert 422 == bare.status_code
    assert '<a href="#gia-han-reason">' in bare.text

    desk.post(f"/bang/viec/{viec}/gia-han", tra_loi="khong", y_kien="Ngày 18 phải tổng hợp.")

    assert ["extension_refused"] == told(desk.portal)
    assert "Đơn vị xin gia hạn" not in desk.get(f"/bang/viec/{viec}")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("31/02/2027", "Ngày 31/02/2027 không có trong lịch."),
        ("19/03/2027", "Muộn nhất là thứ Tư, 17/03/2027"),
        ("12/03/2027", "Phải sau hạn hiện nay, thứ Ba, 16/03/2027"),
        ("", "Chưa ghi ngày."),
    ],
)
def test_a_date_that_does_not_fit_is_refused_at_the_field(
    desk: Desk, given: str, wanted: str
) -> None:
    viec = ask(desk, date(2027, 3, 17))

    answer = desk.post(f"/bang/viec/{viec}/gia-han", han_moi=given, tra_loi="dong-y")

    assert 422 == answer.status_code
    assert wanted in answer.text
    assert f'name="han_moi" value="{given}"' in answer.text  # what was typed stays
