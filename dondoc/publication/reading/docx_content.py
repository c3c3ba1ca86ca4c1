"""A docx as tables and lines: its one part of text, read as a stream. Bounded by `zip_guard`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from dondoc.limits import MOST_TABLE_LINES
from dondoc.publication.reading.page_content import (
    PageContent,
    PageLine,
    PageTable,
    table_place,
)
from dondoc.publication.reading.table_builder import TableBuilder
from dondoc.text import plain_signs, tidy

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT_PART = "word/document.xml"
_GAPS = frozenset({"tab", "br", "cr"})
_LONGEST_CAPTION = 300


def docx_content(content: bytes) -> PageContent:
    """What the document holds; the caller has looked at the zip. Raises what the parser raises."""
    reader = _DocxContent()
    with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(_TEXT_PART) as part:
        for event, element in _parsed(part):
            tag = element.tag.removeprefix(_WORD)
            if event == "start":
                reader.start(tag)
            else:
                reader.end(tag, element)
            if reader.rows > MOST_TABLE_LINES:
                break
    return reader.content()


def _parsed(part: IO[bytes]) -> Iterator[tuple[str, Element]]:
    yield from iterparse(part, events=("start", "end"))


class _DocxContent:
    def __init__(self) -> None:
        self.rows = 0
        self._tables: list[PageTable] = []
        self._lines: list[PageLine] = []
        self._open: list[TableBuilder] = []
        self._captions: list[str] = []
        self._places: list[tuple[int, int]] = []
        self._text: list[str] = []
        self._last = ""

    def start(self, tag: str) -> None:
        if tag == "tbl":
            self._open.append(TableBuilder())
            self._captions.append(self._last)
            self._places.append((0, 0))
        elif tag == "tr" and self._open:
            self._open[-1].open_row()
            self.rows += 1
            self._places[-1] = (self.rows, 0)
        elif tag == "tc" and self._open:
            self._open[-1].open_cell()
            row, column = self._places[-1]
            self._places[-1] = (row, column + 1)

    def end(self, tag: str, element: Element) -> None:
        if tag == "t":
            self._text.append(element.text or "")
        elif tag in _GAPS:
            self._text.append(" ")
        elif tag == "gridSpan" and self._open:
            self._open[-1].widen(_number(element))
        elif tag == "vMerge" and self._open and element.get(f"{_WORD}val") != "restart":
            self._open[-1].continue_cell()
        elif tag == "p":
            self._end_line()
            element.clear()
        elif tag in ("tc", "tr") and self._open:
            if tag == "tc":
                self._open[-1].close_cell()
            else:
                self._open[-1].close_row()
        elif tag == "tbl" and self._open:
            self._close_table()

    def content(self) -> PageContent:
        return PageContent(
            tables=tuple(table for table in self._tables if table.lines),
            lines=tuple(self._lines),
            cut=self.rows > MOST_TABLE_LINES,
        )

    def _end_line(self) -> None:
        text = tidy(plain_signs("".join(self._text)))
        self._text = []
        if self._open:
            self._open[-1].add_text(f"{text} ")
        elif text:
            self._last = text[:_LONGEST_CAPTION]
        if text:
            row, column = self._places[-1] if self._places else (0, 0)
            self._lines.append(PageLine(text, row=row, column=column))

    def _close_table(self) -> None:
        builder, above = self._open.pop(), self._captions.pop()
        self._places.pop()
        self._tables.append(builder.table(table_place(len(self._tables) + 1), above))
        self._last = ""


def _number(element: Element) -> int:
    text = element.get(f"{_WORD}val", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
