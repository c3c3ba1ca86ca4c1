"""The last look at a filled paper: no empty page, properties of its own, always the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from dondoc.documents.paper.office_zip import pack, unpack
from dondoc.documents.paper.paper_styles import NAMES, Style
from dondoc.documents.paper.safe_words import safe_words

_LONGEST_PROPERTY = 255


def finish(content: bytes, *, title: str, author: str, as_of: datetime) -> bytes:
    """The paper as it is kept: made by `author` at `as_of`, whoever and whatever saved it last."""
    document = Document(io.BytesIO(content))
    _drop_empty_section(document)
    _keep_signature(document)
    _name(document, title=title, author=author, as_of=as_of)
    saved = io.BytesIO()
    document.save(saved)
    return pack(unpack(saved.getvalue()), dated=as_of)


def _drop_empty_section(document: Docx) -> None:
    """A paper without annexes has no page for them: its last section is the one before."""
    body = document.element.body
    *_, last, section = body.iterchildren()
    if last.tag != qn("w:p") or (before := last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")) is None:
        return
    body.remove(section)
    body.remove(last)
    body.append(before)


def _keep_signature(document: Docx) -> None:
    """A signature never stands on a page alone: the last line of the text goes with it."""
    for table in document.tables:
        styles = {one.style.name for cell in table.rows[0].cells for one in cell.paragraphs}
        before = table._element.getprevious()
        if NAMES[Style.AUTHORITY] in styles and before is not None and before.tag == qn("w:p"):
            Paragraph(before, document).paragraph_format.keep_with_next = True


def _name(document: Docx, *, title: str, author: str, as_of: datetime) -> None:
    about = document.core_properties
    moment = as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.title = safe_words(title)[:_LONGEST_PROPERTY]
    about.author = about.last_modified_by = safe_words(author)[:_LONGEST_PROPERTY]
    about.created = about.modified = moment
    about.revision = 1
