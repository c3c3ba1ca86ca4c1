"""The consolidated report composed: facts of one instant and written words, as docx and xlsx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from dondoc.documents.consolidated.annex_tables import (
    all_figures,
    corrections_table,
    doubts_table,
    examples_table,
    unit_duties,
    unit_figures,
)
from dondoc.documents.consolidated.discipline_section import (
    discipline_passages,
    discipline_table,
    late_table,
)
from dondoc.documents.consolidated.paper_frame import frame, narrative
from dondoc.documents.consolidated.report_of import ReportOf, UnderNumber
from dondoc.documents.consolidated.results_section import direction, of_part, results
from dondoc.documents.consolidated.words_section import (
    next_passages,
    shortcomings_passages,
    words_table,
)
from dondoc.documents.paper.paper_templates import REPORT
from dondoc.documents.paper.paper_values import Annex, ReportValues
from dondoc.documents.paper.passages import Passages, TextLine
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.paper.table import Table
from dondoc.documents.paper.workbook import workbook
from dondoc.documents.public_facts.publication_passages import (
    kinds_table,
    publication_passages,
    units_table,
)
from dondoc.documents.register.find_paper import issued_of
from dondoc.documents.register.keep_paper import MadePaper
from dondoc.documents.register.narrative import texts_of
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts, consolidated_facts
from dondoc.reporting.consolidated.corrections import corrections
from models import Document

_ROMAN = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True)
class ComposedReport:
    """What the report says, before it is a file: the same facts are in docx, xlsx and on a page."""

    report: ReportOf
    facts: ConsolidatedFacts
    values: ReportValues
    sheets: tuple[Table, ...]

    @property
    def said(self) -> str:
        """«24/27 đơn vị»"""
        return self.facts.head.units()

    def docx(self, own: Path | None = None) -> bytes:
        return paper(REPORT, self.values, as_of=self.facts.head.as_of, own=own)

    def xlsx(self) -> bytes:
        """The annexes, each under the instant that it is of."""
        as_of = self.facts.head.as_of
        line = phrases("consolidated").as_of(as_of)
        return workbook([replace(one, above=(line,)) for one in self.sheets], made=as_of)

    def mark(self) -> Mapping[str, Any]:
        """All that it says but the instant: the same facts and words, the same version."""
        return {"values": asdict(replace(self.values, opening=())), "sheets": self.sheets}


def compose(
    session: Session,
    rulebook: Rulebook,
    report: ReportOf,
    *,
    as_of: datetime,
    issued: UnderNumber | None = None,
) -> ComposedReport:
    """The report as the ledger was known at `as_of`; without a number it is a draft."""
    facts = _facts(session, rulebook, report, as_of)
    texts = texts_of(session, report.matter, as_of=as_of)
    frozen = None if issued else issued_of(session, report.matter, as_of=as_of)
    late = _late(session, rulebook, report, facts, issued=issued, frozen=frozen)
    moved = _moved(session, rulebook, report, frozen, as_of)
    around = frame(rulebook, report)
    opening = (*around.pop("opening"), TextLine(phrases("consolidated").as_of(as_of)))
    values = ReportValues(
        **around,
        opening=opening,
        direction=(*direction(facts), narrative("chi_dao", texts)),
        results=(*results(facts), narrative("danh_gia", texts)),
        discipline=discipline_passages(facts),
        publication=(*_publication(facts), narrative("cong_khai", texts)),
        shortcomings=(*shortcomings_passages(facts), narrative("ton_tai", texts)),
        next_period=(*next_passages(facts), narrative("ky_toi", texts)),
        annexes=_annexes(
            [
                unit_figures(facts, only=report.summed.code),
                discipline_table(facts),
                late,
                examples_table(facts),
                *moved,
            ]
        ),
    )
    sheets = (
        all_figures(facts),
        unit_figures(facts),
        unit_duties(facts),
        discipline_table(facts),
        late,
        examples_table(facts),
        words_table(facts),
        doubts_table(facts),
        *_publication_sheets(facts),
        *moved,
    )
    if issued is not None:
        values = values.under(issued.number, issued.on)
    return ComposedReport(report, facts, values, tuple(one for one in sheets if one.rows))


def compose_report(
    session: Session,
    rulebook: Rulebook,
    report: ReportOf,
    *,
    as_of: datetime,
    own: Path | None = None,
) -> MadePaper:
    """The draft with its files, as it is kept; `own` is the office's folder of templates."""
    made = compose(session, rulebook, report, as_of=as_of)
    files = {
        f"{report.slug}.docx": made.docx(own),
        f"phu-luc-{report.slug}.xlsx": made.xlsx(),
    }
    basis = phrases("consolidated").basis(report)
    return MadePaper(report.matter, as_of, basis, made.said, made.mark(), files)


def _publication(facts: ConsolidatedFacts) -> Passages:
    """IV: what bodies declare, then what the check found, where there was one."""
    check = facts.publication.check
    return (
        *of_part(facts, "IV"),
        *(publication_passages(check) if check else ()),
        *map(TextLine, facts.publication.official),
    )


def _publication_sheets(facts: ConsolidatedFacts) -> list[Table]:
    check = facts.publication.check
    return [kinds_table(check), units_table(check)] if check else []


def _annexes(tables: list[Table]) -> tuple[Annex, ...]:
    """What fits on paper, numbered; a table without a row is no annex."""
    shown = [one for one in tables if one.rows]
    return tuple(
        Annex(f"Phụ lục {number}", (table,)) for number, table in zip(_ROMAN, shown, strict=False)
    )


def _late(
    session: Session,
    rulebook: Rulebook,
    report: ReportOf,
    facts: ConsolidatedFacts,
    *,
    issued: UnderNumber | None,
    frozen: Document | None,
) -> Table:
    """The late list: open in a draft, final under the number that the report went out with.

    In what follows an issued report it stays that report's own list.
    """
    book = phrases("consolidated")
    if frozen is not None:
        then = _facts(session, rulebook, report, frozen.as_of)
        note = book.late_frozen(frozen.issued_number, frozen.issued_on)
        return late_table(then, note)
    if issued is not None:
        return late_table(facts, book.late_frozen(issued.number, issued.on))
    return late_table(facts, book.late_open())


def _moved(
    session: Session,
    rulebook: Rulebook,
    report: ReportOf,
    frozen: Document | None,
    as_of: datetime,
) -> list[Table]:
    """After an issued report: what units corrected or handed in since, told apart."""
    if frozen is None:
        return []
    found = corrections(
        session,
        rulebook,
        duty=report.summed.code,
        period=report.period.key,
        frozen_as_of=frozen.as_of,
        as_of=as_of,
    )
    return [corrections_table(found, frozen)]


def _facts(
    session: Session, rulebook: Rulebook, report: ReportOf, as_of: datetime
) -> ConsolidatedFacts:
    return consolidated_facts(
        session, rulebook, duty=report.summed.code, period=report.period.key, as_of=as_of
    )
