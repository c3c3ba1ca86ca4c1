"""The procedures that tables list: columns by what their heads say, groups in lines of their own.

Real layouts: «STT | Mã TTHC gốc | Tên TTHC | Tên VBQPPL», «TT | Mã số TTHC | Tên TTHC | Ghi chú»,
«Số TT | Tên TTHC | Thời hạn | Địa điểm | Phí | Căn cứ | Cơ quan» without codes; «I. Lĩnh vực …»
between the lines. What stands under «bãi bỏ» is not published by standing there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dondoc.publication.official.levels import level_keys
from dondoc.publication.official.official_code import read_code
from dondoc.publication.page_rows import PageRow
from dondoc.publication.procedure_code import procedure_codes
from dondoc.publication.reading.list_heading import ListHeading
from dondoc.publication.reading.page_content import (
    PageCell,
    PageTable,
    PageTableLine,
    line_place,
)
from dondoc.publication.reading.part_labels import Label, label_of
from dondoc.publication.reading.row_text import clean_name, excerpt
from dondoc.text import fold
from models.publication_kinds import Component

_ORDINAL = re.compile(r"(?:[0-9]{1,4}(?:\.[0-9]{1,3})*|[IVXLivxl]{1,6}|[A-Za-zĐđ])[.)]?")
_GROUP_ORDINAL = re.compile(r"(?:[IVXL]{1,6}|[A-ZĐ])(?:\.[0-9]{1,2})?[.)]?")
_GROUP_START = re.compile(
    r"(?:(?:[ivxl]{1,6}|[a-zđ]|[0-9]{1,2})(?:\.[0-9]{1,2})?[.)/-] ?)?linh vuc"
)
_LEAST_NAME = 8
_HEAD_WITHIN = 20
"""Lines of a table in which its head is looked for, as in the national export."""


@dataclass
class _Columns:
    """Which column holds what; the first of two that hold the same."""

    places: dict[Component | Label, int] = field(default_factory=dict)

    def text(self, what: Component | Label, cells: Sequence[PageCell]) -> str:
        place = self.places.get(what)
        return cells[place].text if place is not None and place < len(cells) else ""


def table_rows(tables: Sequence[PageTable]) -> Iterator[PageRow]:
    """The rows of all tables that list procedures, in the order of the page."""
    for table in tables:
        yield from _rows(table)


def _rows(table: PageTable) -> Iterator[PageRow]:
    columns: _Columns | None = None
    group = ListHeading()
    group.take(table.caption)
    for place, line in enumerate(table.lines):
        head = _head(line.cells) if columns or place < _HEAD_WITHIN else None
        if head is not None:
            columns = head
        elif _is_group(line.cells):
            group.take(_whole(line.cells))
        elif not group.gone and (row := _row(table, line, columns, group)) is not None:
            yield row


def _head(cells: Sequence[PageCell]) -> _Columns | None:
    """The columns of a line that is a head: it names the procedures, and one thing more."""
    found: dict[Component | Label, int] = {}
    for place, cell in enumerate(cells):
        label = label_of(cell.text)
        if label is not None:
            found.setdefault(label, place)
    named = Component.NAME in found and len(found) > 1
    return _Columns(found) if named and len({cell.text for cell in cells}) > 1 else None


def _is_group(cells: Sequence[PageCell]) -> bool:
    """One text over the whole width, or a number of a heading and a text, and nothing else."""
    own = [cell for cell in cells if cell.text and not cell.above]
    if not own or len(own) > 2 or procedure_codes(_whole(cells)):
        return False
    if len(own) == 1:
        return len(cells) > 1 and all(cell.text in ("", own[0].text) for cell in cells)
    named = _GROUP_START.match(fold(own[1].text)) is not None
    return named or _GROUP_ORDINAL.fullmatch(own[0].text) is not None


def _row(
    table: PageTable, line: PageTableLine, columns: _Columns | None, group: ListHeading
) -> PageRow | None:
    codes = procedure_codes(" ".join(cell.text for cell in line.cells if not cell.above))
    name_cell = _name_cell(line.cells, columns)
    if name_cell is None or (name_cell.above and not codes):
        return None
    name = clean_name(name_cell.text)
    stated = _stated_code(table, line.cells, columns)
    code = stated or next(iter(procedure_codes(name_cell.text) or codes), "")
    if not code and (columns is None or len(name) < _LEAST_NAME or _is_heading(name, columns)):
        return None
    level = columns.text(Label.LEVEL, line.cells) if columns else ""
    return PageRow(
        code=code,
        name=name,
        locator=line_place(table.place, line.number),
        excerpt=excerpt(_whole(line.cells)),
        link=name_cell.link or next((cell.link for cell in line.cells if cell.link), ""),
        level=level if level_keys(level) else group.level,
        parts=_parts(line.cells, columns),
    )


def _stated_code(table: PageTable, cells: Sequence[PageCell], columns: _Columns | None) -> str:
    """What the code's column says; what a spreadsheet made of a code, only in a spreadsheet."""
    found = read_code(columns.text(Label.CODE, cells)) if columns else None
    if found is None or (found.restored and not table.spreadsheet):
        return ""
    return found.core


def _is_heading(name: str, columns: _Columns) -> bool:
    return label_of(name) is not None or _GROUP_START.match(fold(name)) is not None


def _name_cell(cells: Sequence[PageCell], columns: _Columns | None) -> PageCell | None:
    """The cell of the name's column; without a head, the longest text of a line with a code."""
    if columns is not None:
        place = columns.places[Component.NAME]
        return cells[place] if place < len(cells) and cells[place].text else None
    own = [cell for cell in cells if cell.text and _ORDINAL.fullmatch(cell.text) is None]
    if not own or len(cells) < 2:
        return None
    return max(own, key=lambda cell: len(clean_name(cell.text)))


def _parts(cells: Sequence[PageCell], columns: _Columns | None) -> dict[Component, str]:
    if columns is None:
        return {}
    found = {
        what: columns.text(what, cells)
        for what in columns.places
        if isinstance(what, Component) and what is not Component.NAME
    }
    return {what: text for what, text in found.items() if text}


def _whole(cells: Sequence[PageCell]) -> str:
    return " | ".join(cell.text for cell in cells if cell.text and not cell.above)
