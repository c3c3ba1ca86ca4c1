"""What a person writes into a paper: kept with its matter, so that a renewed draft has it too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.forms.values import within
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.limits import LONGEST_NARRATIVE
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.text import legible
from models import DocumentText


def texts_of(
    session: Session, matter: PaperMatter, *, as_of: datetime | None = None
) -> dict[str, str]:
    """The paragraphs that stand (by `as_of`), by key; one that was emptied is left out."""
    newest = {row.key: row.text for row in _rows(session, matter, as_of)}
    return {key: text for key, text in newest.items() if text}


def history_of(session: Session, matter: PaperMatter, key: str) -> list[DocumentText]:
    """Every wording of one paragraph, the newest first."""
    return [row for row in reversed(_rows(session, matter, None)) if row.key == key]


def last_written(session: Session, matter: PaperMatter) -> int:
    """The number of the newest wording: what a page has seen."""
    return max((row.id or 0 for row in _rows(session, matter, None)), default=0)


def written_since(session: Session, matter: PaperMatter, seen: int) -> dict[str, DocumentText]:
    """The newest wording of each paragraph that was written after `seen`."""
    return {row.key: row for row in _rows(session, matter, None) if (row.id or 0) > seen}


def write(
    session: Session, matter: PaperMatter, texts: Mapping[str, str], *, by: Actor, now: datetime
) -> list[str]:
    """Keep the paragraphs that differ from what stands; returns their keys.

    An empty text takes the paragraph back; the wordings before stay. Raises Refused, with a
    problem for each, where one is too long.
    """
    before = texts_of(session, matter)
    wanted = {key: legible(text).strip() for key, text in texts.items()}
    changed = [key for key, text in wanted.items() if text != before.get(key, "")]
    _require_short({key: wanted[key] for key in changed})
    for key in changed:
        row = DocumentText(
            **matter.values(), key=key, text=wanted[key], written_at=now, written_by=by
        )
        session.add(row)
        session.flush()  # one after the other: the numbers say the order
        said = phrases("papers").written(matter.kind, key)
        target = f"document_text:{row.id}"
        audit.record(session, actor=by, act=audit.WRITTEN, target=target, now=now, detail=said)
    return changed


def _rows(session: Session, matter: PaperMatter, as_of: datetime | None) -> list[DocumentText]:
    query = select(DocumentText).where(*matter.where(DocumentText))
    if as_of is not None:
        query = query.where(col(DocumentText.written_at) <= as_of)
    return list(session.exec(query.order_by(col(DocumentText.id))))


def _require_short(texts: Mapping[str, str]) -> None:
    problems = []
    for key, text in texts.items():
        try:
            within(text, LONGEST_NARRATIVE)
        except ValueError as error:
            problems.append(Problem(key, "", str(error), key))
    if problems:
        raise Refused(problems)
