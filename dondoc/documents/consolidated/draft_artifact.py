"""What a run shows of a draft: which version, its figures, what moved, its hashes, its page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from dondoc.documents.consolidated.moved_lines import moved_lines
from dondoc.documents.consolidated.renew_draft import RenewedDraft
from dondoc.documents.public_facts.publication_passages import publication_said
from dondoc.documents.register.find_paper import files_of
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.reporting.consolidated.consolidated_facts import consolidated_facts
from dondoc.reporting.consolidated.report_spans import Stretch
from models import Document

PAPERS_PAGE = "/bang/tai-lieu"
"""The board's page of papers."""


@dataclass(frozen=True)
class DraftArtifact:
    """Markdown under a key of a-z, 0-9 and dashes, with the line above it."""

    key: str
    text: str
    caption: str


def draft_artifact(session: Session, context: Context, drafted: RenewedDraft) -> DraftArtifact:
    """The artifact of the version that stands now."""
    document = drafted.document
    book = phrases("consolidated")
    text = book.artifact(
        drafted,
        files_of(session, document),
        figures_said(session, context, drafted),
        moved_said(session, context, drafted),
        document_address(context, document),
        drafted.report,
    )
    return DraftArtifact(f"du-thao-{drafted.report.slug}", text, book.artifact_caption(drafted))


def document_address(context: Context, document: Document) -> str:
    """The page of a paper on the board."""
    return f"{context.settings.base_url}{PAPERS_PAGE}/{document.id}"


def figures_said(session: Session, context: Context, drafted: RenewedDraft) -> list[str]:
    """The sums of the reports that it consolidates, each with of how many units it is."""
    report, as_of = drafted.report, drafted.document.as_of
    facts = consolidated_facts(
        session,
        context.rulebook,
        duty=report.duty.code,
        period=report.period.key,
        as_of=as_of,
    )
    result = facts.result(report.summed.code)
    sums = [(one, one.sums.get(Stretch.PERIOD)) for one in result.figures] if result else []
    book = phrases("consolidated")
    return [
        f"{facts.discipline.progress.sentence()}.",
        *(book.figure_line(one, summed) for one, summed in sums if summed),
        *publication_said(facts.publication.check),
        *facts.publication.official,
    ]


def moved_said(session: Session, context: Context, drafted: RenewedDraft) -> list[str]:
    """What moved since the version before: who came in, which figures are others now."""
    if drafted.before is None:
        return []
    return moved_lines(
        session,
        context.rulebook,
        drafted.report,
        since=drafted.before.as_of,
        until=drafted.document.as_of,
    )
