"""Passages as WordprocessingML, in the styles of the template that they stand in."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from dondoc.documents.paper.paper_styles import Style
from dondoc.documents.paper.passages import (
    ChapterLine,
    ListLine,
    Narrative,
    Passage,
    Passages,
    TextLine,
)
from dondoc.documents.paper.word_xml import attribute, paragraph, run

TAG = "viet."
"""Before the key of a narrative in the tag of its content control."""

ASKS, ENDS = "[Cần viết: ", "]"
"""What stands in a narrative that nobody has written yet begins and ends so."""


class PassageXml:
    """Draws passages. `ids` says under which id the template has each of our styles."""

    def __init__(self, ids: Mapping[Style, str]) -> None:
        self._ids = ids

    def draw(self, passages: Passages) -> str:
        """The passages one below the other."""
        return "".join(map(self._one, passages))

    def _one(self, passage: Passage) -> str:
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

    def _line(self, style: Style, *runs: str) -> str:
        return paragraph(self._ids[style], *runs)

    def _narrative(self, asked: Narrative) -> str:
        """A content control that cannot be deleted: its tag is the key, its text a person's."""
        lines = [line for line in asked.written.splitlines() if line.strip()]
        written = "".join(self._line(Style.BODY, run(line)) for line in lines)
        question = run(f"{ASKS}{asked.wanted}{ENDS}", self._ids[Style.TO_WRITE])
        number = zlib.crc32(asked.key.encode()) & 0x7FFFFFFF
        properties = (
            f"<w:alias w:val={attribute(asked.wanted[:60])}/>"
            f"<w:tag w:val={attribute(TAG + asked.key)}/>"
            f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>'
        )
        return (
            f"<w:sdt><w:sdtPr>{properties}</w:sdtPr>"
            f"<w:sdtContent>{written or self._line(Style.BODY, question)}</w:sdtContent></w:sdt>"
        )
