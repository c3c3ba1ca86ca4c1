"""The tags of a template: only fields that its kind has, and nothing behind them is reached."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator
from typing import Any, get_type_hints

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, meta, nodes

from dondoc.documents.paper.draft_mark import DRAFT_TAG
from dondoc.documents.paper.paper_values import PLACE
from dondoc.documents.paper.template_env import paper_environment

_MAY = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
)
"""What a paper's template needs: a field, a choice, a loop. Nothing is called, set or imported."""

_MARKUP = re.compile(r"<[^<>]+>")


def tag_faults(content: bytes, values: type[Any]) -> list[str]:
    """Tags that the kind does not have, are written wrongly, or are missing; empty if none."""
    asked: set[str] = set()
    found: list[str] = []
    for source in _sources(content):
        try:
            tree = paper_environment().parse(source)
        except TemplateSyntaxError as error:
            found.append(_misspelt(source, error.lineno))
            continue
        if faults := [*_not_allowed(tree)]:
            found += faults
            continue
        asked |= meta.find_undeclared_variables(tree)
    known = {field.metadata["tag"]: field.metadata for field in dataclasses.fields(values)}
    listed = ", ".join(sorted(known))
    found += [
        f"không có trường «{name}»; mẫu này có: {listed}"
        for name in sorted(asked - {*known, DRAFT_TAG})
    ]
    if not found and DRAFT_TAG not in asked:
        found.append(f"thiếu «{{{{r {DRAFT_TAG} }}}}» ở đầu trang: dự thảo sẽ không có dấu")
    found += [
        f"thiếu «{{{{p {name} }}}}» ({about['meaning']}): nội dung này sẽ mất; hãy thêm vào mẫu"
        for name, about in known.items()
        if PLACE in about and name not in asked and not found
    ]
    return list(dict.fromkeys(found))


def _sources(content: bytes) -> Iterator[str]:
    """The body and each header and footer, as Jinja will see it: a paragraph begins a line."""
    template = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    texts = [template.get_xml()]
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        texts += [template.get_part_xml(part) for _, part in template.get_headers_footers(uri)]
    for text in texts:
        yield re.sub(r"<w:p([ >])", r"\n<w:p\1", template.patch_xml(text))


def _misspelt(source: str, line: int) -> str:
    words = _MARKUP.sub("", source.splitlines()[line - 1]).strip()
    return f"thẻ viết sai ở đoạn «{words[:80]}»; hãy so với mẫu kèm theo phần mềm"


def _not_allowed(tree: nodes.Template) -> Iterator[str]:
    filters = paper_environment().filters
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Filter) and node.name not in filters:
            yield f"không có cách ghi «| {node.name}»; có: {', '.join(sorted(filters))}"
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield f"không được hỏi «.{node.attr}»; chỉ dùng tên trường"
        elif not isinstance(node, _MAY) and not isinstance(node, nodes.Helper):
            kind = type(node).__name__
            yield f"thẻ dùng «{kind}» không được phép; chỉ dùng trường, if và for"


def sample_tags(values: type[Any], passage: object, *, empty: bool = False) -> dict[str, object]:
    """Something in every field, for a trial: a word, a line of a list, one passage; or nothing."""
    hints = get_type_hints(values)
    return {
        field.metadata["tag"]: _sample(field, hints[field.name], passage, empty=empty)
        for field in dataclasses.fields(values)
    }


def _sample(field: dataclasses.Field[Any], hint: Any, passage: object, *, empty: bool) -> object:
    if PLACE in field.metadata:
        return passage
    if hint is bool:
        return not empty
    if hint is str:
        return "" if empty else "…"
    inner: type[Any] = hint.__args__[0]
    one = "…" if inner is str else sample_tags(inner, passage)
    return [] if empty else [one]
