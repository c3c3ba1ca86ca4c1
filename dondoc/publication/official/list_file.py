"""A file with an official list, whatever it is: workbook, CSV, JSON or a decision in Word.

Each becomes rows under our names of the columns; what was passed over is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dondoc.limits import MOST_TABLE_LINES
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.publication.official.list_columns import COLUMNS, MANNER
from dondoc.publication.official.list_groups import says_group
from dondoc.tables.book_lines import is_workbook
from dondoc.tables.docx_lines import DOCUMENT, DocxTable, read_docx_tables
from dondoc.tables.headings import headings_within, is_heading
from dondoc.tables.sheet import ReadTable, SheetRow, read_lines, read_sheet
from dondoc.text import plain_signs, tidy
from dondoc.zip_guard import NotOpened, part_names

_LISTS = ("procedures", "data", "docs", "items", "result", "results", "rows")
"""Under what a service hands out its records."""
_COUNTS = ("numFound", "total", "totalRecords")


def read_list_file(content: bytes, sheet: str = "") -> ReadTable:
    """The rows of the file, groups among them. Raises Refused with all that cannot be read."""
    if _is_docx(content):
        return _docx(content)
    if is_workbook(content) or not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"[", b"{")):
        return read_sheet(content, COLUMNS, sheet, MANNER)
    return _json(content)


def _is_docx(content: bytes) -> bool:
    try:
        return content.startswith(b"PK") and DOCUMENT in part_names(content)
    except NotOpened:
        return False


def _docx(content: bytes) -> ReadTable:
    """All tables of a decision that list procedures: its letterhead is a table too."""
    listing = [
        table
        for table in read_docx_tables(content)
        if headings_within(table.lines, COLUMNS, MANNER)
    ]
    if not listing:
        raise Refused(Problem("Tệp", "", phrases("procedures").no_table()))
    found = [_table(table) for table in listing]
    notes = tuple(note for one in found for note in one.notes)
    return ReadTable(tuple(row for one in found for row in one.rows), notes)


def _table(table: DocxTable) -> ReadTable:
    """Its rows, after those of its titles that say something of them."""
    of = f"bảng {table.number}, dòng"
    titles = tuple(
        SheetRow(0, {"stt": "", "name": text}, {}, of)
        for text in table.above
        if says_group(text) or text.isupper()
    )
    read = read_lines(table.lines, COLUMNS, MANNER, of=of)
    return ReadTable((*titles, *read.rows), read.notes)


def _json(content: bytes) -> ReadTable:
    book = phrases("procedures")
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused(Problem("Tệp", "", book.no_json())) from None
    records, total = _records(given)
    if records is None or not all(isinstance(one, dict) for one in records):
        raise Refused(Problem("Tệp", "", book.no_records()))
    if total is not None and total > len(records):
        raise Refused(Problem("Tệp", "", book.part_of_records(len(records), total)))
    if len(records) > MOST_TABLE_LINES:
        raise Refused(Problem("Tệp", "", book.many_records(MOST_TABLE_LINES)))
    unread: dict[str, None] = {}
    rows = [_record(number, one, unread) for number, one in enumerate(records, start=1)]
    if rows and not any("name" in row for row in rows):
        raise Refused(Problem("Tệp", "", book.no_records()))
    notes = [Problem("Trường", ", ".join(unread), book.not_used())] if unread else []
    return ReadTable(tuple(row for row in rows if row.others), tuple(notes))


def _records(given: Any) -> tuple[list[Any] | None, int | None]:
    """The records, and how many there are by the service's own word."""
    if isinstance(given, list):
        return given, None
    total = None
    for _depth in range(3):  # {"response": {"numFound": 2, "docs": […]}}
        if not isinstance(given, dict):
            break
        counts = (given.get(name) for name in _COUNTS)
        total = next((one for one in counts if isinstance(one, int)), total)
        found = next((given[name] for name in _LISTS if isinstance(given.get(name), list)), None)
        if found is not None:
            return found, total
        inside = (one for one in given.values() if isinstance(one, dict))
        given = next((one for one in inside if one.keys() & {*_LISTS}), None)
    return None, None


def _record(number: int, record: Mapping[str, Any], unread: dict[str, None]) -> SheetRow:
    cells: dict[str, str] = {}
    headings: dict[str, str] = {}
    for key, value in record.items():
        name = next((one.name for one in COLUMNS if is_heading(one, key, MANNER)), "")
        if not name or name in cells:
            unread[key] = None
            continue
        cells[name], headings[name] = _words(value), key
    return SheetRow(number, cells, headings, "mục")


def _words(value: Any) -> str:
    """A value as one line: of a list its parts, of a number as JSON writes it."""
    return "; ".join(tidy(plain_signs(part)) for part in _parts(value) if part.strip())


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _parts(one) if not isinstance(one, list) else ()
    elif isinstance(value, bool):
        yield "có" if value else "không"
    elif isinstance(value, str | int | float):
        yield str(value)
