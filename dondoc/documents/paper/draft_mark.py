"""«DỰ THẢO» across each page, until the paper is issued: drawn as Word draws a watermark.

Drawn when a paper is made, and only a tag in its template: LibreOffice loses the second of two.
"""

from __future__ import annotations

from dondoc.documents.paper.word_xml import attribute

DRAFT_TAG = "dau_du_thao"
"""Stands in the header of the first page and of the others, «{{r dau_du_thao }}»."""

_LOOK = (
    "position:absolute;margin-left:0;margin-top:0;width:420pt;height:105pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    "mso-position-vertical-relative:margin"
)
_LETTERS = 'font-family:"Times New Roman";font-size:1pt;font-weight:bold'
_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
"""How letters follow a straight line: the shape that Word has for text along a path."""


class DraftMark:
    """The run with the mark, nothing on an issued paper; each has a number of its own."""

    def __init__(self, *, draft: bool) -> None:
        self._draft, self._drawn = draft, 0

    def __html__(self) -> str:
        """What Jinja puts in place of the tag."""
        self._drawn += 1
        return _mark(self._drawn) if self._draft else ""


def _mark(place: int) -> str:
    formulas = "".join(f'<v:f eqn="{one}"/>' for one in _FORMULAS)
    kind = (
        f'<v:shapetype id="DuThaoDang{place}" coordsize="21600,21600" o:spt="136" adj="10800"'
        f' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>{formulas}</v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/>'
        "</v:shapetype>"
    )
    shape = (
        f'<v:shape id="DuThao{place}" o:spid="_x0000_s20{place}9" type="#DuThaoDang{place}"'
        f' style="{_LOOK}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        '<v:fill opacity=".5"/>'
        f'<v:textpath style={attribute(_LETTERS)} string="DỰ THẢO"/></v:shape>'
    )
    return f"<w:r><w:pict>{kind}{shape}</w:pict></w:r>"
