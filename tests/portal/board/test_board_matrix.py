"""The board: the sentence, the matrix of units × rounds, its order, its words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dondoc.clock import at
from dondoc.decisions.calendar_move import settle_dates
from dondoc.decisions.decide import ask_extension, decide
from dondoc.decisions.ruling import Ruling
from dondoc.plan.bodies import Unit
from dondoc.portal.app import create_app
from dondoc.portal.board.groups import PLACE
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.cast import Cast
from tests.support.desk import Desk, cell_of, units_shown
from tests.support.other_calendar import with_day_off
from tests.support.portal import Portal

BEFORE, LATE = at(date(2027, 3, 12), 9), at(date(2027, 3, 17), 9)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def test_the_sentence_on_top_is_the_one_for_the_telephone(desk: Desk) -> None:
    desk.hand_in("so-tai-chinh", BEFORE, document_on="11/03/2027")
    desk.at(LATE)

    html = desk.get("/bang")

    [heading] = re.findall(r"<h2 class=\"said\">(.*?)</h2>", html)
    said = re.sub(r"<[^>]+>", "", heading)
    never_told = "135 chưa liên hệ được"  # no contact, no letter: nobody blames them
    handed_in = "1/139 đã gửi (1 chờ kiểm tra; 1 đúng hạn)"
    assert f"Quý I/2027: {handed_in}, 2 quá hạn, {never_told}, 1 chưa đến hạn" == said
    figures = ["da-gui", "cho-kiem-tra", "dung-han", "qua-han"]
    figures += ["chua-lien-he-duoc", "chua-den-han"]
    assert figures == re.findall(r"loc=([a-z-]+)", heading)


def test_under_it_stands_what_the_reports_add_up_to(desk: Desk) -> None:
    assert "Cộng số liệu" not in desk.get("/bang")
    for unit in ("so-tai-chinh", "so-y-te"):
        desk.hand_in(unit, BEFORE, document_on="11/03/2027")

    html = desk.get("/bang")

    assert "Cộng số liệu của 2 đơn vị đã gửi – tin, bài tuyên truyền cải cách" in html
    assert "lượt người được tuyên truyền: 2.500." in html


def test_a_cell_is_a_sign_a_word_and_a_date_that_lead_to_the_assignment(desk: Desk) -> None:
    viec = desk.hand_in("so-tai-chinh", BEFORE, document_on="11/03/2027")

    html = desk.get("/bang")

    assert "… chờ kiểm tra 12/03" == cell_of(html, "Sở Tài chính")
    assert "○ chưa gửi, hạn 16/03" == cell_of(html, "Sở Y tế")
    assert f'href="/bang/viec/{viec}"' in html
    assert "… chờ kiểm tra" in re.sub(r"<[^>]+>", "", html.split("Chú giải")[1])


def test_the_groups_stand_in_the_official_order(desk: Desk, portal: Portal) -> None:
    html = desk.get("/bang")

    groups = re.findall(r'scope="rowgroup"[^>]*><span>([^<]+)', html)
    assert ["Sở, ban, ngành", "Xã, phường"] == [group.strip() for group in groups]
    places = [_place(portal, name) for name in units_shown(html)]
    assert 139 == len(places)
    assert sorted(places) == places


def test_a_group_that_is_asked_stands_after_the_communes(desk: Desk, portal: Portal) -> None:
    """Sở, ban, ngành · huyện, xã · Mặt trận, đoàn thể · báo, đài (portal.md)."""
    wanted = ["so_ban_nganh", "cap_huyen", "cap_xa", "mttq_ctxh", "bao_dai"]
    assert wanted == sorted(wanted, key=PLACE.__getitem__)


def test_a_unit_that_is_asked_is_never_overdue(desk: Desk) -> None:
    desk.change("so-y-te", tone="request")
    desk.at(LATE)

    html = desk.get("/bang")
    page = desk.get(f"/bang/viec/{desk.portal.assignment('so-y-te')}")

    assert "○ chưa có thông tin, đề nghị 16/03" == cell_of(html, "Sở Y tế")
    assert "! quá hạn 16/03" == cell_of(html, "Sở Tài chính")
    assert "2 quá hạn" in html
    assert "1 chưa có thông tin" in html
    assert "quá hạn" not in page.lower().replace("quá hạn 1", "")
    assert "Thời gian đề nghị" in page


def test_an_extension_that_is_asked_for_is_seen_on_the_board(desk: Desk, portal: Portal) -> None:
    with transaction(portal.engine) as session:
        ask_extension(
            session,
            portal.rulebook,
            assignment_id=portal.assignment("so-y-te"),
            by="contact:3",
            asked_on=date(2027, 3, 17),
            reason="Chờ số liệu",
            now=portal.now,
        )

    html = desk.get("/bang")

    assert "○ chưa gửi, hạn 16/03 xin gia hạn" == cell_of(html, "Sở Y tế")
    assert "1 xin gia hạn" in html


def test_it_says_what_is_not_confirmed(desk: Desk) -> None:
    html = desk.get("/bang")

    assert "có điểm chưa được xác nhận" in html
    assert "Chưa có kế hoạch công khai năm 2027" in html
    assert "mốc mặc định được đề xuất, chưa được xác nhận" in html
    assert "Chưa xác nhận: Lịch nghỉ lễ, Tết năm 2027" in html


def test_the_table_can_be_scrolled_with_the_keyboard(desk: Desk) -> None:
    html = desk.get("/bang")

    [region] = re.findall(r'<div class="scroll[^>]*>', html)
    assert 'role="region"' in region
    assert 'tabindex="0"' in region
    assert "aria-label=" in region


def test_without_any_round_it_says_so(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)

    html = desk.get("/bang?ngay=2027-02-01")

    assert "Đến hết thứ Hai, 01/02/2027 chưa có đợt nào được mở." in html


def _place(portal: Portal, name: str) -> tuple[bool, int]:
    found: list[Unit] = [one for one in portal.rulebook.registry.units if one.name == name]
    unit = next(one for one in found if one.exists(date(2027, 3, 1)))
    return unit.group != "so_ban_nganh", unit.order


def _head(desk: Desk) -> str:
    """The day that the head of the round's column names."""
    html = desk.get("/bang?nhiem-vu=bao-cao-dinh-ky")
    return re.findall(r"<small>(hạn [^<]*)</small>", html)[0]


