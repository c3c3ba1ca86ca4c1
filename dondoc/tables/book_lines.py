"""The rows of an Excel workbook as text: what a person sees in its cells, merged ones included."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from dondoc.limits import LARGEST_GROWTH, megabytes
from dondoc.problems import Problem, Refused
from dondoc.tables.workbook_rows import captions, fill_down, read_rows
from dondoc.text import tidy
from dondoc.zip_guard import GrowsTooLarge, NotOpened, part_names, refuse_many_tags

Lines = list[tuple[int, list[str]]]
"""Every row that is not blank: its number in the file, and its cells from column A on."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OLD = "là tệp .xls kiểu cũ hoặc có mật khẩu; hãy lưu lại bằng .xlsx không mật khẩu"
_BROKEN = "không mở được như tệp Excel; hãy mở bằng Excel rồi lưu lại bằng .xlsx"
_TOO_LARGE = (
    f"bung ra nhiều hơn {megabytes(LARGEST_GROWTH)} hoặc có quá nhiều phần bên trong;"
    " hãy chép riêng trang danh sách sang một tệp mới"
)


class BookLines(NamedTuple):
    """The rows of a sheet, and the numbers of those that Excel does not show."""

    lines: Lines
    hidden: tuple[int, ...]


def is_workbook(content: bytes) -> bool:
    """Does the file look like Excel's own, whatever it is called?"""
    return content.startswith((_ZIP, _OLE))


def read_workbook(content: bytes, sheet: str = "", *, captions_too: bool = False) -> BookLines:
    """The rows of the named sheet, or of the first that is not hidden.

    A cell merged downwards counts for each row that holds something of its own. A row which holds
    nothing but one cell merged sideways is a caption, and is left out unless wanted. Raises
    Refused for a file that is no workbook of today's Excel, a sheet that is not there, a cell that
    shows an error.
    """
    try:
        if content.startswith(_OLE):
            raise _refused(_OLD)
        part_names(content)
        refuse_many_tags(content)
        return _read(content, sheet, captions_too=captions_too)
    except Refused:
        raise
    except GrowsTooLarge:
        raise _refused(_TOO_LARGE) from None
    except NotOpened:
        raise _refused(_BROKEN) from None
    except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles over
        raise _refused(_BROKEN) from None


def _refused(wanted: str) -> Refused:
    return Refused(Problem("Tệp", "", wanted))


def _read(content: bytes, name: str, *, captions_too: bool) -> BookLines:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that a CSV file need not wait

    book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    found = read_rows(_sheet(book, name))
    fill_down(found)
    if found.problems:
        raise Refused(found.problems)
    titles = set[int]() if captions_too else captions(found)
    lines: Lines = []
    for number, cells in sorted(found.cells.items()):
        if len(cells) > 1 or number not in titles:
            lines.append((number, [cells.get(one, "") for one in range(1, max(cells) + 1)]))
    return BookLines(lines, tuple(n for n, _cells in lines if n in found.hidden))


def _sheet(book: Any, name: str) -> Any:
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
