"""Which paper is meant: its kind, and of what."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from models import Document, DocumentText
from models.kinds import DocumentKind

OF_CONFERENCES = frozenset(
    {DocumentKind.INVITATION, DocumentKind.CONFERENCE_MINUTES, DocumentKind.CONCLUSIONS}
)
"""Whose subject is a conference."""
OF_WHO_OWES = OF_CONFERENCES | {DocumentKind.PUBLICATION_CONCLUSION}
"""Written and signed by the body that owes the duty, not by the one that watches over it."""


@dataclass(frozen=True)
class PaperMatter:
    """A duty's period, and the one unit it is about where it is not about all of them.

    `plan` and `duty` are codes, `subject` a unit's, or a conference's in `OF_CONFERENCES`. Versions
    are counted within a matter.
    """

    kind: DocumentKind
    plan: str
    duty: str
    period: str
    subject: str = ""

    @property
    def unit_code(self) -> str:
        """The unit that it is about; empty where it is about none alone."""
        return "" if self.kind in OF_CONFERENCES else self.subject

    def values(self) -> dict[str, Any]:
        return asdict(self)

    def where(self, table: type[Document | DocumentText]) -> tuple[ColumnElement[bool], ...]:
        """The rows of `table` of this matter."""
        return tuple(col(getattr(table, name)) == value for name, value in self.values().items())


def matter_of(document: Document) -> PaperMatter:
    """What a document is about."""
    return PaperMatter(
        document.kind, document.plan, document.duty, document.period, document.subject
    )
