"""What a run shows of a draft: which version, its figures, what moved, its hashes, its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from dondoc.documents.consolidated.renew_draft import RenewedDraft
from dondoc.documents.register.find_paper import files_of
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from models import Document

PAGE = "/bang/tai-lieu"


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
        _figures(drafted),
        _moved(drafted),
        document_address(context, document),
    )
    return DraftArtifact(f"du-thao-{drafted.report.slug}", text, book.artifact_caption(drafted))


def document_address(context: Context, document: Document) -> str:
    """The page of a paper on the board."""
    return f"{context.settings.base_url}{PAGE}/{document.id}"


def _figures(drafted: RenewedDraft) -> Sequence[str]:
    return ()


def _moved(drafted: RenewedDraft) -> Sequence[str]:
    return ()