def test_the_head_of_a_column_shows_the_ledger_s_date_whatever_the_calendar_says(
    portal: Portal, sqlite_cast: Cast, tmp_path: Path
) -> None:
    """The 16th was made a day off after the round opened, and no run has moved a date yet."""
    later = with_day_off(portal.rulebook, tmp_path, "2027-03-16")
    with_later = create_app(portal.settings, rulebook=later, clock=lambda: portal.now)
    portal.client = TestClient(with_later, follow_redirects=False)
    desk = Desk(portal, sqlite_cast.officer)
    desk.at(BEFORE)

    assert "hạn 15/03–16/03/2027" == _head(desk)
    assert "○ chưa gửi, hạn 16/03" == cell_of(desk.get("/bang"), "Sở Tài chính")
    with transaction(portal.engine) as session:
        duty = portal.rulebook.registry.plan.duty("III.1.1.c")
        settle_dates(session, later, duty, now=BEFORE)
    assert "hạn 15/03–17/03/2027" == _head(desk)
    assert "○ chưa gửi, hạn 17/03" == cell_of(desk.get("/bang"), "Sở Tài chính")
    with_later.state.engine.dispose()


def test_a_date_that_one_unit_was_given_is_not_the_column_s(desk: Desk, sqlite_cast: Cast) -> None:
    before, portal = _head(desk), desk.portal
    with transaction(portal.engine) as session:
        decide(
            session,
            portal.rulebook,
            assignment_id=portal.assignment("so-y-te"),
            account=sqlite_cast.officer,
            ruling=Ruling(DecisionKind.EXTENSION_GRANTED, "", date(2027, 3, 17)),
            now=BEFORE,
        )

    assert before == _head(desk)
    assert "○ chưa gửi, hạn 17/03" == cell_of(desk.get("/bang"), "Sở Y tế")
