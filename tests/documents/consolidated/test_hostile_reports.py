"""Whatever units and officers typed, the report opens, and nothing in it acts."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from dondoc.clock import at
from dondoc.documents.register.narrative import write
from models.database import transaction
from tests.support.nasty import NASTY
from tests.support.papers import lines, opened
from tests.support.report_desk import FIRST_DRAFT, OFFICER, OWN_DAY, ReportDesk

MEANT_TO_ACT = ("=cmd|' /C calc'!A0", "{{ 7*7 }}", "{% for x in y %}", "<w:p/>", "]]>")


@pytest.mark.one_database
def test_a_report_of_nasty_words_opens(desk: ReportDesk):
    units = iter(["so-tu-phap", "so-cong-thuong", "so-xay-dung", "thanh-tra-tinh"])
    typed = [*MEANT_TO_ACT, *(text for text in NASTY if text.strip("\x00 \r\n"))]
    for unit in units:
        desk.life.id = desk.life.assignment(unit)
        reason = "\n".join(typed)[:1_900]
        desk.life.submit(at(date(2027, 3, 15), 9), answer="not_done", reason=reason)
        typed = typed[::-1]
    words = {key: text[:20_000] for key, text in zip(("chi_dao", "danh_gia"), NASTY, strict=False)}
    words["ton_tai"] = "\n".join(typed)[:19_000]
    with transaction(desk.engine) as session:
        write(session, desk.report.matter, words, by=OFFICER, now=FIRST_DRAFT)

    drafted = desk.draft(OWN_DAY)

    said = "\n".join(lines(desk.file(drafted.document, ".docx")))
    assert all(text in said for text in MEANT_TO_ACT)
    assert opened(desk.file(drafted.document, ".docx")).paragraphs
    book = load_workbook(io.BytesIO(desk.file(drafted.document, ".xlsx")))
    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert [] == formulas
