"""Tables as an Excel workbook: one sheet a table, ready to be printed, its text never a formula.

No macro, no link, no name of a machine; the same tables at the same instant are the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dondoc.clock import local_date
from dondoc.documents.paper.safe_words import safe_words
from dondoc.documents.paper.table import Cell, Kind, Table, cell_text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"  # Excel keeps this name for itself
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_CELL = {**_FONT, "border": 1, "border_color": "#808080", "text_wrap": True}
_NUMBERS = {
    Kind.TEXT: {"num_format": "@"},
    Kind.DATE: {"num_format": "dd/mm/yyyy", "align": "center"},
    Kind.INTEGER: {"num_format": "#,##0"},
    Kind.DECIMAL: {"num_format": "#,##0.00"},
    Kind.PERCENT: {"num_format": "0%"},
}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LANDSCAPE_FROM = 90  # letters: an A4 sheet upright holds so many at this size
_A4 = 9
_LINE_HEIGHT, _MOST_LINES = 19, 20  # points of a line; Excel shows no row above 409


@dataclass(frozen=True)
class _Formats:
    """Every look of a cell, made once a workbook."""

    title: Format
    line: Format
    head: Format
    cells: dict[Kind, Format]
    strong: dict[Kind, Format]


def workbook(tables: Sequence[Table], *, made: datetime) -> bytes:
    """The tables as xlsx, a sheet each; `made` is the instant that the file says it is of."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    book.set_properties({"created": made.replace(tzinfo=None, microsecond=0)})
    formats = _formats(book)
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_sheet_name(table.name or table.title, taken))
        _lay_out(sheet, table, made)
        _write(sheet, table, formats)
    book.close()
    return content.getvalue()


def _formats(book: Any) -> _Formats:
    def of_cells(**more: Any) -> dict[Kind, Format]:
        return {kind: book.add_format({**_CELL, **_NUMBERS[kind], **more}) for kind in Kind}

    head = {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
    return _Formats(
        title=book.add_format({**_FONT, "bold": True, "font_size": 14, "text_wrap": True}),
        line=book.add_format({**_FONT, "italic": True, "text_wrap": True}),
        head=book.add_format(head),
        cells=of_cells(),
        strong=of_cells(bold=True),
    )


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: short, without its signs, not the same as another's in any case."""
    bare = _NOT_IN_NAME.sub(" ", safe_words(wanted)).replace("\n", " ")
    bare = " ".join(bare.split()).strip("'") or "Bảng"
    if bare.casefold() == _RESERVED:
        bare = f"{bare} 1"
    name, number = bare[:_LONGEST_NAME].strip(" '"), 1
    while name.casefold() in taken:
        number += 1
        after = f" ({number})"
        name = f"{bare[: _LONGEST_NAME - len(after)].strip()}{after}"
    taken.add(name.casefold())
    return name


def _lay_out(sheet: Worksheet, table: Table, made: datetime) -> None:
    """A4, as wide as the page, heads on every page and always in sight, numbered below."""
    head = _head_row(table)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    if sum(column.width for column in table.columns) > _LANDSCAPE_FROM:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 1)
    day = local_date(made)
    sheet.set_footer(f"&LNgày {day:%d/%m/%Y}&RTrang &P/&N")


def _head_row(table: Table) -> int:
    return 1 + len(table.above) + 1  # the title, its lines, a row between


def _write(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    _across(sheet, 0, table, table.title, formats.title)
    for row, line in enumerate(table.above, start=1):
        _across(sheet, row, table, line, formats.line)
    head = _head_row(table)
    widths = [column.width for column in table.columns]
    sheet.set_row(head, _height((column.title, column.width) for column in table.columns))
    for place, column in enumerate(table.columns):
        sheet.write_string(head, place, cell_text(column.title), formats.head)
    for number, cells in enumerate(table.rows):
        looks = formats.strong if number in table.strong else formats.cells
        texts = (
            (cell, width)
            for cell, width in zip(cells, widths, strict=True)
            if isinstance(cell, str) and (len(cell) > width * 9 // 10 or "\n" in cell)
        )
        sheet.set_row(head + 1 + number, _height(texts))
        for place, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
            _cell(sheet, (head + 1 + number, place), cell, looks, column.kind)
    for row, note in enumerate(table.notes, start=head + 1 + len(table.rows) + 1):
        _across(sheet, row, table, note, formats.line)


def _across(sheet: Worksheet, row: int, table: Table, words: str, look: Format) -> None:
    """A line over all columns, broken where they end: a page is as wide as what stands on it."""
    text, last = cell_text(words), len(table.columns) - 1
    if last:
        sheet.merge_range(row, 0, row, last, "", look)
    sheet.write_string(row, 0, text, look)
    width = sum(column.width for column in table.columns)
    sheet.set_row(row, _height([(text, width)]))


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """Points of a row: of the text that is broken most often in its width, in letters."""
    lines = (
        sum(1 + len(part) * 10 // (9 * width + 1) for part in text.split("\n"))
        for text, width in texts
    )
    return min(max(lines, default=1), _MOST_LINES) * _LINE_HEIGHT


def _cell(
    sheet: Worksheet, at: tuple[int, int], cell: Cell, looks: dict[Kind, Format], kind: Kind
) -> None:
    """By its type alone, never by what it looks like."""
    if cell is None or cell == "":
        sheet.write_blank(*at, None, looks[kind])
    elif isinstance(cell, str):
        sheet.write_string(*at, cell_text(cell), looks[Kind.TEXT])
    elif isinstance(cell, date):
        sheet.write_datetime(*at, cell, looks[Kind.DATE])
    else:
        sheet.write_number(*at, cell, looks[kind])
