"""Passages as WordprocessingML, in the styles of the template that they stand in."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from dondoc.documents.paper.paper_styles import TEXT_WIDTH_MM, Style
from dondoc.documents.paper.passages import (
    ChapterLine,
    ListLine,
    Narrative,
    Passage,
    Passages,
    TextLine,
)
from dondoc.documents.paper.table import Table
from dondoc.documents.paper.table_xml import table_xml
from dondoc.documents.paper.word_xml import attribute, paragraph, run

TAG = "viet_"
"""Before the key of a narrative, in the tag of its content control and the name of its bookmark."""

ASKS, ENDS = "[Cần viết: ", "]"
"""What stands in a narrative that nobody has written yet begins and ends so."""


class PassageXml:
    """Draws passages. `ids` says under which id the template has each of our styles."""

    def __init__(self, ids: Mapping[Style, str]) -> None:
        self._ids = ids

    def draw(self, passages: Passages, *, width_mm: float = TEXT_WIDTH_MM) -> str:
        """The passages one below the other, where the text is so wide."""
        return "".join(self._one(passage, width_mm) for passage in passages)

    def _one(self, passage: Passage, width_mm: float) -> str:
        match passage:
            case ChapterLine(words, level):
                return self._line(Style.CHAPTER if level == 1 else Style.SECTION, run(words))
            case TextLine(words, lead):
                first = run(f"{lead} ", bold=True) if lead else ""
                return self._line(Style.BODY, first, run(words))
            case ListLine(words):
                return self._line(Style.BODY, run(f"- {words}"))
            case Narrative():
                return self._narrative(passage)
            case Table():
                return table_xml(passage, self._ids, width_mm=width_mm)

    def _line(self, style: Style, *runs: str) -> str:
        return paragraph(self._ids[style], *runs)

    def _narrative(self, asked: Narrative) -> str:
        """What Word keeps (a content control that cannot be deleted) and what LibreOffice does.

        LibreOffice 7.4 drops the tag of a control, and all of it but the first paragraph; bookmarks
        and the names of styles it keeps. `read_narratives` reads either.
        """
        lines = [line for line in asked.written.splitlines() if line.strip()]
        written = "".join(self._line(Style.NARRATIVE, run(line)) for line in lines)
        question = run(f"{ASKS}{asked.wanted}{ENDS}", self._ids[Style.TO_WRITE])
        name, number = attribute(TAG + asked.key), zlib.crc32(asked.key.encode()) & 0x7FFFFFFF
        properties = (
            f"<w:alias w:val={attribute(asked.wanted[:60])}/><w:tag w:val={name}/>"
            f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>'
            f"{'' if written else '<w:showingPlcHdr/>'}"
        )
        return (
            f'<w:bookmarkStart w:id="{number}" w:name={name}/>'
            f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>"
            f"{written or self._line(Style.NARRATIVE, question)}</w:sdtContent></w:sdt>"
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
