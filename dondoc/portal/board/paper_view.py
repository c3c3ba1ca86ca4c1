"""One version of a paper as its page shows it: what it is, what moved, what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import HTTPException
from sqlmodel import Session

from dondoc.documents.paper_kind import NarrativePlace, PaperKind
from dondoc.documents.papers import PAPER_KINDS, paper_name
from dondoc.documents.register.find_paper import files_of, versions_of
from dondoc.documents.register.issue_paper import IssueFrame
from dondoc.documents.register.narrative import history_of, last_written, texts_of
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.documents.register.paper_rights import may_write, require_papers, why_not_read
from dondoc.ledger.actors import Actors
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital, sentence
from dondoc.plan.schema import Duty
from dondoc.portal.context import PageContext
from dondoc.problems import Refused
from models import Account, Document, DocumentFile, DocumentText


@dataclass(frozen=True)
class MovedSince:
    """What would be said otherwise: since the version before, since it was issued, or by now."""

    title: str
    lines: Sequence[str]
    nothing: str = ""  # what is said where no figure moved


@dataclass(frozen=True)
class Wording:
    """What stood in a place before, and whose it was."""

    who: str
    row: DocumentText


@dataclass(frozen=True)
class PaperPlace:
    """A place that a person writes: what stands there now, and what stood there, newest first."""

    place: NarrativePlace
    text: str
    before: tuple[Wording, ...]


@dataclass(frozen=True)
class PaperView:
    """A version: `versions` are all of its matter, the newest first; `acts` what may be done."""

    document: Document
    matter: PaperMatter
    name: str
    duty: Duty
    made_by: str
    files: tuple[DocumentFile, ...]
    versions: tuple[Document, ...]
    readable: frozenset[int]
    moved: tuple[MovedSince, ...]
    kind: PaperKind | None
    frame: IssueFrame | None
    acts: frozenset[str]
    places: tuple[PaperPlace, ...]
    seen: int  # the newest wording that the page knows of

    @property
    def newest(self) -> Document:
        return self.versions[0]

    @property
    def is_newest(self) -> bool:
        return self.newest.id == self.document.id

    @property
    def is_draft(self) -> bool:
        return self.document.issued_at is None and self.document.withdrawn_at is None

    @property
    def issued_before(self) -> Document | None:
        """The issued version that this one would add to."""
        older = (one for one in self.versions if one.version < self.document.version)
        return next((one for one in older if one.issued_at is not None), None)


def readable_paper(session: Session, here: PageContext, account: Account, number: int) -> Document:
    """The version; 404 where there is none, 403 with who may, where this account does not read."""
    document = session.get(Document, number)
    if document is None:
        raise HTTPException(404)
    if wanted := why_not_read(here.rulebook, document, account, now=here.now):
        raise HTTPException(403, sentence(capital(wanted)))
    return document


def own_paper(session: Session, here: PageContext, account: Account, number: int) -> Document:
    """The version, to be acted on, one at a time; 403 with who may, where this account may not."""
    document = session.get(Document, number, with_for_update=True)
    if document is None:
        raise HTTPException(404)
    try:
        require_papers(here.rulebook, matter_of(document), account, now=here.now)
    except Refused as refused:
        raise HTTPException(403, sentence(capital(refused.problems[0].wanted))) from None
    return document


def paper_view(session: Session, here: PageContext, account: Account, number: int) -> PaperView:
    """The page of a version. Raises HTTPException as `readable_paper` does."""
    document = readable_paper(session, here, account, number)
    matter, registry = matter_of(document), here.rulebook.registry
    versions = tuple(versions_of(session, matter))
    kind = PAPER_KINDS.get(matter.kind)
    may = may_write(here.rulebook, matter, account, now=here.now) and kind is not None
    return PaperView(
        document=document,
        matter=matter,
        name=paper_name(here.rulebook, matter),
        duty=registry.duty_of(matter.plan, matter.duty),
        made_by=Actors(session, here.rulebook).name(document.made_by),
        files=tuple(files_of(session, document)),
        versions=versions,
        readable=frozenset(
            one.id or 0
            for one in versions
            if not why_not_read(here.rulebook, one, account, now=here.now)
        ),
        moved=tuple(_moved(session, here, kind, document, versions)) if kind else (),
        kind=kind,
        frame=kind.frame(here.rulebook, matter, here.now) if kind else None,
        acts=_acts(document, versions[0]) if may else frozenset(),
        places=tuple(_places(session, here, kind, matter)) if kind else (),
        seen=last_written(session, matter),
    )


def _places(
    session: Session, here: PageContext, kind: PaperKind, matter: PaperMatter
) -> Iterator[PaperPlace]:
    names = Actors(session, here.rulebook)
    texts = texts_of(session, matter)
    for place in kind.places():
        rows = history_of(session, matter, place.key)
        before = tuple(Wording(names.name(row.written_by), row) for row in rows)
        yield PaperPlace(place, texts.get(place.key, ""), before)


def _acts(document: Document, newest: Document) -> frozenset[str]:
    """By the words of their addresses; an older version is only looked at."""
    if document.id != newest.id:
        return frozenset()
    if document.issued_at is not None or document.withdrawn_at is not None:
        return frozenset({"soan-lai"})
    return frozenset({"soan-lai", "viet", "phat-hanh", "rut"})


def _moved(
    session: Session,
    here: PageContext,
    kind: PaperKind,
    document: Document,
    versions: Sequence[Document],
) -> list[MovedSince]:
    """Each comparison reads the ledger at two instants, so that only what is asked is made."""
    newest, matter = versions[0], matter_of(document)
    before = next((one for one in versions if one.version < document.version), None)
    found = []
    if before is not None:
        lines = kind.moved(session, here.rulebook, matter, since=before.as_of, until=document.as_of)
        title = phrases("papers").moved_since(before.version)
        nothing = "Số liệu không đổi; chỉ đổi lời văn hoặc tình trạng kiểm tra."
        found.append(MovedSince(title, lines, nothing))
    if document.issued_at is not None:
        lines = kind.moved(session, here.rulebook, matter, since=document.as_of, until=here.now)
        title = "Đính chính, thay đổi sau khi phát hành"
        found.append(MovedSince(title, lines, "Chưa có số liệu nào đổi từ khi phát hành."))
    elif newest.id != document.id:
        lines = kind.moved(session, here.rulebook, matter, since=document.as_of, until=newest.as_of)
        title = phrases("papers").moved_after(newest.version)
        found.append(MovedSince(title, lines, "Số liệu không đổi; chỉ đổi lời văn."))
    return found
