"""The rows of one sheet as Excel shows them, read as a stream to the last value that there is.

openpyxl's read-only door fills every row up to the sheet's declared end and forgets what is merged
or hidden; its own parser, one step below, knows both and makes no cell that the file lacks
(docs/decisions/0040).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from dondoc.calendar.date_words import short_date
from dondoc.limits import MOST_TABLE_LINES, WIDEST_LINE
from dondoc.problems import Problem, Refused
from dondoc.text import tidy

_MIDNIGHT = time(0)
_ALL_ZEROS = re.compile(r"0+")
_TRUE = frozenset({"1", "true"})


@dataclass
class SheetRows:
    """What a sheet holds: by row and column (from 1) the cells with a value, and what is merged."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Any] = field(default_factory=list)
    hidden: frozenset[int] = frozenset()
    problems: list[Problem] = field(default_factory=list)


def letter(index: int) -> str:
    """The column's letter as Excel shows it; 0 is A."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - a CSV file needs none of it

    return get_column_letter(index + 1)


def read_rows(sheet: Any) -> SheetRows:
    """The values of a sheet opened read-only. Raises Refused for more than `limits` allows."""
    from openpyxl.worksheet._reader import WorkSheetParser  # noqa: PLC0415 - see `letter`

    book, found = sheet.parent, SheetRows()
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, cells in parser.parse():
            texts = _texts(sheet, cells, found.problems)
            if texts:
                _bounded(number, texts, len(found.cells))
                found.cells[number] = texts
    if parser.merged_cells is not None:
        found.merged = list(parser.merged_cells.mergeCell)
    rows: Any = parser.row_dimensions
    found.hidden = frozenset(
        int(number) for number, said in rows.items() if said.get("hidden") in _TRUE
    )
    return found


def fill_down(found: SheetRows) -> None:
    """«Sở Tài chính» merged over its three people stands in the row of each."""
    columns = defaultdict(list)
    for area in found.merged:
        if area.max_col == area.min_col and area.max_row > area.min_row:
            columns[area.min_col].append((area.min_row, area.max_row))
    for column, areas in columns.items():
        waiting = sorted(areas, reverse=True)
        top, end = 0, 0
        for number in sorted(found.cells):
            while waiting and waiting[-1][0] <= number:
                top, end = waiting.pop()
            value = found.cells.get(top, {}).get(column)
            if value is not None and top < number <= end:
                found.cells[number][column] = value


def captions(found: SheetRows) -> set[int]:
    """The rows with a cell merged over several columns: a title, or the name of a group."""
    areas = [area for area in found.merged if area.max_col > area.min_col]
    waiting = sorted(((area.min_row, area.max_row) for area in areas), reverse=True)
    reach, rows = 0, set()
    for number in sorted(found.cells):
        while waiting and waiting[-1][0] <= number:
            reach = max(reach, waiting.pop()[1])
        if number <= reach:
            rows.add(number)
    return rows


def _bounded(number: int, texts: Iterable[int], before: int) -> None:
    if before == MOST_TABLE_LINES:
        wanted = f"có hơn {MOST_TABLE_LINES} dòng; hãy chia thành các tệp nhỏ hơn"
        raise Refused(Problem("Trang", "", wanted))
    last = max(texts)
    if last > WIDEST_LINE:
        wanted = f"ô này đứng quá xa, sau cột {letter(WIDEST_LINE - 1)}; hãy xóa ô"
        raise Refused(Problem(f"dòng {number}, cột {letter(last - 1)}", "", wanted))


def _texts(sheet: Any, cells: Iterable[dict[str, Any]], problems: list[Problem]) -> dict[int, str]:
    """What the cells of a row show, each in one line; those that show nothing are left out."""
    texts = {}
    for cell in cells:
        value = cell["value"]
        if value is None:
            continue
        if cell["data_type"] == "e":
            where = f"dòng {cell['row']}, cột {letter(cell['column'] - 1)}"
            wanted = "ô này báo lỗi trong Excel; hãy sửa công thức"
            problems.append(Problem(where, str(value), wanted))
        elif text := tidy(_shown(value, _format(sheet, cell))):
            texts[cell["column"]] = text
    return texts


def _format(sheet: Any, cell: dict[str, Any]) -> str:
    from openpyxl.cell.read_only import ReadOnlyCell  # noqa: PLC0415 - see `letter`

    read = ReadOnlyCell(sheet, cell["row"], cell["column"], None, "n", cell["style_id"])
    return str(read.number_format)


def _shown(value: Any, number_format: str) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        day = short_date(value.date())
        return day if value.time() == _MIDNIGHT else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float) and value == int(value):
        return _padded(str(int(value)), number_format)
    return str(value)


def _padded(digits: str, number_format: str) -> str:
    """The zeros that a format like «0000 000 000» shows before the number."""
    zeros = re.sub(r"[\s\"\\.-]", "", number_format)
    return digits.zfill(len(zeros)) if _ALL_ZEROS.fullmatch(zeros) else digits
