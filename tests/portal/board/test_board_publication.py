"""«Công khai TTHC»: units × places, each cell with figures, as of any day, as page and file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from dondoc.clock import at
from models import Index766
from models.database import transaction
from models.publication_kinds import (
    CheckVerdict,
    FindingKind,
    ReadingTrouble,
    Severity,
    SourceKind,
)
from tests.support.cast import Cast
from tests.support.desk import Desk, units_shown
from tests.support.portal import Portal
from tests.support.publication_rows import FULL, PublicationRows

DAY = at(date(2027, 3, 8), 2)
PATH = "/bang/cong-khai"


@pytest.fixture
def rows(portal: Portal) -> PublicationRows:
    return PublicationRows(portal.engine)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast, rows: PublicationRows) -> Desk:
    """Tài chính lacks two and has a wrong fee, Y tế is right, Tư pháp cannot be verified."""
    finance = rows.source("so-tai-chinh")
    check = rows.check(finance, DAY, counts={**FULL, "matched": 48, "right": 39, "not_yet_due": 3})
    rows.finding(finance, check, procedure="1.000001", due_on=date(2027, 3, 1))
    rows.finding(finance, check, procedure="1.000002", due_on=date(2027, 3, 1))
    rows.finding(finance, check, FindingKind.WRONG_FEE, procedure="1.000003")
    rows.check(rows.source("so-y-te"), DAY)
    portal_source = rows.source("so-y-te", SourceKind.PROVINCIAL_PORTAL)
    light = rows.check(portal_source, DAY, counts={**FULL, "shown": 51})
    rows.finding(portal_source, light, FindingKind.DUPLICATE, severity=Severity.LOW)
    justice = rows.source("so-tu-phap")
    rows.check(justice, DAY, CheckVerdict.UNVERIFIABLE, trouble=ReadingTrouble.BLOCKED)
    return Desk(portal, sqlite_cast.officer)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def row_of(html: str, unit: str) -> str:
    return words(next(line for line in html.split("<tr>") if f">{unit}</a></th>" in line))


def test_the_page_begins_with_the_sentence_for_the_telephone(desk: Desk) -> None:
    assert (
        "Tháng 3/2027: 4 nguồn của 3 đơn vị; 3 kiểm chứng được, 1 không; "
        "4 sai lệch đang mở (3 nặng)." in words(desk.get(PATH))
    )


def test_the_menu_leads_there(desk: Desk) -> None:
    assert f'href="{PATH}">Công khai TTHC' in desk.get("/bang")


def test_a_cell_says_score_figures_and_what_is_left_out(desk: Desk) -> None:
    html = desk.get(PATH)

    assert (
        "Sở Tài chính ! sai lệch nặng, 08/03 97 điểm đăng 48/50 thủ tục 3 sai lệch, 3 nặng "
        "không tính 3 thủ tục chưa đến hạn" in row_of(html, "Sở Tài chính")
    )
    assert "✓ đủ và đúng, 08/03 100 điểm đăng 50/50" in row_of(html, "Sở Y tế")


def test_what_cannot_be_verified_has_no_score_good_or_bad(desk: Desk) -> None:
    said = row_of(desk.get(PATH), "Sở Tư pháp")

    assert "? không kiểm chứng được, 08/03 không tính 1 lần không kiểm chứng được" in said
    assert "không có điểm" in said
    assert not re.search(r"\d+ điểm", said)


def test_fewer_shown_than_wanted_and_nothing_confirmed_is_not_called_right(
    desk: Desk, rows: PublicationRows
) -> None:
    rows.check(rows.source("so-cong-thuong"), DAY, counts={**FULL, "matched": 49})

    assert "… chờ xem lại" in row_of(desk.get(PATH), "Sở Công Thương")


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("muc=high", ["Sở Tài chính"]),
        ("muc=low", ["Sở Y tế"]),
        ("loai=wrong_fee", ["Sở Tài chính"]),
        ("loai=dead_link", []),
        ("noi=provincial_portal", ["Sở Y tế"]),
        ("tim=tu+phap", ["Sở Tư pháp"]),
        ("nhom=cap-xa", []),
        ("muc=nonsense&noi=&loai=x", ["Sở Tư pháp", "Sở Tài chính", "Sở Y tế"]),
    ],
)
def test_the_address_narrows_to_gravity_kind_place_and_unit(
    desk: Desk, query: str, units: list[str]
) -> None:
    assert units == units_shown(desk.get(f"{PATH}?{query}"))


def test_what_was_narrowed_to_is_listed_and_leads_to_each_finding(desk: Desk) -> None:
    html = desk.get(f"{PATH}?muc=high")

    listed = re.findall(r'href="(/bang/cong-khai/sai-lech/\d+)">([^<]+)</a>', html)
    assert [
        "Sở Tài chính: thiếu thủ tục 1.000001",
        "Sở Tài chính: thiếu thủ tục 1.000002",
        "Sở Tài chính: sai phí, lệ phí 1.000003",
    ] == [words for _link, words in listed]
    assert 200 == desk.client.get(listed[0][0]).status_code
    assert "sai-lech/" not in desk.get(PATH)


def test_another_period_and_another_day_are_asked_for_in_the_address(
    desk: Desk, rows: PublicationRows
) -> None:
    later = DAY + timedelta(days=5)
    source = rows.source("so-cong-thuong")
    rows.check(source, later)

    assert "○ chưa kiểm tra" in row_of(desk.get(f"{PATH}?ngay=10/03/2027"), "Sở Công Thương")
    assert "✓ đủ và đúng" in row_of(desk.get(PATH), "Sở Công Thương")
    assert "Tháng 02/2027:" in desk.get(f"{PATH}?ky=2027-M02")
    assert "Quý I/2027:" in desk.get(f"{PATH}?ky=2027-Q1")


def test_a_period_that_there_is_not_is_said_and_the_newest_shown(desk: Desk) -> None:
    html = desk.get(f"{PATH}?ky=2027-M13")

    assert "tháng từ M01 đến M12" in html
    assert "Tháng 3/2027:" in html


def test_the_same_comes_as_a_workbook_with_every_numerator_and_denominator(desk: Desk) -> None:
    answer = desk.client.get(f"{PATH}?tai=xlsx&noi=agency_site")

    book = load_workbook(BytesIO(answer.content))
    sheet = list(book["Nguồn"].iter_rows(values_only=True))
    heads = next(place for place, row in enumerate(sheet) if row[0] == "Đơn vị")
    finance = dict(
        zip(sheet[heads], next(row for row in sheet if row[0] == "Sở Tài chính"), strict=True)
    )
    assert (48, 50) == (finance["Đăng đủ: được"], finance["Đăng đủ: trên"])
    assert (39, 40) == (finance["Đúng nội dung: được"], finance["Đúng nội dung: trên"])
    assert (3, 3) == (finance["Sai lệch đang mở"], finance["Chưa đến hạn"])
    above = [str(row[0]) for row in sheet[:heads]]
    assert any(line.startswith("Điểm nội bộ để theo dõi trong tỉnh") for line in above)
    assert any("đăng đủ 40, đúng hạn 20, đủ bộ phận 20" in line for line in above)
    found = list(book["Sai lệch"].iter_rows(values_only=True))
    assert "Thiếu thủ tục" in [row[2] for row in found]


def test_without_sources_the_page_says_what_to_do(portal: Portal, sqlite_cast: Cast) -> None:
    assert "Chưa có nguồn nào để kiểm tra" in Desk(portal, sqlite_cast.viewer).get(PATH)


def test_nobody_sees_it_without_signing_in(portal: Portal) -> None:
    assert 303 == portal.get(PATH).status_code


def test_the_official_index_stands_beside_our_own_score(desk: Desk) -> None:
    assert "Chỉ số 766 chính thức" not in desk.get(PATH)
    with transaction(desk.portal.engine) as session:
        session.add(
            Index766(
                period="2027-Q1",
                unit_code="ubnd-tinh",
                version=1,
                scores={"CKMB": 14.25},
                source="Cổng dịch vụ công quốc gia",
                imported_at=DAY,
                imported_by="account:1",
            )
        )

    text = words(desk.get(PATH))

    assert "Chỉ số 766 chính thức quý I/2027: CKMB 14,25" in text
    assert "không phải điểm Bộ chỉ số 766" in text
