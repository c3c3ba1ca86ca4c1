"""A table as CSV that Excel opens by a double click in Việt Nam, and that can do nothing there.

Its first line are the headings, every other a row: what else the table says is in its workbook.
Why a semicolon and what is done to a text that begins like a formula: docs/decisions/0057.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

from dondoc.calendar.date_words import short_date
from dondoc.documents.paper.table import Cell, Column, Kind, Table, cell_text

MEDIA_TYPE = "text/csv; charset=utf-8"
_SEPARATOR = ";"
_FORMULA = re.compile(
    r"(\A\s*|[,;\t\n][^\S\t\n]*[\"']*)"
    r"(?![-+]?\d{1,15}(?:[.,]\d{1,15})?(?:\Z|[,;\t\n]))([=+\-@＝＋－＠−])"
)
"""The sign that makes a formula, where a cell may begin: also behind a comma, at which an Excel set
to English parts the line. A plain figure with its sign is none.
"""


def csv_file(table: Table) -> bytes:
    """The table as UTF-8 with a BOM, lines ending in CRLF (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=_SEPARATOR, lineterminator="\r\n")
    writer.writerow([_safe(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [_written(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        )
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell, column: Column) -> str:
    """As Vietnamese writes it: 15/03/2027, 12,5, 85 %."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _safe(cell)
    if isinstance(cell, date):
        return short_date(cell)
    if column.kind is Kind.PERCENT:
        return f"{_decimal(100 * cell)}%"
    return _decimal(cell)


def _decimal(value: float | Decimal) -> str:
    plain = f"{value:f}" if isinstance(value, Decimal) else f"{value:.10f}"
    whole = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return whole.replace(".", ",")


def _safe(text: str) -> str:
    """An apostrophe in front of what would begin a formula, as Excel itself marks text."""
    return _FORMULA.sub(r"\1'\2", cell_text(text))
