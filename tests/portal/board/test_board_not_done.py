"""«Chưa thực hiện được» on the board: three answers to it, each seen as a letter before it goes."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from tests.support.cast import Cast
from tests.support.desk import Desk, cell_of, letter, told
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 9, 14)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


@pytest.fixture
def viec(desk: Desk) -> int:
    """Sở Tài chính says that it is not done, and why."""
    return desk.hand_in(
        "so-tai-chinh", NOW, answer="not_done", reason="Chưa có số liệu cấp xã", figures={}
    )


def test_the_page_offers_three_answers_and_reasons_of_their_kind(desk: Desk, viec: int) -> None:
    page = desk.get(f"/bang/viec/{viec}")

    assert "Chưa có số liệu cấp xã" in page
    assert 3 == page.count('name="tra_loi"')
    assert "Việc vẫn thực hiện được trong kỳ." in page
    assert "Số liệu còn thiếu hoặc không khớp với văn bản." not in page


def test_a_report_has_the_reasons_of_a_report(desk: Desk) -> None:
    page = desk.get(f"/bang/viec/{desk.hand_in('so-tai-chinh', NOW)}")

    assert "Số liệu còn thiếu hoặc không khớp với văn bản." in page
    assert "Việc vẫn thực hiện được trong kỳ." not in page


@pytest.mark.parametrize(
    ("form", "says", "kind", "stands"),
    [
        (
            {"tra_loi": "han-moi", "han_moi": "17/3/2027", "y_kien": "Gửi ngay khi có"},
            "chấp nhận lý do Quý cơ quan đã nêu",
            "reason_accepted",
            "○ chưa gửi, hạn 17/03",
        ),
        (
            {"tra_loi": "thoi"},
            "Trong kỳ này Quý cơ quan không phải gửi nữa",
            "excused",
            "✗ chưa thực hiện, có lý do 15/03",
        ),
        (
            {"tra_loi": "khong", "ly_do": "7"},
            "Việc vẫn thực hiện được trong kỳ.",
            "reason_refused",
            "↺ đã trả lại, chờ gửi lại, hạn 17/03",
        ),
    ],
)
def test_each_answer_is_seen_first_then_taken_and_told(
    desk: Desk, viec: int, form: dict[str, str], says: str, kind: str, stands: str
) -> None:
    seen = desk.post(f"/bang/viec/{viec}/ly-do/xem", **form)
    assert says in letter(seen)
    assert [] == told(desk.portal)

    taken = desk.post(f"/bang/viec/{viec}/ly-do", **form)
    assert 303 == taken.status_code
    assert [kind] == told(desk.portal)
    assert stands == cell_of(desk.get("/bang"), "Sở Tài chính")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "ly-do-answer"),
        ({"tra_loi": "han-moi"}, "ly-do-new_due_on"),
        ({"tra_loi": "khong"}, "ly-do-reason"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    desk: Desk, viec: int, form: dict[str, str], field: str
) -> None:
    answer = desk.post(f"/bang/viec/{viec}/ly-do/xem", **form)

    assert 422 == answer.status_code
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
