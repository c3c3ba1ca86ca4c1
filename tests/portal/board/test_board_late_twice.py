"""«Ai trễ hai kỳ liền?», the leaders' page, and the one rule of lateness behind both."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.ledger.installation import Context
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.letter_desk import drafted
from tests.support.portal import CONSOLIDATED, Portal

AFTER_Q1, AFTER_S1 = at(date(2027, 3, 22), 9), at(date(2027, 6, 21), 9)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Quý I and 6 tháng are past. Tài chính was late twice, Y tế once, Tư pháp never.

    Tài chính handed in after the date in quý I, and nothing since; Sở Nội vụ's own slot and the
    units that nobody could tell are not judged.
    """
    portal.open_round(now=at(date(2027, 6, 1), 7, 30))
    desk = Desk(portal, sqlite_cast.officer)
    for unit, period, moment in (
        ("so-tai-chinh", "2027-Q1", at(date(2027, 3, 18), 9)),
        ("so-y-te", "2027-Q1", at(date(2027, 3, 18), 10)),
        ("so-y-te", "2027-S1", at(date(2027, 6, 14), 9)),
        ("so-tu-phap", "2027-Q1", at(date(2027, 3, 15), 9)),
        ("so-tu-phap", "2027-S1", at(date(2027, 6, 15), 9)),
    ):
        viec = portal.assignment(unit, period=period)
        desk.record(viec, moment, document_on=f"{moment:%d/%m/%Y}")
    desk.at(AFTER_S1)
    return desk


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_one_click_from_the_board_names_who_was_late_twice_running(desk: Desk) -> None:
    assert 'href="/bang/tre-hai-ky">Ai trễ hai kỳ liền?</a>' in desk.get("/bang")

    html = desk.get("/bang/tre-hai-ky")

    assert "1 đơn vị trễ cả hai kỳ gần nhất" in html
    units = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a>', html)
    assert [("/bang/don-vi/so-tai-chinh", "Sở Tài chính")] == units
    assert "Quý I/2027 6 tháng/2027 Sở Tài chính … chờ kiểm tra, trễ hạn 18/03 ! quá hạn" in words(
        html
    )


def test_one_period_is_not_two(desk: Desk) -> None:
    html = desk.get("/bang/tre-hai-ky?ngay=22/03/2027")

    assert "Không có đơn vị nào trễ cả hai kỳ" in html
    assert "Số liệu đến hết thứ Hai, 22/03/2027" in html


@pytest.mark.parametrize("kind", ["waived", "asked"])
def test_who_is_asked_or_waived_is_never_late(desk: Desk, sqlite_cast: Cast, kind: str) -> None:
    viec = desk.portal.assignment(period="2027-S1")
    if kind == "waived":
        with transaction(desk.portal.engine) as session:
            decide(
                session,
                desk.portal.rulebook,
                assignment_id=viec,
                account=sqlite_cast.officer,
                ruling=Ruling(DecisionKind.WAIVED, "Đơn vị đang sắp xếp lại"),
                now=AFTER_S1,
            )
    else:
        desk.change_row(viec, tone="request")

    assert "Không có đơn vị nào trễ cả hai kỳ" in desk.get("/bang/tre-hai-ky")


def test_the_leader_reads_three_sentences_with_rates_by_group(desk: Desk) -> None:
    portal = desk.portal
    drafted(Context(portal.settings, portal.rulebook, portal.engine, AFTER_S1))

    html = desk.get("/lanh-dao")

    said = re.findall(r"<p>(.*?)</p>", html.split('<div class="three-sentences">')[1], re.DOTALL)
    first, second, third = [words(one) for one in said[:3]]
    assert "6 tháng/2027: 2/139 đã gửi (2 chờ kiểm tra; 2 đúng hạn), 1 quá hạn" in first
    assert "6 tháng/2027: 66 % đúng hạn ( 1 đơn vị trễ ), tăng 33 điểm so với kỳ trước." == second
    assert "1 đơn vị trễ hai kỳ liền ; 1 văn bản chờ ký ." == third
    [chart] = re.findall(r'<svg[^>]*aria-label="([^"]+)"', html)
    assert "Sở, ban, ngành: quý I/27 33 %, 6 tháng/27 66 %" == chart
    assert "Công văn đôn đốc báo cáo tuyên truyền CCHC, 6 tháng/2027" in html
    assert "Sở Nội vụ ký, bản 1, 1 đơn vị, số liệu" in html


def test_each_number_of_the_leaders_page_leads_to_the_rows_it_counts(desk: Desk) -> None:
    html = desk.get("/lanh-dao").replace("&amp;", "&")

    [link] = re.findall(r'href="([^"]+)">2/3 trễ</a>', html)
    late = desk.get(link)

    assert (
        "/bang?nam=2027&nhiem-vu=bao-cao-dinh-ky&ky=2027-Q1&loc=tre-han&nhom=so-ban-nganh" == link
    )
    assert ["Sở Tài chính", "Sở Y tế"] == sorted(
        re.findall(r'<th scope="row"><a[^>]*>([^<]+)</a>', late)
    )


def test_what_the_leaders_own_body_owes_soon_waits_to_be_signed(desk: Desk, portal: Portal) -> None:
    portal.open_round(CONSOLIDATED, now=at(date(2027, 6, 1), 7, 30))
    desk.at(at(date(2027, 6, 15), 9))

    waits = words(desk.get("/lanh-dao").split('id="cho-ky"')[1])

    assert "Báo cáo tổng hợp tuyên truyền CCHC, 6 tháng/2027 ○ chưa gửi hạn thứ Sáu, 18/06" in waits


def test_without_any_report_the_leaders_page_says_so(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.viewer)

    html = desk.get("/lanh-dao?ngay=01/02/2027")

    assert "Chưa có kỳ báo cáo nào được mở." in html
    assert "Không đơn vị nào trễ hai kỳ liền" in html
