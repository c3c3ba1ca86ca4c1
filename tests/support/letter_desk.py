"""The desk where công văn đôn đốc are drafted each morning, signed and recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from dondoc.clock import at
from dondoc.documents.letters.draft_letters import Draft, draft_letters
from dondoc.documents.papers import PAPER_KINDS
from dondoc.documents.register.find_paper import files_of
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.settings import Settings
from dondoc.submissions.files import stored_path
from models import Document
from models.database import transaction
from models.kinds import DocumentKind
from tests.support.life import Life

FLOW = Actor.flow("follow_up")


def drafted(context: Context) -> list[Draft]:
    """What the day's run drafts."""
    with transaction(context.engine) as session:
        return draft_letters(session, context, by=FLOW)


@dataclass
class LetterDesk:
    """`life` holds the units' round of quý I/2027."""

    life: Life
    settings: Settings

    def morning(self, on: date) -> list[Draft]:
        """The drafts of the day's run."""
        now = at(on, 7, 55)
        return drafted(Context(self.settings, self.life.rulebook, self.life.engine, now))

    def hand_in(self, unit: str, on: date) -> None:
        self.life.id = self.life.assignment(unit)
        self.life.submit(at(on, 9))

    def issue(self, document: Document, on: date, number: str = "56/SNV-CCHC") -> None:
        now = at(on, 15)
        typed = {"document_number": number, "document_on": on.strftime("%d/%m/%Y")}
        form = IssueForm.read(typed, IssueFrame(now, "56/SNV-CCHC"))
        officer = Actor.account(self.life.officer.id)
        context = Context(self.settings, self.life.rulebook, self.life.engine, now)
        with transaction(self.life.engine) as session:
            PAPER_KINDS[document.kind].issue(session, context, document, form, by=officer)

    def draft_list(self, on: date) -> None:
        """The list of the round, drafted by hand."""
        context = Context(self.settings, self.life.rulebook, self.life.engine, at(on, 14))
        kind = PAPER_KINDS[DocumentKind.PUNCTUALITY_LIST]
        with transaction(self.life.engine) as session:
            (matter,) = kind.to_draft(session, context)
            kind.renew(session, context, matter, by=Actor.account(self.life.officer.id))

    def documents(self) -> list[Document]:
        """Every version, the oldest first."""
        with transaction(self.life.engine, write=False) as session:
            return list(session.exec(select(Document).order_by(col(Document.id))))

    def docx(self, document: Document, *, issued: bool = False) -> bytes:
        """The draft, or as it was issued."""
        with transaction(self.life.engine, write=False) as session:
            file = files_of(session, document)[1 if issued else 0]
        return stored_path(self.settings.files_dir, file.sha256).read_bytes()
