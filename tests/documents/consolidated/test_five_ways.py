"""Docx, xlsx, artifact, board and mail say the same numbers of one instant."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlmodel import Session

from dondoc.clock import at
from dondoc.delivery.composing.officer_letter import OfficerLetter
from dondoc.documents.consolidated.draft_artifact import draft_artifact
from dondoc.documents.consolidated.new_drafts import new_drafts
from dondoc.documents.consolidated.renew_draft import RenewedDraft
from dondoc.reporting.waiting_work import Waiting
from models.database import transaction
from tests.support.desk import Desk
from tests.support.papers import lines
from tests.support.portal import Portal
from tests.support.reading import Page
from tests.support.report_desk import FIRST_DRAFT, OWN_DAY, ReportDesk

TITLES = {
    "Tin, bài tuyên truyền cải cách hành chính đã đăng, phát": 24,
    "Hội nghị, cuộc họp có lồng ghép nội dung cải cách hành chính": 9,
    "Tờ rơi, pa nô, áp phích đã phát hành": 0,
    "Lượt người được tuyên truyền": 3750,
}
"""Of three units: 12 + 5 + 7 news items; the second figures are the same of each."""

IN, ASKED = 3, 139
WHERE = "(mục III.1.1 gạch 3)"


@pytest.fixture
def drafted(desk: ReportDesk) -> RenewedDraft:
    desk.hand_in("so-tu-phap", at(date(2027, 3, 16), 9), tin_bai="7")
    return desk.draft(OWN_DAY)


def test_five_ways_one_number(desk: ReportDesk, drafted: RenewedDraft):
    with transaction(desk.engine, write=False) as session:
        artifact = _artifact(session, desk, drafted)
        mail = _mail(session, desk)
    found = {
        "docx": _docx(desk, drafted),
        "xlsx": _xlsx(desk, drafted),
        "artifact": artifact,
        "board": _board(desk),
    }

    assert dict.fromkeys(found, (TITLES, f"{IN}/{ASKED}")) == found
    assert f"Báo cáo tổng hợp quý I/2027: bản 1, {IN}/{ASKED} đơn vị" in mail
    assert f"{IN}/{ASKED} đơn vị" == drafted.document.said


def _docx(desk: ReportDesk, drafted: RenewedDraft) -> tuple[dict[str, int], str]:
    said = lines(desk.file(drafted.document, ".docx"))
    at_row = {title: said.index(f"{title} {WHERE}") for title in TITLES}
    values = {title: int(said[row + 2].replace(".", "")) for title, row in at_row.items()}
    [units] = {said[row + 3] for row in at_row.values()}
    return values, units


def _xlsx(desk: ReportDesk, drafted: RenewedDraft) -> tuple[dict[str, int], str]:
    sheet = load_workbook(io.BytesIO(desk.file(drafted.document, ".xlsx"))).worksheets[0]
    rows = {str(row[0].value): row for row in sheet.iter_rows()}
    found = {title: rows[f"{title} {WHERE}"] for title in TITLES}
    [units] = {str(row[3].value) for row in found.values()}
    return {title: int(row[2].value) for title, row in found.items()}, units


def _artifact(
    session: Session, desk: ReportDesk, drafted: RenewedDraft
) -> tuple[dict[str, int], str]:
    text = draft_artifact(session, desk.at(OWN_DAY), drafted).text
    values, units = {}, set()
    for title in TITLES:
        value, of = re.search(rf"- {title}: ([\d.]+) .*\((\S+) đơn vị\)", text).groups()
        values[title] = int(value.replace(".", ""))
        units.add(of)
    [one] = units
    return values, one


def _board(desk: ReportDesk) -> tuple[dict[str, int], str]:
    """The board's page of the round, at the same instant."""
    address = desk.engine.url.render_as_string(hide_password=False)
    settings = desk.settings.model_copy(update={"database_url": address})
    portal = Portal(settings, desk.engine, desk.rulebook)
    portal.now = OWN_DAY
    page = Page(
        Desk(portal, desk.life.officer).get("/bang?nam=2027&nhiem-vu=bao-cao-dinh-ky&ky=2027-Q1")
    )
    text = page.text
    values = {}
    for title in TITLES:
        said = re.search(rf"{title[:1].lower()}{title[1:]}: ([\d.]+)", text)
        values[title] = int(said[1].rstrip(".").replace(".", ""))
    return values, re.search(r"Quý I/2027: (\d+/\d+)", text)[1]


def _mail(session: Session, desk: ReportDesk) -> str:
    context = desk.at(OWN_DAY)
    papers = new_drafts(session, context, since=FIRST_DRAFT)
    return OfficerLetter(context).morning("Phạm Thị Hà", Waiting(papers=papers)).text
