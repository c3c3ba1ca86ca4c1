"""The consolidated report as a kind of paper: what the board and the command line ask of it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.documents.consolidated.compose_report import compose
from dondoc.documents.consolidated.issue_report import (
    ReportIssueForm,
    issue_frame,
    issue_report,
)
from dondoc.documents.consolidated.moved_lines import moved_lines
from dondoc.documents.consolidated.paper_frame import NARRATIVES
from dondoc.documents.consolidated.renew_draft import renew_draft
from dondoc.documents.consolidated.report_of import consolidation, report_of, report_of_matter
from dondoc.documents.paper.make_templates.report_template import CHAPTERS
from dondoc.documents.paper_kind import NarrativePlace, ShownPaper, chapters_of
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame
from dondoc.documents.register.keep_paper import KeptPaper, mark_of
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models import Document, Round

_HEADINGS = {tag: heading for heading, tag in CHAPTERS}
_CHAPTER_OF = {"danh_gia": "ket_qua"}
"""Places that are called otherwise than the chapter they stand in."""


class ReportPapers:
    """See `PaperKind`."""

    issue_form: type[IssueForm] = ReportIssueForm

    def name(self, rulebook: Rulebook, matter: PaperMatter) -> str:
        said: str = phrases("consolidated").name(report_of_matter(rulebook, matter))
        return said

    def places(self) -> tuple[NarrativePlace, ...]:
        book = phrases("consolidated")
        return tuple(
            NarrativePlace(key, _HEADINGS[_CHAPTER_OF.get(key, key)], book.wanted(key))
            for key in NARRATIVES
        )

    def to_draft(self, session: Session, context: Context) -> list[PaperMatter]:
        """The reports whose own round is open: of what nobody asks there is nothing to add up."""
        plan = context.rulebook.registry.plan
        try:
            duty, _summed = consolidation(plan)
        except Refused:
            return []
        opened = select(Round.period).where(
            col(Round.plan) == plan.code,
            col(Round.duty) == duty.code,
            col(Round.opened_at) <= context.now,
        )
        found = []
        for period in session.exec(opened.order_by(col(Round.opens_on).desc(), col(Round.period))):
            try:
                found.append(report_of(context.rulebook, period).matter)
            except Refused:  # a demand has no report of its own
                continue
        return found

    def renew(
        self, session: Session, context: Context, matter: PaperMatter, *, by: Actor
    ) -> KeptPaper:
        report = report_of_matter(context.rulebook, matter)
        renewed = renew_draft(session, context, report, by=by)
        return KeptPaper(renewed.document, renewed.new)

    def moved(
        self,
        session: Session,
        rulebook: Rulebook,
        matter: PaperMatter,
        *,
        since: datetime,
        until: datetime,
    ) -> list[str]:
        report = report_of_matter(rulebook, matter)
        return moved_lines(session, rulebook, report, since=since, until=until)

    def shown(self, session: Session, rulebook: Rulebook, document: Document) -> ShownPaper:
        report = report_of_matter(rulebook, matter_of(document))
        made = compose(session, rulebook, report, as_of=document.as_of)
        chapters = chapters_of(made.values, _HEADINGS)
        return ShownPaper(made.values.about, chapters, made.sheets, mark_of(made.mark()))

    def frame(self, rulebook: Rulebook, matter: PaperMatter, now: datetime) -> IssueFrame:
        return issue_frame(rulebook, report_of_matter(rulebook, matter), now)

    def issue(
        self, session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
    ) -> None:
        assert isinstance(form, ReportIssueForm)
        issue_report(session, context, document.id or 0, form, by=by)
