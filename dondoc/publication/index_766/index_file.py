"""A file of official figures: a table (CSV, xlsx), or what `report_tinh_766_service` answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from dondoc.limits import MOST_TABLE_LINES, MOST_WRONG_LINES
from dondoc.problems import Problem, Refused
from dondoc.publication.index_766.index_row import (
    IndexFrame,
    IndexLine,
    Wrong,
    is_other_province,
    read_line,
)
from dondoc.publication.index_766.index_scores import SCORES
from dondoc.tables.headings import SheetColumn, heading_key
from dondoc.tables.sheet import SheetRow, read_sheet
from dondoc.text import plain_signs, tidy

COLUMNS = (
    SheetColumn("year", "năm", ("p_nam",)),
    SheetColumn("quarter", "quý", ("p_quy",)),
    SheetColumn("month", "tháng", ("p_thang",)),
    SheetColumn(
        *("unit", "đơn vị"),
        ("tỉnh", "tỉnh, thành phố", "tên tỉnh", "tên đơn vị", "cơ quan", "ten_tinh", "ten_don_vi"),
    ),
    *(SheetColumn(code, code, also) for code, also in SCORES.items()),
)

_JSON_WANTED = (
    "không phải JSON mà hệ thống đọc được; hãy nộp nguyên văn trả lời của"
    " report_tinh_766_service (một mảng các dòng), hoặc bảng xlsx, CSV"
)
_SEVERAL = "trùng đơn vị và kỳ với {}; hãy bỏ một dòng"


@dataclass(frozen=True)
class IndexFile:
    """The lines of a file, each body and period once, and what was passed over."""

    lines: tuple[IndexLine, ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class _RawLine:
    """A line before it is understood: where it stands, its cells, how a cell of it is refused."""

    where: str
    cells: Mapping[str, str]
    wrong: Wrong


@dataclass
class _IndexReading:
    frame: IndexFrame
    lines: list[IndexLine] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    others: int = 0
    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, raw: _RawLine) -> None:
        if is_other_province(raw.cells["unit"], self.frame):
            self.others += 1
            return
        line, problems = read_line(raw.where, raw.cells, self.frame, raw.wrong)
        self.problems += problems
        if line is None:
            return
        first = self.seen.setdefault((line.period, line.unit.code), line.where)
        if first != line.where:
            self.problems.append(raw.wrong("unit", _SEVERAL.format(first)))
        else:
            self.lines.append(line)

    def file(self) -> IndexFile:
        """Raises Refused with all that is wrong."""
        if self.problems:
            raise Refused(self.problems)
        if not self.lines:
            wanted = f"không có dòng nào của {self.frame.province.name} hoặc đơn vị của tỉnh"
            raise Refused(Problem("Tệp", "", wanted))
        if self.others:
            wanted = f"{self.others} dòng của tỉnh, thành phố khác, không ghi"
            self.notes.append(Problem("Tệp", "", wanted))
        return IndexFile(tuple(self.lines), tuple(self.notes))


def read_index_file(content: bytes, frame: IndexFrame, sheet: str = "") -> IndexFile:
    """The figures of a file; raises Refused with every line that is wrong, and nothing is kept."""
    reading = _IndexReading(frame)
    raws = _json_lines(content) if is_json(content) else _table_lines(content, sheet, reading)
    for raw in raws:
        if len(reading.problems) >= MOST_WRONG_LINES:
            wanted = "các dòng sau chưa xem đến; hãy sửa những chỗ này rồi nhập lại"
            reading.problems.append(Problem(raw.where, "", wanted))
            break
        reading.take(raw)
    return reading.file()


def is_json(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")


def _table_lines(content: bytes, sheet: str, reading: _IndexReading) -> Iterator[_RawLine]:
    table = read_sheet(content, COLUMNS, sheet)
    reading.notes += table.notes
    for row in table:
        if not row.group:
            cells = {one.name: row[one.name] for one in COLUMNS}
            yield _RawLine(f"dòng {row.line}", cells, partial(_wrong_cell, row))


def _wrong_cell(row: SheetRow, name: str, wanted: str) -> Problem:
    return row.problem(name, wanted)


def _json_lines(content: bytes) -> Iterator[_RawLine]:
    for number, record in enumerate(_records(content), start=1):
        where = f"phần tử {number}"
        if not isinstance(record, dict):
            raise Refused(Problem(where, "", "phải là một đối tượng {…} có các cột của bảng"))
        cells = _cells(record)
        yield _RawLine(where, cells, partial(_wrong_value, where, cells))


def _wrong_value(where: str, cells: Mapping[str, str], name: str, wanted: str) -> Problem:
    title = next(one.title for one in COLUMNS if one.name == name)
    return Problem(f"{where}, «{title}»", cells[name], wanted)


def _records(content: bytes) -> list[Any]:
    """The array, wherever the answer wraps it. Raises Refused."""
    try:
        given = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(Problem("Tệp", "", _JSON_WANTED)) from None
    if isinstance(given, dict):
        inner = [value for value in given.values() if isinstance(value, list)]
        given = inner[0] if len(inner) == 1 else [given]
    if not isinstance(given, list) or len(given) > MOST_TABLE_LINES:
        raise Refused(Problem("Tệp", "", _JSON_WANTED))
    return given


def _no_number(constant: str) -> float:
    raise ValueError(constant)


def _cells(record: Mapping[str, Any]) -> dict[str, str]:
    """The values of the columns that we know; what else the answer holds is none of ours."""
    known = {heading_key(key): value for key, value in record.items()}
    cells = {}
    for column in COLUMNS:
        value = next((known[key] for key in known if column.answers_to(key)), None)
        plain = isinstance(value, str | int | float) and not isinstance(value, bool)
        cells[column.name] = tidy(plain_signs(str(value)))[:_LONGEST] if plain else ""
    return cells


_LONGEST = 200
"""Letters of one value: a score or a name has fewer."""
