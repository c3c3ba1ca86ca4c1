"""The templates of papers as a terminal and a program read them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dondoc.documents.paper.draft_mark import DRAFT_TAG
from dondoc.documents.paper.paper_templates import TEMPLATES, PaperTemplate
from dondoc.documents.paper.paper_values import PLACE


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
