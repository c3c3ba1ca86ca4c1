"""Which paper is meant: its kind, and of what."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from models import Document, DocumentText
from models.kinds import DocumentKind


@dataclass(frozen=True)
class PaperMatter:
    """A duty's period, and the one unit it is about where it is not about all of them.

    `plan` and `duty` are codes, `subject` a unit's. Versions are counted within a matter.
    """

    kind: DocumentKind
    plan: str
    duty: str
    period: str
    subject: str = ""

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
