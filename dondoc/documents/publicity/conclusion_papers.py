"""The monthly conclusion as a kind of paper: what the board and the command line ask of it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.documents.paper.table import Table
from dondoc.documents.paper_kind import NarrativePlace, ShownPaper, chapters_of
from dondoc.documents.publicity.conclusion_matter import monthly_matter, months_over
from dondoc.documents.publicity.issue_conclusion import issue_conclusion
from dondoc.documents.publicity.monthly_conclusion import (
    REQUESTS,
    compose_conclusion,
    lines_of,
)
from dondoc.documents.publicity.renew_conclusion import renew_conclusion
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame
from dondoc.documents.register.keep_paper import KeptPaper, mark_of
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.example_number import example_number
from dondoc.plan.rulebook import Rulebook
from models import Document


class ConclusionPapers:
    """See `PaperKind`."""

    issue_form: type[IssueForm] = IssueForm

    def name(self, rulebook: Rulebook, matter: PaperMatter) -> str:
        said: str = phrases("publication").paper_name(
            monthly_matter(rulebook, matter).period.short()
        )
        return said

    def places(self) -> tuple[NarrativePlace, ...]:
        book = phrases("publication")
        return (NarrativePlace(REQUESTS, book.requests_title(), book.requests_wanted()),)

    def to_draft(self, session: Session, context: Context) -> list[PaperMatter]:
        return [one.matter for one in months_over(session, context.rulebook, context.now)]

    def renew(
        self, session: Session, context: Context, matter: PaperMatter, *, by: Actor
    ) -> KeptPaper:
        return renew_conclusion(session, context, monthly_matter(context.rulebook, matter), by=by)

    def moved(
        self,
        session: Session,
        rulebook: Rulebook,
        matter: PaperMatter,
        *,
        since: datetime,
        until: datetime,
    ) -> list[str]:
        """The lines that say something else now."""
        month = monthly_matter(rulebook, matter)
        before, after = (
            lines_of(compose_conclusion(session, rulebook, month, as_of=at))
            for at in (since, until)
        )
        return [one for one in after if one not in before]

    def shown(self, session: Session, rulebook: Rulebook, document: Document) -> ShownPaper:
        month = monthly_matter(rulebook, matter_of(document))
        made = compose_conclusion(session, rulebook, month, as_of=document.as_of)
        tables: tuple[Table, ...] = made.sheets
        chapters = chapters_of(made.values, {})
        return ShownPaper(made.values.about, chapters, tables, mark_of(made.mark()))

    def frame(self, rulebook: Rulebook, matter: PaperMatter, now: datetime) -> IssueFrame:
        month = monthly_matter(rulebook, matter)
        return IssueFrame(now, example_number(month.body, "Thông báo", number="12"))

    def issue(
        self, session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
    ) -> None:
        issue_conclusion(session, context, document, form, by=by)
