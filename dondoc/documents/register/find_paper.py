"""Papers found again: the versions of a matter, the newest, the one that was issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from models import Document, DocumentFile


def versions_of(session: Session, matter: PaperMatter) -> list[Document]:
    """Every version, the newest first."""
    query = select(Document).where(*matter.where(Document))
    return list(session.exec(query.order_by(col(Document.version).desc())))


def newest_of(session: Session, matter: PaperMatter) -> Document | None:
    """The newest version, withdrawn or not; None where none was made."""
    query = select(Document).where(*matter.where(Document))
    return session.exec(query.order_by(col(Document.version).desc())).first()


def issued_of(
    session: Session, matter: PaperMatter, *, as_of: datetime | None = None
) -> Document | None:
    """The version that was issued last (by `as_of`); its `as_of` is what it froze."""
    query = select(Document).where(*matter.where(Document), col(Document.issued_at).is_not(None))
    if as_of is not None:
        query = query.where(col(Document.issued_at) <= as_of)
    return session.exec(query.order_by(col(Document.version).desc())).first()


def files_of(session: Session, document: Document) -> list[DocumentFile]:
    """Its files, in the order in which they were made."""
    query = select(DocumentFile).where(col(DocumentFile.document_id) == document.id)
    return list(session.exec(query.order_by(col(DocumentFile.id))))


def papers_of_years(session: Session) -> dict[int, list[Document]]:
    """Every version by the year of its period, the newest year first.

    In a year by duty, the newest period first, of each matter the newest version first.
    """
    query = select(Document).order_by(
        *(col(getattr(Document, name)) for name in ("plan", "duty", "kind")),
        col(Document.period).desc(),
        col(Document.subject),
        col(Document.version).desc(),
    )
    found: dict[int, list[Document]] = {}
    for document in session.exec(query):
        found.setdefault(int(document.period[:4]), []).append(document)
    return dict(sorted(found.items(), reverse=True))


def newest_papers(session: Session) -> list[Document]:
    """The newest version of each matter, whatever became of it, as `papers_of_years` orders."""
    newest: dict[PaperMatter, Document] = {}
    for documents in papers_of_years(session).values():
        for document in documents:
            newest.setdefault(matter_of(document), document)
    return list(newest.values())


def newest_drafts(
    session: Session, kinds: Sequence[str] = (), *, as_of: datetime | None = None
) -> list[Document]:
    """The newest version of each matter, where it is neither issued nor withdrawn (by `as_of`).

    In the order of the plan's codes and periods; `kinds` limits it to those kinds.
    """
    key = ("kind", "plan", "duty", "period", "subject")
    columns = [col(getattr(Document, name)) for name in key]
    query = select(Document).order_by(*columns, col(Document.version).desc())
    if kinds:
        query = query.where(col(Document.kind).in_(kinds))
    if as_of is not None:
        query = query.where(col(Document.made_at) <= as_of)
    newest: dict[tuple[str, ...], Document] = {}
    for document in session.exec(query):
        newest.setdefault(tuple(getattr(document, name) for name in key), document)
    return [one for one in newest.values() if _waits(one, as_of)]


def _waits(document: Document, as_of: datetime | None) -> bool:
    ends = (document.issued_at, document.withdrawn_at)
    return not any(end is not None and (as_of is None or end <= as_of) for end in ends)
