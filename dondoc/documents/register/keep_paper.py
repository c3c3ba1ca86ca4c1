"""A paper that was made is kept: a version of its own, unless it says what the last one says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlmodel import Session

from dondoc.documents.register.find_paper import newest_of
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.submissions.files import StoredFile, store
from models import Document, DocumentFile


@dataclass(frozen=True)
class MadePaper:
    """A paper as it was composed. `files` are names and bytes.

    `facts` are what it says, without dates of the making: of the same facts no second version is
    kept. `basis` names, in words, what was asked of the ledger, `said` how whole the answer is.
    """

    matter: PaperMatter
    as_of: datetime
    basis: str
    said: str
    facts: Mapping[str, Any]
    files: Mapping[str, bytes]

    @property
    def mark(self) -> str:
        """The digest of the facts."""
        return mark_of(self.facts)


def mark_of(facts: Mapping[str, Any]) -> str:
    """The same facts, the same mark."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class KeptPaper:
    """The version that stands now, and whether it is new."""

    document: Document
    new: bool


def keep(session: Session, folder: Path, made: MadePaper, *, by: Actor, now: datetime) -> KeptPaper:
    """Keep it as the next version of its matter, its files in `folder` under their SHA-256.

    What says the same as the newest version is that version. A withdrawn one is no draft any
    more: after it comes another. Whether anything may follow what was issued is asked before.
    Raises Refused where a file is too large.
    """
    stored = [store(folder, name, content) for name, content in made.files.items()]
    while True:
        newest = newest_of(session, made.matter)
        if newest is not None and newest.mark == made.mark and newest.withdrawn_at is None:
            return KeptPaper(newest, new=False)
        number = newest.version + 1 if newest else 1
        # Two at once: the second finds its number taken, and looks again at what stands now.
        if inserted := insert_new(session, Document, [_row(made, number, by, now)]):
            break
        session.expire_all()
    insert_new(session, DocumentFile, [_file_row(inserted[0], file) for file in stored])
    document = session.get_one(Document, inserted[0])
    said = phrases("papers").made(document)
    audit.record(
        session, actor=by, act=audit.DRAFTED, target=target_of(document), now=now, detail=said
    )
    return KeptPaper(document, new=True)


def add_file(
    session: Session, folder: Path, document: Document, name: str, content: bytes
) -> StoredFile:
    """One file more of a version: the same words under the number that it went out with.

    A second call with the same name changes nothing. Raises Refused where it is too large.
    """
    file = store(folder, name, content)
    insert_new(session, DocumentFile, [_file_row(document.id or 0, file)])
    return file


def _file_row(document_id: int, file: StoredFile) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "media_type": file.media_type,
    }


def target_of(document: Document) -> str:
    """How the audit names it."""
    return f"document:{document.id}"


def _row(made: MadePaper, number: int, by: Actor, now: datetime) -> dict[str, Any]:
    return {
        **made.matter.values(),
        "version": number,
        "as_of": made.as_of,
        "basis": made.basis,
        "mark": made.mark,
        "said": made.said,
        "program": version("dondoc"),
        "made_at": now,
        "made_by": by,
    }
