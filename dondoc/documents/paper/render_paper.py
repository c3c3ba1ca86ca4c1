"""A paper: the values of its kind, filled into our template or the office's own, as docx."""

from __future__ import annotations

import dataclasses
import io
from datetime import datetime
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, UndefinedError
from markupsafe import Markup

from dondoc.documents.paper.finish_paper import finish
from dondoc.documents.paper.paper_styles import NAMES, Style
from dondoc.documents.paper.paper_templates import FOLDER, PaperTemplate
from dondoc.documents.paper.paper_values import PLACE, PaperHead
from dondoc.documents.paper.passage_xml import PassageXml
from dondoc.documents.paper.safe_words import safe_words
from dondoc.documents.paper.template_env import paper_environment
from dondoc.problems import Problem, Refused


def paper(
    kind: PaperTemplate, values: PaperHead, *, as_of: datetime, own: Path | None = None
) -> bytes:
    """The docx. The same values, template and `as_of` give the same bytes.

    `own` is the office's folder of templates: a file of the kind's name there is taken instead of
    ours. Raises Refused, naming the template and the field, where the template asks for what the
    kind does not have, or is no template at all.
    """
    file = template_file(kind, own)
    document = DocxTemplate(io.BytesIO(file.read_bytes()))
    document.init_docx()
    ids = {style: style.value for style in Style}
    found = {one.name: one.style_id for one in document.docx.styles}
    ids |= {style: found[name] for style, name in NAMES.items() if name in found}
    try:
        document.render(tags_of(values, PassageXml(ids)), paper_environment())
    except UndefinedError as error:
        raise Refused(Problem(file.name, "", str(error))) from None
    except TemplateError as error:
        raise Refused(Problem(file.name, "", str(error))) from None
    saved = io.BytesIO()
    document.save(saved)
    title = f"{kind.title}: {values.about}"
    return finish(saved.getvalue(), title=title, author=values.organ, as_of=as_of)


def template_file(kind: PaperTemplate, own: Path | None) -> Path:
    """The office's own template where there is one, else ours."""
    if own is not None and (file := own / kind.file).is_file():
        return file
    return FOLDER / kind.file


def tags_of(values: object, xml: PassageXml) -> dict[str, object]:
    """The fields by the tags that templates know them by, as text, lists and finished passages."""
    assert dataclasses.is_dataclass(values)
    return {
        field.metadata["tag"]: _filled(field, getattr(values, field.name), xml)
        for field in dataclasses.fields(values)
    }


def _filled(field: dataclasses.Field[object], value: Any, xml: PassageXml) -> object:
    if PLACE in field.metadata:
        drawn = xml.draw(value, width_mm=field.metadata[PLACE])
        return Markup(drawn)  # noqa: S704 - every word in it was escaped when drawn
    if isinstance(value, str):
        return safe_words(value)
    if isinstance(value, tuple):
        return [
            tags_of(one, xml) if dataclasses.is_dataclass(one) else safe_words(one) for one in value
        ]
    return value
