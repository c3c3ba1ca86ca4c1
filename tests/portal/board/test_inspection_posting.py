"""What an inspector saw posted, entered on the board: seen first, kept, ready as a remedy."""

from __future__ import annotations

import pytest

from models import Account, SpotCheck
from models.database import transaction
from models.kinds import AccountRole
from tests.support.inspecting import Inspecting
from tests.support.portal import Portal
from tests.support.sample_procedures import lay_decision, lay_procedure

DUTY, PERIOD = "III.1.3.b4", "2027-Q1"
RESULT = {"ngay": "15/3/2027", "thieu": "9.000001 Thủ tục mẫu\n9.000002", "loi": "Bảng ở tầng 1."}
SAID = "Niêm yết bổ sung 2 thủ tục (9.000001, 9.000002)"


@pytest.fixture
def desk(portal: Portal) -> Inspecting:
    with transaction(portal.engine) as session:
        head = Account(
            name="Lê Thị Quản",
            address="quan@van-phong.example",
            unit_code="van-phong-ubnd",
            role=AccountRole.ADMINISTRATOR,
        )
        session.add(head)
    found = Inspecting(portal, head, DUTY, PERIOD)
    with transaction(portal.engine) as session:
        decision = lay_decision(session)
        for code in ("9.000001", "9.000002", "9.000003"):
            lay_procedure(session, code, f"Thủ tục mẫu {code}", decision, units=[found.first])
    return found


def test_the_result_is_seen_first_then_kept_and_stands_on_the_page(desk: Inspecting) -> None:
    preview = desk.act("niem-yet/xem", **RESULT).text
    assert "15/03/2027: chưa niêm yết 2 thủ tục (9.000001, 9.000002)" in preview
    assert [] == desk.portal.rows(SpotCheck)

    assert 303 == desk.act("niem-yet", **RESULT).status_code

    (kept,) = desk.portal.rows(SpotCheck)
    assert (["9.000001", "9.000002"], "Bảng ở tầng 1.") == (kept.missing, kept.note)
    assert "15/03/2027: chưa niêm yết 2 thủ tục" in desk.get(desk.home)


def test_after_the_minutes_it_stands_ready_as_what_must_be_put_right(desk: Inspecting) -> None:
    desk.act("niem-yet", **RESULT)
    desk.minutes()

    assert SAID in desk.get(desk.home)


def test_a_wrong_code_is_said_at_its_field_and_what_was_typed_stays(desk: Inspecting) -> None:
    page = desk.act("niem-yet/xem", **{**RESULT, "ban_cu": "9.000009"})

    assert 422 == page.status_code
    assert "mã 9.000009 không có trong danh mục của đơn vị" in page.text.lower()
    assert "Bảng ở tầng 1." in page.text


def test_an_inspection_of_something_else_does_not_ask_for_it(
    portal: Portal, desk: Inspecting
) -> None:
    other = Inspecting(portal, desk.account)

    assert "Ghi kết quả niêm yết" in desk.get(desk.home)
    assert "Ghi kết quả niêm yết" not in other.get(other.home)
