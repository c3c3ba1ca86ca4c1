"""A table as people save it, CSV or Excel: its columns known by their headings.

`read_lines` is the same for rows that another reader found (a table in a Word file).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dondoc.problems import Problem, Refused
from dondoc.tables.around_table import group_name, hidden_problem, without_foot
from dondoc.tables.book_lines import Lines, is_workbook, read_workbook
from dondoc.tables.csv_lines import csv_lines
from dondoc.tables.headings import (
    NUMBERING,
    PLAIN,
    SheetColumn,
    SheetManner,
    column_names,
    from_headings,
)
from dondoc.tables.workbook_rows import letter
from dondoc.text import plain_signs, tidy, typed_address

_WITHOUT_ZERO = re.compile(r"[2-9]\d{8,9}")
"""Nine digits of a mobile number, nine or ten of a fixed line, without the 0 that leads them."""


@dataclass(frozen=True)
class SheetRow:
    """A row: its line in the file, and the cells of the columns that the file has.

    `of` is what the lines are of: «dòng» of a file, «bảng 2, dòng» of a paper.
    """

    line: int
    cells: Mapping[str, str]
    headings: Mapping[str, str]
    of: str = "dòng"

    def __contains__(self, name: str) -> bool:
        """Whether the file has that column at all."""
        return name in self.cells

    def __getitem__(self, name: str) -> str:
        """The cell, "" where it is empty or the file has no such column."""
        return self.cells.get(name, "")

    @property
    def place(self) -> str:
        """«dòng 57»"""
        return f"{self.of} {self.line}"

    @property
    def numbering(self) -> str:
        """What stands in the column that counts the rows."""
        return next((self.cells[one] for one in sorted(NUMBERING) if self.cells.get(one)), "")

    @property
    def others(self) -> list[str]:
        """The cells beside it that hold something."""
        return [cell for name, cell in self.cells.items() if cell and name not in NUMBERING]

    @property
    def group(self) -> str:
        """What the row calls the rows below it, where it holds nothing else."""
        return group_name(self.numbering, self.others)

    def problem(self, name: str, wanted: str, *, given: str | None = None) -> Problem:
        """What is wrong with one cell; `given` where the cell itself must not be shown."""
        shown = self[name] if given is None else given
        return Problem(f"{self.place}, cột {self.headings.get(name, name)}", shown, wanted)


@dataclass(frozen=True)
class ReadTable:
    """The rows of a table, and what in the file was passed over or is odd."""

    rows: tuple[SheetRow, ...]
    notes: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[SheetRow]:
        return iter(self.rows)


def lost_zero(row: SheetRow, name: str) -> Iterator[Problem]:
    """A telephone number that a spreadsheet took for a number: its first 0 is gone."""
    if _WITHOUT_ZERO.fullmatch(row[name]):
        wanted = "có lẽ đã mất số 0 ở đầu; trong Excel hãy định dạng cột này là Văn bản (Text)"
        yield row.problem(name, wanted)


def read_sheet(
    content: bytes,
    columns: Sequence[SheetColumn],
    sheet: str = "",
    manner: SheetManner = PLAIN,
) -> ReadTable:
    """The rows of a CSV file or an Excel workbook; `sheet` names a workbook's sheet.

    CSV: UTF-8 with or without a mark; comma, semicolon or tab. Titles above the headings, blank
    lines and signatures at the foot are passed over. Raises Refused with every heading and every
    line that is wrong.
    """
    book = is_workbook(content)
    if sheet and not book:
        raise Refused(Problem("Trang", sheet, "tệp CSV không có trang; hãy bỏ lựa chọn này"))
    lines, hidden = (
        read_workbook(content, sheet, captions_too=manner.groups)
        if book
        else csv_lines(content, columns, manner)
    )
    if not lines:
        raise Refused(Problem("Tệp", "", "không có dòng nào; dòng đầu phải là tên các cột"))
    table = read_lines(lines, columns, manner, book=book)
    notes = table.notes
    if unseen := tuple(row.line for row in table.rows if row.line in set(hidden)):
        notes = (*notes, hidden_problem(unseen))
    return ReadTable(table.rows, notes)


def read_lines(
    lines: Lines,
    columns: Sequence[SheetColumn],
    manner: SheetManner = PLAIN,
    *,
    book: bool = True,
    of: str = "dòng",
) -> ReadTable:
    """The rows below the headings. Raises Refused as `read_sheet` does."""
    (line, heading_row), *below = from_headings(lines, columns, manner)
    rest, notes = without_foot(below, manner.of_row)
    names, unread = column_names(line, heading_row, columns, manner)
    shown = [
        f"{letter(index)} ({heading})" if book else heading
        for index, heading in enumerate(heading_row)
    ]
    if not manner.more_columns and (problems := list(_strays(rest, names, book=book))):
        raise Refused(problems)
    if unread:
        wanted = "không dùng đến, đã bỏ qua"
        notes.append(Problem(f"{of} {line}, cột", ", ".join(unread), wanted))
    headings = dict(zip(names, shown, strict=True))
    rows = tuple(SheetRow(number, _cells(names, cells), headings, of) for number, cells in rest)
    return ReadTable(rows, tuple(notes))


def _strays(lines: Lines, names: Sequence[str], *, book: bool) -> Iterator[Problem]:
    """Cells that stand under no heading: in CSV a comma too many has moved the rest of the row."""
    wanted = "ô này không thuộc cột nào; ô có dấu phân cách phải đặt trong dấu nháy kép"
    if book:
        wanted = "ô này không nằm dưới tên cột nào; hãy đặt tên cột hoặc xóa ô"
    for line, cells in lines:
        padded = [*names, *[""] * (len(cells) - len(names))]
        strays = (i for i, cell in enumerate(cells) if cell and not padded[i])
        index = next(strays, None)
        if index is not None:
            where = f"dòng {line}, cột {letter(index)}" if book else f"dòng {line}"
            yield Problem(where, cells[index], wanted)


def _cells(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(names) - len(cells))]
    return {name: _plain(name, cell) for name, cell in zip(names, padded, strict=False) if name}


def _plain(name: str, cell: str) -> str:
    """The cell as it is read: what a spreadsheet hides in it is not shown either."""
    return typed_address(cell) if name == "address" else tidy(plain_signs(cell))
