"""Tags into a template: what comes out is a document, or says what is wrong with the template."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

from docxtpl import DocxTemplate
from jinja2 import TemplateError, UndefinedError

from dondoc.documents.paper.safe_xml import Element, NotReadable, read_xml
from dondoc.documents.paper.template_env import paper_environment

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_QUOTED = re.compile(r"'([^']*)'")
_OBJECTS = frozenset({"dict object", "str object", "list object"})


class NotFilled(ValueError):
    """The template and the values do not fit; str() says why, in Vietnamese."""


class _StrictTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl has no types
    """Of docxtpl, which mends broken XML silently and so loses text: it says so instead."""

    def fix_tables(self, xml: str) -> Element:
        try:
            root = read_xml(xml.encode())
        except NotReadable:
            raise NotFilled(
                "sau khi điền không còn là văn bản: thẻ if, for mở và đóng không cùng chỗ; hãy đặt"
                " mỗi thẻ {%p … %} riêng một đoạn"
            ) from None
        for text in root.iter(f"{_W}t", f"{_W}p"):
            inside = next(iter(text), None) if text.tag == f"{_W}t" else text.find(f"{_W}p")
            if inside is not None:
                raise NotFilled(
                    "nội dung nhiều đoạn đặt giữa một câu: hãy viết {{p tên }} thay cho {{ tên }},"
                    " riêng một đoạn"
                )
        return super().fix_tables(xml)


def fill(content: bytes, tags: Mapping[str, object]) -> bytes:
    """The template filled. Raises NotFilled."""
    template = _StrictTemplate(io.BytesIO(content))
    try:
        template.render(dict(tags), paper_environment())
    except UndefinedError as error:
        names = [one for one in _QUOTED.findall(str(error)) if one not in _OBJECTS]
        raise NotFilled(f"không có trường «{names[-1] if names else error}»") from None
    except TemplateError as error:
        raise NotFilled(f"thẻ viết sai ({error})") from None
    saved = io.BytesIO()
    template.save(saved)
    return saved.getvalue()
