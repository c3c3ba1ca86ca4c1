"""A paper: the values of its kind, filled into our template or the office's own, as docx."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dondoc.documents.paper.draft_mark import DRAFT_TAG, DraftMark
from dondoc.documents.paper.fill_template import NotFilled, fill
from dondoc.documents.paper.finish_paper import finish
from dondoc.documents.paper.own_templates import style_ids, template_of
from dondoc.documents.paper.paper_templates import PaperTemplate
from dondoc.documents.paper.paper_values import PLACE, PaperHead
from dondoc.documents.paper.passage_xml import PassageXml
from dondoc.documents.paper.safe_words import safe_words
from dondoc.problems import Problem, Refused


def paper(
    kind: PaperTemplate, values: PaperHead, *, as_of: datetime, own: Path | None = None
) -> bytes:
    """The docx. The same values, template and `as_of` give the same bytes.

    `own` is the office's folder of templates: a file of the kind's name there is taken instead of
    ours. Raises Refused, naming the template and the field, where the template asks for what the
    kind does not have, or is no template at all.
    """
    content = template_of(kind, own)
    tags = tags_of(values, PassageXml(style_ids(content)))
    try:
        filled = fill(content, {**tags, DRAFT_TAG: DraftMark(draft=values.draft)})
    except NotFilled as error:
        raise Refused(Problem(kind.file, "", str(error), label=f"Mẫu {kind.file}")) from None
    title = f"{kind.title}: {values.about}"
    return finish(filled, title=title, author=values.organ, as_of=as_of)


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
