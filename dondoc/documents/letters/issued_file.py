"""A paper as it was issued: a file of its own, beside the draft of the same words."""

from __future__ import annotations

from sqlmodel import Session

from dondoc.documents.paper.paper_templates import PaperTemplate
from dondoc.documents.paper.paper_values import PaperHead
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.register.find_paper import files_of
from dondoc.documents.register.keep_paper import add_file
from dondoc.ledger.installation import Context
from models import Document


def keep_issued(
    session: Session,
    context: Context,
    document: Document,
    template: PaperTemplate,
    values: PaperHead,
) -> None:
    """Draw it under its number, without «DỰ THẢO», and keep it with the version."""
    own = context.settings.own_templates_dir
    draft = files_of(session, document)[0].name
    name = f"{draft.removesuffix('.docx')}-phat-hanh.docx"
    content = paper(template, values, as_of=document.as_of, own=own)
    add_file(session, context.settings.files_dir, document, name, content)
