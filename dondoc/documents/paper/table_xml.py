"""A table as WordprocessingML: its head on every page, no row torn, a wide one in parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil

from dondoc.calendar.date_words import short_date
from dondoc.documents.paper.paper_styles import Style, twips
from dondoc.documents.paper.table import Cell, Column, Kind, Table, cell_text
from dondoc.documents.paper.word_xml import paragraph, run
from dondoc.messages.phrasing import number

_LETTER_MM = 2.1
"""A letter of 11 points, on average; the two sides of a cell have 3 mm."""
_SIDES_MM = 3
_BROKEN = 1 / 3
"""Of the text's width: words in so much room are still read, over several lines."""
_CONTINUED = " (tiếp theo)"
_WHOLE = 5000  # fiftieths of a percent: as wide as the text, on whatever page
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
_FIGURES = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT})

_BORDERS = "".join(
    f"<w:{side} {_LINE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_xml(table: Table, ids: Mapping[Style, str], *, width_mm: float) -> str:
    """The table with its title and notes.

    What is wider than the text gives each column of words a third of it at most. What is wider even
    so stands in parts one below the other; each begins with the columns up to the first of text,
    which say whose row it is.
    """
    wide = _wides(table.columns, width_mm)
    lines = "".join(paragraph(ids[Style.TABLE_NOTE], run(line)) for line in table.above)
    parts = "".join(
        _title(table, ids, continued=bool(part))
        + ("" if part else lines)
        + _part(table, places, ids, _widths([wide[place] for place in places], width_mm))
        for part, places in enumerate(_parts(table.columns, wide))
    )
    return parts + "".join(paragraph(ids[Style.TABLE_NOTE], run(line)) for line in table.notes)


def _title(table: Table, ids: Mapping[Style, str], *, continued: bool) -> str:
    return paragraph(ids[Style.TABLE_TITLE], run(f"{table.title}{_CONTINUED * continued}"))


def _wides(columns: Sequence[Column], width_mm: float) -> list[float]:
    """How wide each is, 1 being the text; words are broken where all of them have no room."""
    wide = [(one.width * _LETTER_MM + _SIDES_MM) / width_mm for one in columns]
    if sum(wide) <= 1:
        return wide
    return [
        min(one, _BROKEN) if column.kind is Kind.TEXT else one
        for one, column in zip(wide, columns, strict=True)
    ]


def _parts(columns: Sequence[Column], wide: Sequence[float]) -> list[list[int]]:
    """Which columns stand side by side; of several parts each has about as many."""
    texts = [place for place, column in enumerate(columns) if column.kind is Kind.TEXT]
    lead = list(range(texts[0] + 1)) if texts else []
    if (taken := sum(wide[place] for place in lead)) > 1 / 2:
        lead, taken = [], 0
    rest = range(len(lead), len(columns))
    least = max(1, ceil(sum(wide[place] for place in rest) / (1 - taken)))
    for several in range(least, len(rest)):
        size = ceil(len(rest) / several)
        parts = [list(rest[at : at + size]) for at in range(0, len(rest), size)]
        if all(sum(wide[one] for one in part) <= 1 - taken for part in parts):
            return [lead + part for part in parts]
    return [[*lead, place] for place in rest] or [lead]


def _widths(wide: Sequence[float], width_mm: float) -> list[int]:
    """In twips, so that together they are as wide as the text."""
    return [twips(one * width_mm / sum(wide)) for one in wide]


def _part(
    table: Table, places: Sequence[int], ids: Mapping[Style, str], widths: Sequence[int]
) -> str:
    columns = [table.columns[place] for place in places]
    heads = (paragraph(ids[Style.TABLE_HEAD], run(column.title)) for column in columns)
    rows = [_row(widths, heads, head=True)]
    looks = [ids[_style(column)] for column in columns]
    for at, cells in enumerate(table.rows):
        bold = at in table.strong
        drawn = (
            paragraph(look, _run(cells[place], column.kind, bold=bold))
            for place, column, look in zip(places, columns, looks, strict=True)
        )
        rows.append(_row(widths, drawn))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WHOLE}" w:type="pct"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(widths: Sequence[int], contents: Iterable[str], *, head: bool = False) -> str:
    middle = '<w:vAlign w:val="center"/>' if head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{middle}</w:tcPr>{content}</w:tc>'
        for width, content in zip(widths, contents, strict=True)
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _style(column: Column) -> Style:
    return Style.TABLE_NUMBER if column.kind in _FIGURES else Style.TABLE_TEXT


def _run(cell: Cell, kind: Kind, *, bold: bool) -> str:
    words = cell_words(cell, kind)
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
