"""The records of a CSV file as people save it: its encoding and what parts its cells are found."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from dondoc.limits import MOST_TABLE_LINES
from dondoc.problems import Problem, Refused
from dondoc.tables.book_lines import BookLines
from dondoc.tables.headings import HEADING_WITHIN, SheetColumn, SheetManner, known_headings
from dondoc.text import tidy

_DELIMITERS = ",;\t"
_SAVE_AS = "trong Excel hãy lưu lại bằng «CSV UTF-8» hoặc .xlsx"

_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
"""The line in which Excel is told what parts the cells of a CSV file."""


def _decoded(content: bytes, manner: SheetManner) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise Refused(Problem("Tệp", "", f"không phải tệp CSV dạng UTF-8; {_SAVE_AS}"))
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if manner.legacy and (text := legacy_text(content)):
            return text
        line = content[: error.start].count(b"\n") + 1
        wanted = f"dòng {line} có ký tự không phải UTF-8; {_SAVE_AS}"
        raise Refused(Problem("Tệp", "", wanted)) from None


def legacy_text(content: bytes) -> str:
    """The same in Windows-1258, as older Excel saves it; empty where it cannot be that."""
    try:
        return unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return ""


def csv_lines(content: bytes, columns: Sequence[SheetColumn], manner: SheetManner) -> BookLines:
    text = _decoded(content, manner)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    told = _SEPARATOR.fullmatch(first)
    if told:  # left blank: the lines below keep their numbers
        text = text.replace(first, "", 1)
    records = _records(text, told[1] if told else _delimiter(text, columns, manner))
    lines = list(islice(records, MOST_TABLE_LINES + 1))
    if len(lines) > MOST_TABLE_LINES:
        wanted = f"có hơn {MOST_TABLE_LINES} dòng; hãy chia thành các tệp nhỏ hơn"
        raise Refused(Problem("Tệp", "", wanted))
    return BookLines(lines, ())


def _delimiter(text: str, columns: Sequence[SheetColumn], manner: SheetManner) -> str:
    """What parts the headings; a title above them may hold another sign."""
    first = list(islice((line for line in text.splitlines() if line.strip()), HEADING_WITHIN))

    def headings(delimiter: str) -> tuple[int, int]:
        named = max(
            (known_headings(line.split(delimiter), columns, manner) for line in first), default=0
        )
        return named, first[0].count(delimiter) if first else 0

    return max(_DELIMITERS, key=headings)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not blank, with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    starts = 1
    try:
        for cells in reader:
            written = [tidy(cell) for cell in cells]
            if any(written):
                yield starts, written
            starts = reader.line_num + 1
    except csv.Error:
        wanted = "dấu nháy kép mở mà không đóng, hoặc đứng sai chỗ; hãy xem lại dòng này"
        raise Refused(Problem(f"dòng {starts}", "", wanted)) from None
