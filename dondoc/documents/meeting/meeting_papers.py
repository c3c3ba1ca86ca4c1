"""The papers of a conference as kinds of paper: what the board and the command line ask of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.conference.desk.desk_rights import inviting_body
from dondoc.documents.meeting.compose_conclusions import CONCLUDED, HEARD, TASKS
from dondoc.documents.meeting.compose_invitation import MATTERS, URGENT
from dondoc.documents.meeting.compose_meeting import compose_meeting
from dondoc.documents.meeting.compose_minutes import PARTS
from dondoc.documents.meeting.issue_meeting import issue_meeting
from dondoc.documents.meeting.meeting_matter import papers_to_draft
from dondoc.documents.paper_kind import NarrativePlace, ShownPaper, chapters_of
from dondoc.documents.register.find_paper import newest_of
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame
from dondoc.documents.register.keep_paper import KeptPaper, keep, mark_of
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from models import Document
from models.kinds import DocumentKind

_PLACES: Mapping[DocumentKind, tuple[str, ...]] = {
    DocumentKind.INVITATION: (MATTERS, URGENT),
    DocumentKind.CONFERENCE_MINUTES: PARTS,
    DocumentKind.CONCLUSIONS: (HEARD, CONCLUDED, TASKS),
}


@dataclass(frozen=True)
class MeetingPapers:
    """See `PaperKind`."""

    kind: DocumentKind
    issue_form: type[IssueForm] = IssueForm

    def name(self, rulebook: Rulebook, matter: PaperMatter) -> str:
        """«Giấy mời Hội nghị chấm điểm 2026»; the second of a year with its code."""
        said: str = phrases("conference_papers").paper_name(matter)
        return said

    def places(self) -> tuple[NarrativePlace, ...]:
        book = phrases("conference_papers")
        return tuple(
            NarrativePlace(key, book.place_title(self.kind, key), book.place_wanted(self.kind, key))
            for key in _PLACES[self.kind]
        )

    def to_draft(self, session: Session, context: Context) -> list[PaperMatter]:
        return papers_to_draft(session, context.rulebook, self.kind, context.now)

    def renew(
        self, session: Session, context: Context, matter: PaperMatter, *, by: Actor
    ) -> KeptPaper:
        """No version where one says what was known later."""
        before = newest_of(session, matter)
        if before is not None and before.as_of > context.now:
            return KeptPaper(before, new=False)
        made = compose_meeting(session, context.rulebook, matter, as_of=context.now)
        kept = made.made(context.settings.own_templates_dir)
        return keep(session, context.settings.files_dir, kept, by=by, now=context.now)

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
        before, after = (
            compose_meeting(session, rulebook, matter, as_of=at).lines() for at in (since, until)
        )
        return [one for one in after if one not in before]

    def shown(self, session: Session, rulebook: Rulebook, document: Document) -> ShownPaper:
        made = compose_meeting(session, rulebook, matter_of(document), as_of=document.as_of)
        chapters = chapters_of(made.values, {})
        return ShownPaper(made.values.about, chapters, made.tables, mark_of(made.mark()))

    def frame(self, rulebook: Rulebook, matter: PaperMatter, now: datetime) -> IssueFrame:
        body = inviting_body(rulebook, local_date(now))
        return IssueFrame(now, phrases("conference_papers").example(matter.kind, body.symbol))

    def issue(
        self, session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
    ) -> None:
        issue_meeting(session, context, document, form, by=by)
