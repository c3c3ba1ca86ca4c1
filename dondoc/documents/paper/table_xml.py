"""A table as WordprocessingML: its head on every page, no row torn, a wide one in parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dondoc.calendar.date_words import short_date
from dondoc.documents.paper.paper_styles import Style, twips
from dondoc.documents.paper.table import Cell, Column, Kind, Table, cell_text
from dondoc.documents.paper.word_xml import paragraph, run
from dondoc.messages.phrasing import number

_LETTER_MM = 2.1
"""A letter of 11 points, on average; the two sides of a cell have 3 mm."""
_SIDES_MM = 3
_CONTINUED = " (tiếp theo)"
_WHOLE = 5000  # fiftieths of a percent: as wide as the text, on whatever page
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
_FIGURES = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT})

_BORDERS = "".join(
    f"<w:{side} {_LINE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_xml(table: Table, ids: Mapping[Style, str], *, width_mm: float) -> str:
    """The table with its title and notes.

    What is wider than the text stands in parts one below the other; each begins with the columns up
    to the first of text, which say whose row it is.
    """
    above = "".join(paragraph(ids[Style.TABLE_NOTE], run(line)) for line in table.above)
    parts = list(_parts(table.columns, width_mm))
    drawn = (
        _part(table, places, ids, continued=bool(place)) + ("" if place else above)
        for place, places in enumerate(parts)
    )
    notes = "".join(paragraph(ids[Style.TABLE_NOTE], run(line)) for line in table.notes)
    return "".join(drawn) + notes


def _parts(columns: Sequence[Column], width_mm: float) -> Iterator[list[int]]:
    """Which columns stand side by side."""
    wide = [column.width * _LETTER_MM + _SIDES_MM for column in columns]
    texts = [place for place, column in enumerate(columns) if column.kind is Kind.TEXT]
    lead = list(range(texts[0] + 1)) if texts else []
    if sum(wide[place] for place in lead) > width_mm / 2:
        lead = []
    part, taken = list(lead), sum(wide[place] for place in lead)
    for place in range(len(lead), len(columns)):
        if len(part) > len(lead) and taken + wide[place] > width_mm:
            yield part
            part, taken = list(lead), sum(wide[one] for one in lead)
        part.append(place)
        taken += wide[place]
    yield part


def _part(table: Table, places: Sequence[int], ids: Mapping[Style, str], *, continued: bool) -> str:
    columns = [table.columns[place] for place in places]
    title = f"{table.title}{_CONTINUED if continued else ''}"
    grid = "".join(f'<w:gridCol w:w="{_width(column)}"/>' for column in columns)
    head = _row(
        (_cell(column, paragraph(ids[Style.TABLE_HEAD], run(column.title))) for column in columns),
        head=True,
    )
    looks = [ids[_style(column)] for column in columns]
    rows = "".join(
        _row(
            _cell(column, paragraph(look, _run(row[place], column, bold=at in table.strong)))
            for place, column, look in zip(places, columns, looks, strict=True)
        )
        for at, row in enumerate(table.rows)
    )
    return (
        f"{paragraph(ids[Style.TABLE_TITLE], run(title))}"
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WHOLE}" w:type="pct"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _width(column: Column) -> int:
    return twips(column.width * _LETTER_MM + _SIDES_MM)


def _row(cells: Iterator[str], *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(column: Column, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{_width(column)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _style(column: Column) -> Style:
    return Style.TABLE_NUMBER if column.kind in _FIGURES else Style.TABLE_TEXT


def _run(cell: Cell, column: Column, *, bold: bool) -> str:
    words = cell_words(cell, column.kind)
    return run(words, bold=bold) if words else ""


def cell_words(cell: Cell, kind: Kind) -> str:
    """A cell as a paper writes it: 15/03/2027, 1.234, 86,57, 85 %."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell_text(cell)
    if isinstance(cell, date):
        return short_date(cell)
    if kind is Kind.PERCENT:
        return f"{number(cell * 100)}\N{NO-BREAK SPACE}%"
    return number(cell)
