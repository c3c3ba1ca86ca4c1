"""The monthly conclusion composed: what the check found, scores, index 766, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.documents.letters.paper_head import head_of
from dondoc.documents.paper.paper_templates import CONCLUSION
from dondoc.documents.paper.paper_values import ConclusionValues
from dondoc.documents.paper.passages import ChapterLine, ListLine, Narrative, Passages, TextLine
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.paper.table import Table
from dondoc.documents.paper.workbook import workbook
from dondoc.documents.public_facts.index_passages import index_passages, index_table
from dondoc.documents.public_facts.publication_passages import (
    brief_units_table,
    kinds_table,
    publication_passages,
    units_table,
)
from dondoc.documents.publicity.conclusion_matter import MonthlyMatter
from dondoc.documents.register.keep_paper import MadePaper
from dondoc.documents.register.narrative import texts_of
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.index_766.official_index import index_766
from dondoc.publication.score.own_766 import own_estimates
from dondoc.publication.score.publication_summary import PublicationSummary, publication_summary

REQUESTS = "yeu_cau"
"""What a person writes: what is asked of whom."""


@dataclass(frozen=True)
class ComposedConclusion:
    """What it says, before it is a file."""

    month: MonthlyMatter
    as_of: datetime
    values: ConclusionValues
    sheets: tuple[Table, ...]
    said: str

    def docx(self, own: Path | None = None) -> bytes:
        return paper(CONCLUSION, self.values, as_of=self.as_of, own=own)

    def xlsx(self) -> bytes:
        line = phrases("publication").as_of(self.as_of)
        return workbook([replace(one, above=(line,)) for one in self.sheets], made=self.as_of)

    def mark(self) -> Mapping[str, Any]:
        """All that it says but the instant: its last line."""
        values = asdict(self.values)
        values["content"] = values["content"][:-1]
        return {"values": values, "sheets": self.sheets}


def compose_conclusion(
    session: Session,
    rulebook: Rulebook,
    month: MonthlyMatter,
    *,
    as_of: datetime,
    under: tuple[str, date] | None = None,
) -> ComposedConclusion:
    """The conclusion as the ledger was known at `as_of`; without a number it is a draft."""
    book = phrases("publication")
    summary = publication_summary(session, rulebook.registry, month.period, as_of=as_of)
    texts = texts_of(session, month.matter, as_of=as_of)
    asked = Narrative(REQUESTS, book.requests_wanted(), texts.get(REQUESTS, ""))
    found, sheets = _found(session, rulebook, summary, month, as_of)
    head = head_of(
        rulebook, month.body, local_date(as_of), kind="TB", about=book.about(month.period.label())
    )
    content: Passages = (
        TextLine(book.opening(month.duty, month.body.name, month.period.label())),
        *found,
        ChapterLine(book.requests_title()),
        asked,
        TextLine(book.closing()),
        TextLine(book.as_of(as_of)),
    )
    values = ConclusionValues(**head, content=content)
    if under is not None:
        values = values.under(*under)
    said = book.said(summary.tally) if summary else book.unseen()
    return ComposedConclusion(month, as_of, values, sheets, said)


def made_conclusion(made: ComposedConclusion, own: Path | None) -> MadePaper:
    """The draft with its files, as it is kept."""
    files = {
        f"{made.month.slug}.docx": made.docx(own),
        **({f"phu-luc-{made.month.slug}.xlsx": made.xlsx()} if made.sheets else {}),
    }
    basis = phrases("publication").basis(made.month.period.short())
    return MadePaper(made.month.matter, made.as_of, basis, made.said, made.mark(), files)


def _found(
    session: Session,
    rulebook: Rulebook,
    summary: PublicationSummary | None,
    month: MonthlyMatter,
    as_of: datetime,
) -> tuple[Passages, tuple[Table, ...]]:
    """The chapters with figures, and the sheets of the workbook."""
    book = phrases("publication")
    if summary is None:
        return (TextLine(f"{book.unseen()}."),), ()
    own = own_estimates(session, rulebook.workdays, summary.state)
    official = index_766(session, rulebook, month.period.year, as_of=as_of)
    chapters: Passages = (
        ChapterLine(book.found_title()),
        *publication_passages(summary),
        ChapterLine(book.scores_title()),
        brief_units_table(summary),
        ChapterLine(book.index_title()),
        *index_passages(own, official, month.period, summary.state.score.points),
    )
    sheets = (kinds_table(summary), units_table(summary), index_table(own))
    return chapters, tuple(one for one in sheets if one.rows)


def lines_of(made: ComposedConclusion) -> list[str]:
    """Its figures as lines, for what is compared between two instants."""
    return [one.words for one in made.values.content[:-1] if isinstance(one, TextLine | ListLine)]
