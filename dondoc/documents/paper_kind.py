"""What pages and the command line ask of a kind of paper, whichever it is (decision 0062)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Protocol

from sqlmodel import Session

from dondoc.documents.paper.paper_values import PLACE, PaperHead
from dondoc.documents.paper.passages import Passages
from dondoc.documents.paper.table import Table
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame
from dondoc.documents.register.keep_paper import KeptPaper
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.plan.rulebook import Rulebook
from models import Document


@dataclass(frozen=True)
class ShownChapter:
    """A part of a paper; `heading` is empty where it has none."""

    heading: str
    passages: Passages


@dataclass(frozen=True)
class ShownPaper:
    """What a version says, before it is a file. `mark` is the digest of these facts now.

    A mark other than the version's: the plan was edited since, and the file says something else.
    """

    about: str
    chapters: tuple[ShownChapter, ...]
    tables: tuple[Table, ...]
    mark: str


@dataclass(frozen=True)
class NarrativePlace:
    """What a person writes: `key` in paper and ledger, the chapter it stands in, what is wanted."""

    key: str
    chapter: str
    wanted: str


class PaperKind(Protocol):
    """A kind of paper: how it is called, made, compared, issued. All raise Refused in words."""

    @property
    def issue_form(self) -> type[IssueForm]:
        """What is asked of who says that it was issued."""

    def name(self, rulebook: Rulebook, matter: PaperMatter) -> str:
        """«Báo cáo tổng hợp quý I/2027»"""

    def places(self) -> tuple[NarrativePlace, ...]:
        """The places that a person writes, in their order."""

    def to_draft(self, session: Session, context: Context) -> list[PaperMatter]:
        """What may be drafted by hand today, the newest period first."""

    def renew(
        self, session: Session, context: Context, matter: PaperMatter, *, by: Actor
    ) -> KeptPaper:
        """Compose it as known now, and keep it where it says something new."""

    def moved(
        self,
        session: Session,
        rulebook: Rulebook,
        matter: PaperMatter,
        *,
        since: datetime,
        until: datetime,
    ) -> list[str]:
        """What it would say otherwise at `until` than at `since`, a sentence each."""

    def shown(self, session: Session, rulebook: Rulebook, document: Document) -> ShownPaper:
        """What the version says, composed from the ledger as of its own instant."""

    def frame(self, rulebook: Rulebook, matter: PaperMatter, now: datetime) -> IssueFrame:
        """What the form of issuing is read against."""

    def issue(
        self, session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
    ) -> None:
        """It went out: frozen, and what follows from that is done with it."""


def chapters_of(values: PaperHead, headings: Mapping[str, str]) -> tuple[ShownChapter, ...]:
    """The passages of a paper in the order of its fields, under `headings` by their tags."""
    placed = [one for one in fields(values) if PLACE in one.metadata]
    return tuple(
        ShownChapter(headings.get(one.metadata["tag"], ""), getattr(values, one.name))
        for one in placed
        if getattr(values, one.name)
    )
