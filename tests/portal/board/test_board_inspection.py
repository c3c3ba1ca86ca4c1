"""The board of a round whose sample is drawn: how far the inspections have come."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at
from dondoc.inspections.sample import keep_draw
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 9, 0)


def test_the_board_says_the_share_against_the_goal(portal: Portal, sqlite_cast: Cast):
    desk = Desk(portal, sqlite_cast.officer)
    duty = portal.rulebook.registry.plan.duty("III.1.2.a3.2")
    with transaction(portal.engine) as session:
        drawn = keep_draw(session, portal.rulebook, duty, "2027", seed=7, by="account:1", now=NOW)

    board = desk.get(f"/bang?nam=2027&nhiem-vu={duty.slug}&ky=2027")

    assert "0/139 đơn vị đã kiểm tra, mục tiêu 30 %." in board
    assert 42 == len(drawn.units)


def test_a_unit_drawn_finds_nothing_to_hand_in(portal: Portal, sqlite_cast: Cast):
    duty = portal.rulebook.registry.plan.duty("III.1.2.a3.2")
    with transaction(portal.engine) as session:
        drawn = keep_draw(session, portal.rulebook, duty, "2027", seed=7, by="account:1", now=NOW)

    page = portal.get(portal.link(drawn.units[0], assignment_id=None))

    assert 200 == page.status_code
    assert duty.short not in page.text
