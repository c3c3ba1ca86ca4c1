"""A table as people save it, CSV or Excel: its columns known by their headings."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from dondoc.contacts.around_table import group_name, hidden_problem, without_foot
from dondoc.contacts.book_lines import BookLines, Lines, is_workbook, read_workbook
from dondoc.contacts.workbook_rows import letter
from dondoc.limits import MOST_TABLE_LINES
from dondoc.problems import Problem, Refused
from dondoc.text import fold, plain_signs, tidy, typed_address

_DELIMITERS = ",;\t"
_SAVE_AS = "trong Excel hãy lưu lại bằng «CSV UTF-8» hoặc .xlsx"
_HEADING_WITHIN = 20
"""Rows among which the headings are looked for: titles stand above them."""

_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
"""The line in which Excel is told what parts the cells of a CSV file."""

_WITHOUT_ZERO = re.compile(r"[2-9]\d{8,9}")
"""Nine digits of a mobile number, nine or ten of a fixed line, without the 0 that leads them."""

_NUMBERING = frozenset({"stt", "tt"})
"""Headings of a column that only counts the rows: read over."""


@dataclass(frozen=True)
class SheetColumn:
    """A column that a table may have: our name for it, its usual heading, other headings."""

    name: str
    title: str
    also: tuple[str, ...] = ()
    required: bool = False

    def answers_to(self, heading: str) -> bool:
        return heading in {heading_key(one) for one in (self.name, self.title, *self.also)}


@dataclass(frozen=True)
class SheetRow:
    """A row: its line in the file, and the cells of the columns that the file has."""

    line: int
    cells: Mapping[str, str]
    headings: Mapping[str, str]

    def __contains__(self, name: str) -> bool:
        """Whether the file has that column at all."""
        return name in self.cells

    def __getitem__(self, name: str) -> str:
        """The cell, "" where it is empty or the file has no such column."""
        return self.cells.get(name, "")

    @property
    def group(self) -> str:
        """What the row calls the rows below it, where it holds nothing else."""
        numbering = next((self.cells[one] for one in _NUMBERING if self.cells.get(one)), "")
        others = [cell for name, cell in self.cells.items() if cell and name not in _NUMBERING]
        return group_name(numbering, others)

    def problem(self, name: str, wanted: str, *, given: str | None = None) -> Problem:
        """What is wrong with one cell; `given` where the cell itself must not be shown."""
        shown = self[name] if given is None else given
        return Problem(f"dòng {self.line}, cột {self.headings.get(name, name)}", shown, wanted)


@dataclass(frozen=True)
class ReadTable:
    """The rows of a table, and what in the file was passed over or is odd."""

    rows: tuple[SheetRow, ...]
    notes: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[SheetRow]:
        return iter(self.rows)


def heading_key(text: str) -> str:
    """A heading or a key word as it is compared: «Đơn_vị» is `don vi`."""
    return fold(text.replace("_", " "))


def lost_zero(row: SheetRow, name: str) -> Iterator[Problem]:
    """A telephone number that a spreadsheet took for a number: its first 0 is gone."""
    if _WITHOUT_ZERO.fullmatch(row[name]):
        wanted = "có lẽ đã mất số 0 ở đầu; trong Excel hãy định dạng cột này là Văn bản (Text)"
        yield row.problem(name, wanted)


def read_sheet(content: bytes, columns: Sequence[SheetColumn], sheet: str = "") -> ReadTable:
    """The rows of a CSV file or an Excel workbook; `sheet` names a workbook's sheet.

    CSV: UTF-8 with or without a mark; comma, semicolon or tab. Titles above the headings, blank
    lines and signatures at the foot are passed over. Raises Refused with every heading and every
    line that is wrong.
    """
    book = is_workbook(content)
    if sheet and not book:
        raise Refused(Problem("Trang", sheet, "tệp CSV không có trang; hãy bỏ lựa chọn này"))
    lines, hidden = read_workbook(content, sheet) if book else _csv_lines(content, columns)
    if not lines:
        raise Refused(Problem("Tệp", "", "không có dòng nào; dòng đầu phải là tên các cột"))
    (line, heading_row), *below = _from_headings(lines, columns)
    rest, notes = without_foot(below)
    names = _names(line, heading_row, columns)
    shown = [
        f"{letter(index)} ({heading})" if book else heading
        for index, heading in enumerate(heading_row)
    ]
    if problems := list(_strays(rest, names, book=book)):
        raise Refused(problems)
    headings = dict(zip(names, shown, strict=True))
    rows = tuple(SheetRow(number, _cells(names, cells), headings) for number, cells in rest)
    if unseen := tuple(row.line for row in rows if row.line in set(hidden)):
        notes.append(hidden_problem(unseen))
    return ReadTable(rows, tuple(notes))


def _from_headings(lines: Lines, columns: Sequence[SheetColumn]) -> Lines:
    """Without what stands above the headings; they are the row that names the most columns."""
    known = [_known(cells, columns) for _number, cells in lines[:_HEADING_WITHIN]]
    at = known.index(max(known))
    headings = lines[at][1]
    return [lines[at], *(line for line in lines[at + 1 :] if line[1] != headings)]


def _known(cells: Iterable[str], columns: Sequence[SheetColumn]) -> int:
    """How many of the cells are headings of ours."""
    keys = [heading_key(tidy(plain_signs(cell))) for cell in cells if cell.strip()]
    return sum(any(one.answers_to(key) for one in columns) for key in keys)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise Refused(Problem("Tệp", "", f"không phải tệp CSV dạng UTF-8; {_SAVE_AS}"))
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        wanted = f"dòng {line} có ký tự không phải UTF-8; {_SAVE_AS}"
        raise Refused(Problem("Tệp", "", wanted)) from None


def _csv_lines(content: bytes, columns: Sequence[SheetColumn]) -> BookLines:
    text = _decoded(content)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    told = _SEPARATOR.fullmatch(first)
    if told:  # left blank: the lines below keep their numbers
        text = text.replace(first, "", 1)
    records = _records(text, told[1] if told else _delimiter(text, columns))
    lines = list(islice(records, MOST_TABLE_LINES + 1))
    if len(lines) > MOST_TABLE_LINES:
        wanted = f"có hơn {MOST_TABLE_LINES} dòng; hãy chia thành các tệp nhỏ hơn"
        raise Refused(Problem("Tệp", "", wanted))
    return BookLines(lines, ())


def _delimiter(text: str, columns: Sequence[SheetColumn]) -> str:
    """What parts the headings; a title above them may hold another sign."""
    first = list(islice((line for line in text.splitlines() if line.strip()), _HEADING_WITHIN))

    def headings(delimiter: str) -> tuple[int, int]:
        named = max((_known(line.split(delimiter), columns) for line in first), default=0)
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


def _names(line: int, heading_row: Sequence[str], columns: Sequence[SheetColumn]) -> list[str]:
    """Our names of the columns, in the order of the file; "" for an unnamed empty one."""
    problems: list[Problem] = []
    names: list[str] = []
    for heading in heading_row:
        if heading_key(heading) in _NUMBERING:
            names.append(heading_key(heading))
            continue
        found = next(
            (c.name for c in columns if heading and c.answers_to(heading_key(heading))), ""
        )
        if heading and not found:
            problems.append(Problem(f"dòng {line}, tên cột", heading, _unknown(heading, columns)))
        if found and found in names:
            problems.append(
                Problem(f"dòng {line}, tên cột", heading, "cột này có hai lần; hãy bỏ một")
            )
        names.append(found)
    problems += [
        Problem(f"dòng {line}", "", f"thiếu cột «{column.title}»; hãy thêm cột ấy")
        for column in columns
        if column.required and column.name not in names
    ]
    if problems:
        raise Refused(problems)
    return names


def _unknown(heading: str, columns: Sequence[SheetColumn]) -> str:
    titles = {
        heading_key(title): column.title
        for column in columns
        for title in (column.title, column.name)
    }
    near = get_close_matches(heading_key(heading), titles, n=1)
    if near:
        return f"không có cột này; có phải «{titles[near[0]]}»?"
    return "không có cột này; các cột là " + ", ".join(f"«{column.title}»" for column in columns)


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
