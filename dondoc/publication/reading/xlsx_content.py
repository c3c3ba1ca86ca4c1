"""The sheets of a workbook as tables, read to the last value that there is: a wrong `<dimension>`,
as the national export has it, hides nothing. Bounded by `zip_guard` and `workbook_rows`.
"""

from __future__ import annotations

import io
from typing import Any

from dondoc.publication.reading.page_content import (
    PageCell,
    PageContent,
    PageTable,
    PageTableLine,
    sheet_place,
)
from dondoc.tables.workbook_rows import SheetRows, read_rows
from dondoc.text import plain_signs


def xlsx_content(content: bytes) -> PageContent:
    """All sheets that Excel shows. Raises whatever openpyxl stumbles over, or Refused."""
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that no page need wait

    book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return PageContent(tables=tuple(_table(sheet.title, read_rows(sheet)) for sheet in shown))


def _table(title: str, found: SheetRows) -> PageTable:
    lines = [
        PageTableLine(
            number,
            tuple(
                PageCell(plain_signs(cells.get(column, ""))) for column in range(1, max(cells) + 1)
            ),
        )
        for number, cells in sorted(found.cells.items())
    ]
    place = sheet_place(plain_signs(title))
    return PageTable(place, plain_signs(title), tuple(lines), spreadsheet=True)
