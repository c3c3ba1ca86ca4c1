"""Every view of the board as a file: the page's own figures, its filters, its rights."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from dondoc.clock import at
from dondoc.messages.phrasing import brief_name
from models import Account, Contact
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.desk import FIGURES, Desk, cell_of, units_shown
from tests.support.portal import Portal

NOW = at(date(2027, 3, 22), 9)
REPORT = "Báo cáo tuyên truyền CCHC"
VIEWS = (
    "/bang",
    "/bang?nhiem-vu=bao-cao-dinh-ky",
    "/bang/don-vi/so-tai-chinh",
    "/bang/nam/2027",
    "/bang/qua-han",
    "/bang/tre-hai-ky",
    "/bang/cho-quyet-dinh",
    "/bang/dau-moi",
    "/bang/kiem-tra",
    "/bang/tim-kiem?tim=so",
)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Quý I is past: Sở Tài chính handed in late, Sở Tư pháp in time, Sở Y tế not at all."""
    desk = Desk(portal, sqlite_cast.officer)
    for unit, moment in (
        ("so-tai-chinh", at(date(2027, 3, 18), 9)),
        ("so-tu-phap", at(date(2027, 3, 15), 9)),
    ):
        desk.hand_in(unit, moment, document_on=f"{moment:%d/%m/%Y}")
    desk.at(NOW)
    return desk


def address(path: str, suffix: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}tai={suffix}"


def sheets(answer: httpx.Response) -> dict[str, list[tuple[Any, ...]]]:
    """The rows under the heads of each sheet: what stands above and below is left out."""
    assert 200 == answer.status_code, answer.text[:300]
    book = load_workbook(io.BytesIO(answer.content))
    found = {}
    for sheet in book:
        rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
        head = int(sheet.print_title_rows.strip("$").split(":")[0])
        under = rows[head:]
        end = next((place for place, row in enumerate(under) if row[1] is None), len(under))
        found[sheet.title] = under[:end]
    return found


def above(answer: httpx.Response) -> list[str]:
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    column = [row[0].value for row in sheet.iter_rows(max_row=8)]
    return [one for one in column[: column.index(None)] if one]


def lines(answer: httpx.Response) -> list[list[str]]:
    assert 200 == answer.status_code
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("path", VIEWS)
def test_each_page_leads_to_its_own_files(desk: Desk, path: str) -> None:
    links = re.findall(r'<a href="(\?[^"]*tai=(?:xlsx|csv))" download>', desk.get(path))
    if not links:  # nothing to list: nothing to take along
        assert path in ("/bang/dau-moi", "/bang/kiem-tra")
    for link in links:
        answer = desk.client.get(path.partition("?")[0] + link.replace("&amp;", "&"))
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert re.search(
            r'"[a-z0-9-]+-2027-03-22\.(xlsx|csv)"', answer.headers["content-disposition"]
        )
        assert "nosniff" == answer.headers["x-content-type-options"]


def test_the_matrix_of_a_file_says_what_the_page_says_cell_by_cell(desk: Desk) -> None:
    path = "/bang?nhiem-vu=bao-cao-dinh-ky&nam=2027&nhom=so-ban-nganh"
    html = desk.get(path).partition("</table>")[0]
    found = sheets(desk.client.get(address(path, "xlsx")))["Bảng theo dõi"]

    assert units_shown(html) == [brief_name(row[0]) for row in found]
    for name, _group, said in found:
        words = re.sub(r"^[✓↺…!✗?○●–] ", "", cell_of(html, brief_name(name))).replace(" ,", ",")
        assert words == said


def test_the_file_keeps_filter_day_and_sentence(desk: Desk) -> None:
    path = "/bang?nhiem-vu=bao-cao-dinh-ky&nam=2027&ky=2027-Q1&loc=dung-han&ngay=16/03/2027"
    answer = desk.client.get(address(path, "xlsx"))

    assert ["Sở Tư pháp"] == [row[0] for row in sheets(answer)["Bảng theo dõi"]]
    told = above(answer)
    assert "Số liệu đến hết thứ Ba, 16/03/2027." == told[1]
    assert "1/139 đã gửi" in told[2]
    assert "1/139 đơn vị: đúng hạn." == told[3]


def test_csv_is_the_first_sheet(desk: Desk) -> None:
    path = "/bang/qua-han?nhom=so-ban-nganh"
    found = sheets(desk.client.get(address(path, "xlsx")))["Quá hạn theo đơn vị"]
    rows = lines(desk.client.get(address(path, "csv")))

    assert ["Đơn vị", "Nhóm", "Số việc quá hạn", "Lâu nhất từ"] == rows[0]
    assert [["Sở Y tế", "Sở, ban, ngành", "1", "16/03/2027"]] == rows[1:]
    assert [("Sở Y tế", "Sở, ban, ngành", 1, datetime(2027, 3, 16))] == found  # noqa: DTZ001


def test_the_year_gives_the_figures_of_its_page(desk: Desk) -> None:
    html = desk.get("/bang/nam/2027")
    rounds = sheets(desk.client.get("/bang/nam/2027?tai=xlsx"))["Các kỳ"]

    [quarter] = [row for row in rounds if (row[0], row[2]) == (REPORT, "quý I/2027")]
    assert (datetime(2027, 3, 16), "có đơn vị quá hạn", 2, 139, 1, 0) == quarter[3:]  # noqa: DTZ001
    assert "<span>2/139</span> <span>1 quá hạn</span>" in html


def test_who_may_not_open_a_page_gets_no_file_of_it(desk: Desk, sqlite_cast: Cast) -> None:
    with transaction(desk.portal.engine) as session:
        account = Account(
            name="Xem", address="xem@x.example", unit_code="so-y-te", role=AccountRole.VIEWER
        )
        session.add(account)
    desk.sign_in(account)

    assert 403 == desk.client.get("/bang/dau-moi?tai=xlsx").status_code
    desk.client.cookies.clear()
    assert 303 == desk.client.get("/bang/qua-han?tai=csv").status_code


def test_no_file_tells_what_a_unit_handed_in_or_whom_it_is_reached_by(desk: Desk) -> None:
    with transaction(desk.portal.engine, write=False) as session:
        known = session.get_one(Contact, 1)
    private = ("12/BC-STC", "Nguyễn Văn An", known.address, *FIGURES.values())
    for path in VIEWS:
        if path not in ("/bang/dau-moi", "/bang/cho-quyet-dinh", "/bang"):  # of whom may read it
            for rows in sheets(desk.client.get(address(path, "xlsx"))).values():
                cells = {cell for row in rows for cell in row if isinstance(cell, str)}
                assert not cells & set(private)


def test_another_kind_of_file_is_refused_in_words(desk: Desk) -> None:
    answer = desk.client.get("/bang/qua-han?tai=pdf")
    assert 422 == answer.status_code
    assert "chỉ tải được tệp xlsx hoặc csv" in answer.text


def test_more_rows_than_a_file_holds_are_refused_in_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dondoc.documents.paper.table_file.MOST_EXPORTED", 10)
    answer = desk.client.get("/bang?nhiem-vu=bao-cao-dinh-ky&tai=xlsx")
    assert 422 == answer.status_code
    assert "nhiều hơn 10 dòng" in answer.text
