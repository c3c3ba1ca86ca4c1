"""The consolidated report composed: facts of one instant and written words, as docx and xlsx."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from dondoc.documents.consolidated.paper_frame import frame, narrative
from dondoc.documents.consolidated.report_of import ReportOf
from dondoc.documents.paper.paper_templates import REPORT
from dondoc.documents.paper.paper_values import ReportValues
from dondoc.documents.paper.passages import ListLine, TextLine
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.paper.table import Column, Table
from dondoc.documents.paper.workbook import workbook
from dondoc.documents.register.keep_paper import MadePaper
from dondoc.documents.register.narrative import texts_of
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.indicator_sums import sums
from dondoc.rounds.progress import progress


def compose_report(
    session: Session,
    rulebook: Rulebook,
    report: ReportOf,
    *,
    as_of: datetime,
    own: Path | None = None,
) -> MadePaper:
    """The draft as the ledger was known at `as_of`; `own` is the office's folder of templates."""
    book = phrases("consolidated")
    period = report.period.key
    now = progress(session, rulebook, duty=report.summed.code, period=period, as_of=as_of)
    added = sums(session, rulebook, report.summed, now)
    texts = texts_of(session, report.matter, as_of=as_of)
    said = book.of_units(now.tally.handed_in, now.tally.asked)
    units = {one.title: one.unit for one in report.summed.indicators}
    results = tuple(
        ListLine(book.summed(title, value, units[title], said)) for title, value in added.values
    )
    rows = tuple(
        (number, row.unit_name, row.spoken.phrase) for number, row in enumerate(now.rows, start=1)
    )
    columns = (Column("TT", 5), Column("Đơn vị", 45), Column("Tình trạng", 30))
    table = Table("Tình hình gửi báo cáo", columns, rows)
    values = ReportValues(
        **frame(rulebook, report),
        direction=(narrative("chi_dao", texts),),
        results=(*results, narrative("danh_gia", texts)),
        discipline=(TextLine(now.sentence()),),
        publication=(narrative("cong_khai", texts),),
        shortcomings=(narrative("ton_tai", texts),),
        next_period=(narrative("ky_toi", texts),),
        annexes=(),
    )
    facts = {"values": dataclasses.asdict(values)}
    files = {
        f"{report.slug}.docx": paper(REPORT, values, as_of=as_of, own=own),
        f"phu-luc-{report.slug}.xlsx": workbook([table], made=as_of),
    }
    return MadePaper(report.matter, as_of, book.basis(report), said, facts, files)
