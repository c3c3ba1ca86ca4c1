"""The rows of an Excel workbook as text: what a person sees in its cells, merged ones included."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from dondoc.calendar.date_words import short_date
from dondoc.problems import Problem, Refused
from dondoc.text import tidy

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Lines = list[tuple[int, list[str]]]
"""Every row that is not blank: its number in the file, and its cells from column A on."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MIDNIGHT = time(0)
_ALL_ZEROS = re.compile(r"0+")


def is_workbook(content: bytes) -> bool:
    """Does the file look like Excel's own, whatever it is called?"""
    return content.startswith((_ZIP, _OLE))


def read_workbook(content: bytes, sheet: str = "") -> Lines:
    """The rows of the named sheet, or of the first that is not hidden.

    A cell merged downwards counts for each of its rows. A row which holds nothing but one cell
    merged sideways is a caption, and is left out. Raises Refused for a file that is no workbook of
    today's Excel, a sheet that is not there, a cell that shows an error.
    """
    found = _sheet(_opened(content), sheet)
    _fill_down(found)
    captions = _captions(found)
    lines: Lines = []
    problems: list[Problem] = []
    for row in found.iter_rows():
        cells = [_text(cell, problems) for cell in row]
        number = row[0].row or 0
        if any(cells) and not (number in captions and sum(map(bool, cells)) == 1):
            lines.append((number, cells))
    if problems:
        raise Refused(problems)
    return lines


def letter(index: int) -> str:
    """The column's letter as Excel shows it; 0 is A."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - a CSV file needs none of it

    return get_column_letter(index + 1)


def _opened(content: bytes) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that a CSV file need not wait
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    if content.startswith(_OLE):
        wanted = "là tệp .xls kiểu cũ hoặc có mật khẩu; hãy lưu lại bằng .xlsx không mật khẩu"
        raise Refused(Problem("Tệp", "", wanted))
    try:
        # Opened read-only, openpyxl does not know which cells are merged.
        return load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        wanted = "không mở được như tệp Excel; hãy mở bằng Excel rồi lưu lại bằng .xlsx"
        raise Refused(Problem("Tệp", "", wanted)) from None


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name:
        named = next((one for title, one in sheets.items() if _same(title, name)), None)
        if named is None:
            known = ", ".join(f"«{title}»" for title in sheets)
            wanted = f"tệp không có trang này; các trang là {known}"
            raise Refused(Problem("Trang", name, wanted))
        return named
    shown = [one for one in sheets.values() if one.sheet_state == "visible"]
    if not shown:
        raise Refused(Problem("Tệp", "", "không có trang nào hiện ra; hãy ghi tên trang"))
    return shown[0]


def _same(one: str, other: str) -> bool:
    return tidy(one).casefold() == tidy(other).casefold()


def _captions(sheet: Worksheet) -> set[int]:
    """The rows with a cell merged over several columns: a title, or the name of a group."""
    return {
        row
        for area in sheet.merged_cells.ranges
        if area.max_col > area.min_col
        for row in range(area.min_row, area.max_row + 1)
    }


def _fill_down(sheet: Worksheet) -> None:
    """«Sở Tài chính» merged over its three people stands in each of their rows."""
    for area in list(sheet.merged_cells.ranges):
        if area.max_col > area.min_col or area.max_row == area.min_row:
            continue
        top: Any = sheet.cell(area.min_row, area.min_col)
        value, number_format = top.value, top.number_format
        sheet.unmerge_cells(area.coord)
        for row in range(area.min_row + 1, area.max_row + 1):
            below = sheet.cell(row, area.min_col)
            below.value, below.number_format = value, number_format


def _text(cell: Cell | MergedCell, problems: list[Problem]) -> str:
    """What the cell shows, in one line, NFC."""
    value: Any = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        where = f"dòng {cell.row}, cột {letter((cell.column or 1) - 1)}"
        problems.append(Problem(where, str(value), "ô này báo lỗi trong Excel; hãy sửa công thức"))
        return ""
    return tidy(_shown(value, str(cell.number_format)))


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
