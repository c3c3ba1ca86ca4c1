"""The board says which work stands still since the plan was edited under it; the rest it shows."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.edited_plan import with_unit
from tests.support.portal import Portal


def test_a_unit_taken_out_is_named_and_stays_in_the_matrix(
    portal: Portal, sqlite_cast: Cast
) -> None:
    edited = with_unit(portal.rulebook, "so-y-te")
    desk = Desk(Portal(portal.settings, portal.engine, edited), sqlite_cast.officer)
    desk.at(at(date(2027, 3, 12), 9))

    board = desk.get("/bang")
    assert "Riêng việc này đang dừng, chờ quản trị sửa kế hoạch: units.yaml" in board
    assert "Sở Y tế còn 1 việc đang mở của kỳ 2027-Q1, 1 đầu mối đang dùng" in board
    assert "0/139" in board


def test_its_own_page_says_that_it_waits(portal: Portal, sqlite_cast: Cast) -> None:
    edited = Portal(portal.settings, portal.engine, with_unit(portal.rulebook, "so-y-te"))

    there = edited.get(portal.link("so-y-te"))
    assert 409 == there.status_code
    assert "Việc này đang tạm dừng" in there.text
    assert 200 == edited.get(portal.link("so-tai-chinh")).status_code
