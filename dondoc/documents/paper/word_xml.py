"""WordprocessingML as text: the few elements that our papers are made of, in the schema's order.

Word refuses a file whose elements stand in another order than its schema says; LibreOffice does
not. Whatever is drawn passes here, so that the order is right in one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from dondoc.documents.paper import paper_styles as page
from dondoc.documents.paper.safe_words import safe_words

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def attribute(value: object) -> str:
    """A value in its quotation marks, without what no XML can hold."""
    return quoteattr(safe_words(str(value)))


def words(text: str) -> str:
    """Text inside a run: a new line and a tab stay what they are, whatever stands there opens."""
    lines = safe_words(text).split("\n")
    return "<w:br/>".join("<w:tab/>".join(map(_letters, line.split("\t"))) for line in lines)


def _letters(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def run(text: str, style: str = "", *, bold: bool = False, italic: bool = False) -> str:
    """Letters of one look. `style` is the id of a style of letters."""
    looks = (
        f"<w:rStyle w:val={attribute(style)}/>" if style else "",
        "<w:b/>" if bold else "",
        "<w:i/>" if italic else "",
    )
    marked = "".join(looks)
    return f"<w:r>{f'<w:rPr>{marked}</w:rPr>' if marked else ''}{words(text)}</w:r>"


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """A paragraph of a style, by its id; `properties` are those that come behind it in pPr."""
    return (
        f"<w:p><w:pPr><w:pStyle w:val={attribute(style)}/>{properties}</w:pPr>{''.join(runs)}</w:p>"
    )


def field(code: str) -> str:
    """A field that the reader's program reckons: PAGE."""
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{begin}{instruction}{separate}{run('2')}{end}"


def borderless(widths: Iterable[int], *cells: str, above: float = 0) -> str:
    """One row side by side without lines: head and signature stand so.

    `widths` in twips; `above` is the room over it, in points.
    """
    widths = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{above * 20:.0f}" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
    )


def section(*, landscape: bool = False, headers: Iterable[tuple[str, str]] = ()) -> str:
    """The page: A4 with the margins of NĐ 30/2020. `headers` are (kind, relationship).

    With a header for the first page that one shows no number; in a later section every page does.
    """
    headers = tuple(headers)
    width, height = (16838, 11906) if landscape else (11906, 16838)
    references = "".join(
        f'<w:headerReference w:type="{kind}" r:id="{rel}"/>' for kind, rel in headers
    )
    turned = ' w:orient="landscape"' if landscape else ""
    first = "<w:titlePg/>" if any(kind == "first" for kind, _ in headers) else ""
    sides = (
        ("top", page.TOP_MM),
        ("right", page.RIGHT_MM),
        ("bottom", page.BOTTOM_MM),
        ("left", page.LEFT_MM),
        ("header", 10),
        ("footer", 10),
        ("gutter", 0),
    )
    margins = " ".join(f'w:{side}="{page.twips(mm)}"' for side, mm in sides)
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f"<w:pgMar {margins}/>{first}</w:sectPr>"
    )
