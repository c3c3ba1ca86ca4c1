"""The tables of a Word file as rows of text, each with what stands right above it.

A merged cell counts in each row that it covers; what a tracked change deleted is not read. Nothing
is laid out: the part with the text is parsed once, by the standard library.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dondoc.limits import MOST_TABLE_LINES
from dondoc.problems import Problem, Refused
from dondoc.tables.book_lines import Lines
from dondoc.text import plain_signs, tidy
from dondoc.zip_guard import GrowsTooLarge, NotOpened, part_names, refuse_many_tags

DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ABOVE = 3
"""Paragraphs above a table among which its title is."""
_BROKEN = "không mở được như tệp Word (.docx); hãy mở bằng Word rồi lưu lại bằng .docx"


@dataclass(frozen=True)
class DocxTable:
    """A table, its number in the paper from 1, and the last paragraphs before it."""

    number: int
    above: tuple[str, ...]
    lines: Lines


def read_docx_tables(content: bytes) -> list[DocxTable]:
    """Every table that does not stand inside another. Raises Refused for what is no Word file."""
    try:
        if DOCUMENT not in part_names(content):
            raise NotOpened(DOCUMENT)
        refuse_many_tags(content)
        return list(_tables(_body(content)))
    except GrowsTooLarge:
        wanted = "bung ra quá lớn; hãy chép riêng các bảng sang một tệp mới"
        raise Refused(Problem("Tệp", "", wanted)) from None
    except NotOpened:
        raise Refused(Problem("Tệp", "", _BROKEN)) from None


def _body(content: bytes) -> Any:
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - a CSV file needs none of it

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return fromstring(package.read(DOCUMENT)).find(f"{_W}body")
    except Exception as error:  # both libraries raise whatever they stumble over
        raise NotOpened from error


def _tables(body: Any) -> Iterator[DocxTable]:
    above: list[str] = []
    number = rows = 0
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            if text := _text(block):
                above = [*above, text][-_ABOVE:]
            continue
        number += 1
        lines = _lines(block)
        rows += len(lines)
        if rows > MOST_TABLE_LINES:
            wanted = f"có hơn {MOST_TABLE_LINES} dòng; hãy chia thành các tệp nhỏ hơn"
            raise Refused(Problem("Tệp", "", wanted))
        yield DocxTable(number, tuple(above), lines)
        above = []


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in their order; those that a content control holds, too."""
    for child in parent if parent is not None else ():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _blocks(child)


def _lines(table: Any) -> Lines:
    lines: Lines = []
    before: dict[int, str] = {}
    for number, row in enumerate(table.iterfind(f"{_W}tr"), start=1):
        cells: list[str] = []
        for cell in row.iterfind(f"{_W}tc"):
            span, goes_on = _merge(cell)
            text = before.get(len(cells), "") if goes_on else _text(cell)
            before[len(cells)] = text
            cells += [text, *[""] * (span - 1)]
        if any(cells):
            lines.append((number, cells))
    return lines


def _merge(cell: Any) -> tuple[int, bool]:
    """Over how many columns it goes, and whether it only goes on from the row above."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    given = span.get(f"{_W}val", "1") if span is not None else "1"
    down = cell.find(f"{_W}tcPr/{_W}vMerge")
    goes_on = down is not None and down.get(f"{_W}val", "continue") == "continue"
    return min(int(given), 100) if given.isdecimal() and int(given) else 1, goes_on


def _text(block: Any) -> str:
    """The words of a block, in one line."""
    parts: list[str] = []
    for node in block.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}p", f"{_W}br", f"{_W}tab"):
            parts.append(" ")
    return tidy(plain_signs("".join(parts)))
