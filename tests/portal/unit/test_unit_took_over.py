"""A unit that took over what an abolished body owed reads so, and that nobody granted the date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.decisions.succession import settle_abolished
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.plan_of_2025 import applied_in_2025
from tests.support.portal import Portal

ON_AIR = "III.1.6.a"
FROM = "iếp nhận từ Đài Phát thanh và Truyền hình tỉnh, hết hoạt động từ 01/07/2025"


@pytest.fixture
def portal(
    portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook
) -> Iterator[Portal]:
    built = Portal(portal_settings, sqlite_engine, applied_in_2025(rulebook))
    built.open_round(ON_AIR, now=at(date(2025, 6, 2), 7, 30))
    built.now = at(date(2025, 7, 1), 8)
    with transaction(sqlite_engine) as session:
        settle_abolished(session, built.rulebook, [ON_AIR], now=built.now)
    yield built
    built.close()


def test_its_page_says_from_whom_and_that_the_date_is_the_program_s(portal: Portal) -> None:
    taken = portal.assignment("bao-va-dai", ON_AIR, "2025-Q2")
    home = portal.link("bao-va-dai", assignment_id=taken)
    page = portal.client.get(home, follow_redirects=True).text

    assert f"từ 25/06/2025 thành thứ Năm, 03/07/2025: T{FROM}." in page
    assert f"T{FROM}; thời gian tính lại từ ngày tiếp nhận, chưa được xác nhận." in page
    assert "gia hạn của" not in page


def test_the_board_says_the_same(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    page = desk.get(f"/bang/viec/{portal.assignment('bao-va-dai', ON_AIR, '2025-Q2')}")

    assert f"t{FROM}; hạn chuyển từ thứ Tư, 25/06/2025 sang thứ Năm, 03/07/2025." in page
    assert "Cho gia hạn" not in page
    before = desk.get(f"/bang/viec/{portal.assignment('dai-ptth', ON_AIR, '2025-Q2')}")
    assert "đơn vị kế tiếp, hạn thứ Năm, 03/07/2025" in before
