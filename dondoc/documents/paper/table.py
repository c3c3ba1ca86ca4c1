"""A table of no format: docx, xlsx, CSV and pages show the same one, so that none can differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, auto

from dondoc.documents.paper.safe_words import safe_words

LONGEST_CELL = 32_767
"""Letters of a cell: Excel's own bound. A longer one in an xlsx asks to be repaired, in a CSV runs
on into the next row.
"""

Cell = str | int | float | Decimal | date | None
"""What stands in a cell. A string is text whatever it looks like: a document's number, a telephone
with its zero and «=1+1» are never read as a number or a formula. None is an empty cell.
"""


class Kind(Enum):
    """How a column is aligned and its figures are written; a string keeps its text in any of them.

    Of a `PERCENT` the cell is the fraction, 0.85 for 85 %.
    """

    TEXT = auto()
    DATE = auto()
    INTEGER = auto()
    DECIMAL = auto()
    PERCENT = auto()


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in letters, what is in it."""

    title: str
    width: int = 14
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """A table under its title. Each row has as many cells as there are columns.

    `above` are the lines under the title (as of when, of whom); `notes` stand below the rows.
    `name` is what a workbook calls the sheet, where the title is too long for it. `strong` are the
    rows, counted from 0, that sum or head others.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    name: str = ""
    strong: frozenset[int] = field(default=frozenset())

    def __post_init__(self) -> None:
        """Raises ValueError for a row of another length: it would move figures sideways."""
        wrong = next((row for row in self.rows if len(row) != len(self.columns)), None)
        if wrong is not None:
            raise ValueError(f"{self.title}: {len(wrong)} of {len(self.columns)} cells: {wrong}")


def cell_text(text: str) -> str:
    """A text as a cell holds it in whatever file: safe, and cut with «…» where it is too long."""
    bare = safe_words(text)
    return bare if len(bare) <= LONGEST_CELL else f"{bare[: LONGEST_CELL - 1]}…"
