"""Where a page does not hold a round's units: group totals first, then pages of one group."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.portal.board import board_rows
from tests.support.cast import Cast
from tests.support.desk import Desk, cell_of, units_shown
from tests.support.portal import Portal

BEFORE, LATE = at(date(2027, 3, 12), 9), at(date(2027, 3, 17), 9)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A page holds 50 of the 139 units; quý I is past, 6 tháng is open."""
    monkeypatch.setattr(board_rows, "MOST_LINES", 50)
    desk = Desk(portal, sqlite_cast.officer)
    desk.hand_in("so-y-te", BEFORE, document_on="11/03/2027")
    portal.open_round(now=at(date(2027, 6, 1), 7, 30))
    desk.at(at(date(2027, 6, 2), 9))
    return desk


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_totals_of_the_groups_come_first_each_a_link(desk: Desk) -> None:
    html = desk.get("/bang?ky=2027-Q1")

    assert 'class="cell ' not in html
    assert "139 đơn vị, theo nhóm" in words(html)
    assert "Sở, ban, ngành 1/15 2" in words(html)
    assert "Xã, phường 0/124 0" in words(html)
    [link] = re.findall(r'href="([^"]+)">Xã, phường</a>', html)
    assert 50 == len(units_shown(desk.get(f"/bang{link}".replace("&amp;", "&"))))


def test_a_group_that_a_page_holds_is_shown_whole_with_every_period(desk: Desk) -> None:
    html = desk.get("/bang?nhom=so-ban-nganh&ky=2027-Q1")

    assert 15 == len(units_shown(html))
    assert "… chờ kiểm tra 12/03 ○ chưa gửi, hạn 16/06" == cell_of(html, "Sở Y tế")
    assert "Đang xem 15/139 đơn vị" in words(html)


def test_a_larger_one_comes_by_pages_in_the_official_order(desk: Desk) -> None:
    pages = [units_shown(desk.get(f"/bang?nhom=cap-xa&trang={number}")) for number in (1, 2, 3, 9)]

    assert [50, 50, 24, 24] == [len(page) for page in pages]
    assert 124 == len({unit for page in pages[:3] for unit in page})
    assert "Trang 2/3" in desk.get("/bang?nhom=cap-xa&trang=2")


def test_the_sentence_counts_every_unit_whatever_is_in_sight(desk: Desk) -> None:
    html = desk.get("/bang?nhom=cap-xa&ky=2027-Q1")

    assert "Quý I/2027: 1/139 đã gửi" in words(html)
    assert "/124" not in words(html)  # of 6 tháng, beside it, only the lines in sight are known
