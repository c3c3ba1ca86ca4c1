"""IV: what the check found, the same in docx, xlsx, artifact and on the board's two pages."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from dondoc.clock import at
from dondoc.documents.consolidated.draft_artifact import draft_artifact
from dondoc.documents.consolidated.renew_draft import RenewedDraft
from dondoc.documents.public_facts.publication_passages import publication_passages
from dondoc.publication.score.check_periods import check_period
from dondoc.publication.score.publication_summary import publication_summary
from models import PublicationFinding
from models.database import transaction
from models.publication_kinds import CheckVerdict, FindingKind, ReadingTrouble, Severity
from tests.support.desk import Desk
from tests.support.papers import lines
from tests.support.portal import Portal
from tests.support.publication_rows import FULL, PublicationRows
from tests.support.reading import Page
from tests.support.report_desk import OWN_DAY, ReportDesk

DAY = at(date(2027, 3, 8), 2)
TALLY = (
    "3 nguồn của 3 đơn vị; 2 kiểm chứng được, 1 không; 2 sai lệch đang mở (1 nặng)"  # of the period
)


@pytest.fixture
def checked(desk: ReportDesk) -> ReportDesk:
    """Tài chính lacks one, has an old text and mended one; Y tế is right; Tư pháp is blocked."""
    rows = PublicationRows(desk.engine)
    finance = rows.source("so-tai-chinh")
    check = rows.check(finance, DAY, counts={**FULL, "matched": 49})
    rows.finding(finance, check, due_on=date(2027, 3, 1))
    rows.finding(
        *(finance, check, FindingKind.OUTDATED_VERSION),
        procedure="1.000007",
        severity=Severity.MEDIUM,
    )
    mended = rows.finding(
        *(finance, check, FindingKind.DEAD_LINK), procedure="1.000008", severity=Severity.MEDIUM
    )
    rows.change(PublicationFinding, mended, closed_at=at(date(2027, 3, 12), 2))
    rows.check(rows.source("so-y-te"), DAY)
    justice = rows.source("so-tu-phap")
    rows.check(justice, DAY, CheckVerdict.UNVERIFIABLE, trouble=ReadingTrouble.BLOCKED)
    after = rows.source("so-cong-thuong", from_on=date(2027, 3, 16))  # after the period
    rows.check(after, at(date(2027, 3, 17), 2))
    return desk


def _drafted(desk: ReportDesk) -> tuple[RenewedDraft, list[str]]:
    drafted = desk.draft(OWN_DAY)
    return drafted, lines(desk.file(drafted.document, ".docx"))


def test_every_way_says_the_same(checked: ReportDesk) -> None:
    drafted, said = _drafted(checked)
    with transaction(checked.engine, write=False) as session:
        artifact = draft_artifact(session, checked.at(OWN_DAY), drafted).text
    board = _board(checked, "/bang/cong-khai?ky=2027-Q1")
    paper = _board(checked, f"/bang/tai-lieu/{drafted.document.id}/xem")

    assert any(TALLY in line for line in said)
    assert TALLY in artifact
    assert f"Quý I/2027: {TALLY}." in board
    assert TALLY in paper
    assert {"Sở Tài chính": "49/50", "Sở Y tế": "50/50", "Sở Tư pháp": "–"} == _sheet(
        checked, drafted
    )


def test_the_words_of_the_plan_have_their_figures(checked: ReportDesk) -> None:
    text = "\n".join(_drafted(checked)[1]).replace("\N{NO-BREAK SPACE}", " ")

    assert "Đầy đủ: đăng đủ 99/100 (99 %), đủ bộ phận 40/40 (100 %)." in text
    assert "Đúng: đúng nội dung 80/80 (100 %), đúng hạn 99/100 (99 %)" in text
    assert "Rõ ràng: nguồn không có bản chụp, phông cũ, đường dẫn hỏng 3/3 (100 %)." in text
    assert "Cập nhật: thủ tục theo quyết định đang có hiệu lực 99/100 (99 %)." in text
    assert "Trong kỳ xác nhận 3 sai lệch, khắc phục 1, còn mở 2 (1 nặng)." in text
    assert "Điểm nội bộ để theo dõi trong tỉnh, không phải điểm Bộ chỉ số 766" in text
    assert "không tính 1 lần không kiểm chứng được" in text
    assert "1 đơn vị (Sở Tư pháp)" in text


def test_without_a_look_part_iv_says_nothing_of_one(desk: ReportDesk) -> None:
    text = "\n".join(_drafted(desk)[1])

    assert "Máy kiểm tra" not in text
    assert "766" not in text


@pytest.mark.one_database
def test_best_and_worst_are_named_where_there_are_enough(checked: ReportDesk) -> None:
    rows = PublicationRows(checked.engine)
    units = ("thanh-tra-tinh", "so-xay-dung", "so-noi-vu")
    for matched, unit in zip((10, 20, 30), units, strict=True):
        rows.check(rows.source(unit), DAY, counts={**FULL, "matched": matched})

    text = "\n".join(_drafted(checked)[1])

    best = re.search(r"Cao nhất: (.*)\.", text)
    worst = re.search(r"Thấp nhất: (.*)\.", text)
    assert best
    assert worst
    assert ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"] == re.findall(
        r"([^\W\d][\w ]+?) \d+ điểm", best[1]
    )
    assert ["Thanh tra tỉnh", "Sở Xây dựng"] == re.findall(r"([^\W\d][\w ]+?) \d+ điểm", worst[1])


@pytest.mark.one_database
def test_a_past_period_is_told_as_it_ended(checked: ReportDesk) -> None:
    with transaction(checked.engine, write=False) as session:
        summary = publication_summary(
            session,
            checked.rulebook.registry,
            check_period("2027-M03"),
            as_of=at(date(2027, 3, 10), 9),
        )

    assert summary is not None
    assert 0 == summary.mended
    assert 3 == summary.tally.open
    assert publication_passages(summary)


def _board(desk: ReportDesk, path: str) -> str:
    address = desk.engine.url.render_as_string(hide_password=False)
    settings = desk.settings.model_copy(update={"database_url": address})
    portal = Portal(settings, desk.engine, desk.rulebook)
    portal.now = OWN_DAY
    return Page(Desk(portal, desk.life.officer).get(path)).text


def _sheet(desk: ReportDesk, drafted: RenewedDraft) -> dict[str, str]:
    """How much each unit shows, of the workbook's own sheet."""
    book = load_workbook(io.BytesIO(desk.file(drafted.document, ".xlsx")))
    for sheet in book.worksheets:
        rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
        heads = next((row for row in rows if "Đăng đủ" in row), None)
        if heads:
            place = heads.index("Đăng đủ")
            return {row[1]: row[place] for row in rows[rows.index(heads) + 1 :] if row[0].isdigit()}
    return {}
