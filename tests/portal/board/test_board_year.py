"""The year's page: duties × months, planned and done."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlmodel import col, select, update

from dondoc.clock import at
from models import Assignment, Round
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import CONSOLIDATED, Portal

REVIEW = "II.3.3"
LATE = at(date(2027, 3, 17), 9)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def line(html: str, duty: str) -> list[str]:
    """The words of a duty's cells by month, its own name first."""
    row = next(one for one in html.split("<tr>") if f">{duty} <small>" in one)
    cells = re.split(r"</t[hd]>", row.split("</tr>")[0])
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells][:-1]


def test_a_period_stands_in_the_month_of_its_date(desk: Desk) -> None:
    desk.hand_in("so-tai-chinh", at(date(2027, 3, 12), 9), document_on="11/03/2027")
    desk.at(LATE)

    html = desk.get("/bang/nam/2027")

    report = line(html, "Báo cáo tuyên truyền CCHC")
    assert "Báo cáo tuyên truyền CCHC 0/4 kỳ xong" == report[0]
    assert "! Quý I 1/139 2 quá hạn 16/03" == report[3]
    assert "○ 6 tháng chưa mở 16/06" == report[6]
    assert [3, 6, 9, 12] == [month for month, cell in enumerate(report) if month and cell]
    assert 'href="/bang?nam=2027&amp;nhiem-vu=bao-cao-dinh-ky&amp;ky=2027-Q1"' in html


def test_what_is_all_in_is_said_to_be_done(desk: Desk, portal: Portal) -> None:
    portal.open_round(CONSOLIDATED)
    viec = portal.assignment("so-noi-vu", duty=CONSOLIDATED)
    desk.record(viec, at(date(2027, 3, 16), 9), document_on="16/03/2027", figures={})
    desk.at(LATE)

    report = line(desk.get("/bang/nam/2027"), "Báo cáo tổng hợp tuyên truyền CCHC")

    assert "Báo cáo tổng hợp tuyên truyền CCHC 1/4 kỳ xong" == report[0]
    assert "✓ Quý I 1/1 xong 18/03" == report[3]


def test_what_falls_due_after_the_year_has_its_own_column(desk: Desk) -> None:
    html = desk.get("/bang/nam/2027")

    assert "Sang năm" in html
    assert line(html, "Quyết toán kinh phí tuyên truyền")[13]


def test_many_periods_of_one_month_are_one_line(desk: Desk, portal: Portal) -> None:
    """As demands may be: three months of a review, all due in May."""
    for month, day in ((3, 24), (4, 22), (5, 24)):
        portal.open_round(REVIEW, now=at(date(2027, month, day), 7, 30))
    with transaction(portal.engine) as session:
        of_review = col(Assignment.round_id).in_(select(Round.id).where(Round.duty == REVIEW))
        session.execute(update(Assignment).where(of_review).values(due_on=date(2027, 5, 31)))
    desk.at(at(date(2027, 5, 25), 9))

    review = line(desk.get("/bang/nam/2027"), "Rà soát quyết định công bố TTHC")

    assert "… 3 kỳ 0 xong" == review[5]


@pytest.mark.parametrize("year", ["1999", "2101", "2040", "khong"])
def test_a_year_of_which_nothing_is_planned_is_not_found(desk: Desk, year: str) -> None:
    assert desk.client.get(f"/bang/nam/{year}").status_code in (404, 422)
