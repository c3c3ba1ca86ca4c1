"""Papers and their templates as a terminal and a program read them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlmodel import Session

from dondoc.cli.terminal_text import table
from dondoc.documents.paper.draft_mark import DRAFT_TAG
from dondoc.documents.paper.paper_templates import TEMPLATES, PaperTemplate
from dondoc.documents.paper.paper_values import PLACE
from dondoc.documents.papers import paper_name
from dondoc.documents.register.find_paper import files_of, newest_papers
from dondoc.documents.register.keep_paper import KeptPaper
from dondoc.documents.register.paper_matter import matter_of
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.submissions.files import stored_path
from models import Document


def templates_page(own: Path) -> str:
    """Each template with its fields; whose it is."""
    return "\n\n".join("\n".join(_lines(kind, own)) for kind in TEMPLATES)


def _lines(kind: PaperTemplate, own: Path) -> Iterator[str]:
    whose = "mẫu riêng của cơ quan" if (own / kind.file).is_file() else "mẫu kèm theo"
    yield f"{kind.file} · {kind.title} · {whose}"
    for field in dataclasses.fields(kind.values):
        about = field.metadata
        mark = "{{p %s }}" if PLACE in about else "{{ %s }}"
        yield f"  {mark % about['tag']:<28} {about['meaning']}"
    mark = f"{{{{r {DRAFT_TAG} }}}}"
    yield f"  {mark:<28} dấu DỰ THẢO, ở đầu trang"


def templates_json(own: Path) -> list[dict[str, Any]]:
    return [
        {
            "file": kind.file,
            "title": kind.title,
            "own": (own / kind.file).is_file(),
            "fields": {
                field.metadata["tag"]: field.metadata["meaning"]
                for field in dataclasses.fields(kind.values)
            },
        }
        for kind in TEMPLATES
    ]


def papers_page(session: Session, rulebook: Rulebook) -> str:
    """The newest version of each paper, the newest period first."""
    book = phrases("papers")
    rows = [
        (one.id, paper_name(rulebook, matter_of(one)), one.version, one.said, book.state(one))
        for one in newest_papers(session)
    ]
    if not rows:
        return f"{book.none_yet()}."
    return table(("Số", "Văn bản", "Bản", "Số liệu", "Tình trạng"), rows)


def papers_json(session: Session, rulebook: Rulebook) -> list[dict[str, Any]]:
    kept = (
        *("id", "kind", "duty", "period", "subject", "version", "as_of", "said", "made_at"),
        *("issued_number", "issued_on", "withdrawn_at", "withdrawn_why"),
    )
    return [
        {
            "name": paper_name(rulebook, matter_of(one)),
            **{name: getattr(one, name) for name in kept},
            "files": [
                {"name": file.name, "sha256": file.sha256, "size": file.size}
                for file in files_of(session, one)
            ],
        }
        for one in newest_papers(session)
    ]


def drafted_line(rulebook: Rulebook, kept: KeptPaper) -> str:
    """Which version stands, and whether it is new."""
    said: str = phrases("papers").drafted(paper_name(rulebook, matter_of(kept.document)), kept)
    return said


def files_stored(session: Session, context: Context, document: Document) -> dict[str, bytes]:
    """A version's files by name."""
    folder = context.settings.files_dir
    return {
        one.name: stored_path(folder, one.sha256).read_bytes()
        for one in files_of(session, document)
    }
