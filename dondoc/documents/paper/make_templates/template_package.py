"""A template as a file: what stands in it, on the pages that all our papers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dondoc.documents.paper.draft_mark import DRAFT_TAG
from dondoc.documents.paper.make_templates.styles_part import SETTINGS, styles
from dondoc.documents.paper.office_zip import CONTENT_TYPES, pack
from dondoc.documents.paper.paper_styles import Style
from dondoc.documents.paper.word_xml import HEADER, SPACES, R, field, paragraph, run

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MADE = datetime(2026, 1, 1, tzinfo=UTC)

FIRST, LATER = "rIdTrangDau", "rIdTrangSau"
DRAFT = run(f"{{{{r {DRAFT_TAG} }}}}")
PAGES = (("first", FIRST), ("default", LATER))
"""The headers of a first section: none on its first page, the number on the others."""


@dataclass(frozen=True)
class MadeTemplate:
    """One of our templates: its file, what it is called, and its body with the last section."""

    file: str
    title: str
    body: str


def package(template: MadeTemplate) -> bytes:
    """The template as docx."""
    return pack(parts_of(template), dated=_MADE)


def parts_of(template: MadeTemplate) -> dict[str, bytes]:
    """Its parts by their names."""
    parts = {
        CONTENT_TYPES: _content_types(),
        "_rels/.rels": _relationships(
            (f"{R}/officeDocument", "rId1", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "rId2", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(template.title),
        "word/document.xml": f"{HEADER}<w:document {SPACES}><w:body>{template.body}</w:body>"
        "</w:document>",
        "word/styles.xml": styles(),
        "word/settings.xml": SETTINGS,
        "word/header1.xml": _header(DRAFT),
        "word/header2.xml": _header(field("PAGE"), DRAFT),
        "word/_rels/document.xml.rels": _relationships(
            (f"{R}/styles", "rIdKieu", "styles.xml"),
            (f"{R}/settings", "rIdThietLap", "settings.xml"),
            (f"{R}/header", FIRST, "header1.xml"),
            (f"{R}/header", LATER, "header2.xml"),
        ),
    }
    return {name: text.encode() for name, text in parts.items()}


def _content_types() -> str:
    kinds = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/header1.xml": f"{_WORD}.header+xml",
        "word/header2.xml": f"{_WORD}.header+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _relationships(*wanted: tuple[str, str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for kind, name, target in wanted
    )
    return f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _core(title: str) -> str:
    made = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:language>vi-VN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _header(*runs: str) -> str:
    line = paragraph(Style.PAGE_NUMBER, *runs)
    return f"{HEADER}<w:hdr {SPACES}>{line}</w:hdr>"
