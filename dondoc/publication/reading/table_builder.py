"""A table as its cells come in: merged ones stand in each place that they cover. Linear."""

from __future__ import annotations

from dataclasses import dataclass, field

from dondoc.limits import LONGEST_CELL, MOST_TABLE_LINES, WIDEST_LINE
from dondoc.publication.reading.page_content import PageCell, PageTable, PageTableLine
from dondoc.text import plain_signs, tidy


@dataclass
class OpenCell:
    """A cell that is being read."""

    across: int = 1
    down: int = 1
    continues: bool = False
    texts: list[str] = field(default_factory=list)
    length: int = 0
    link: str = ""

    def add(self, text: str) -> None:
        if self.length < LONGEST_CELL:
            self.texts.append(text[: LONGEST_CELL - self.length])
            self.length += len(text)

    def cell(self) -> PageCell:
        return PageCell(tidy(plain_signs("".join(self.texts))), self.link)


@dataclass
class TableBuilder:
    """Takes what Word, browsers and careless hands write: a row or cell never closed ends where
    the next begins.
    """

    caption: list[str] = field(default_factory=list)
    _lines: list[tuple[PageCell, ...]] = field(default_factory=list)
    _row: list[OpenCell] | None = None
    _cell: OpenCell | None = None
    _down: dict[int, tuple[int, PageCell]] = field(default_factory=dict)

    def open_row(self) -> None:
        self.close_row()
        self._row = []

    def open_cell(self, across: int = 1, down: int = 1) -> None:
        """`down` of 0 is HTML's «to the end»."""
        if self._row is None:
            self._row = []
        self._cell = OpenCell(
            across=min(max(across, 1), WIDEST_LINE), down=down if down > 0 else MOST_TABLE_LINES
        )
        self._row.append(self._cell)

    def widen(self, across: int) -> None:
        """The open cell covers so many columns, as a docx says inside of it."""
        if self._cell is not None:
            self._cell.across = min(max(across, 1), WIDEST_LINE)

    def continue_cell(self) -> None:
        """The open cell is the one above it, as a docx says inside of it."""
        if self._cell is not None:
            self._cell.continues = True

    def close_cell(self) -> None:
        self._cell = None

    def close_row(self) -> None:
        if self._row is not None:
            self._place(self._row)
        self._row = self._cell = None

    def add_text(self, text: str) -> None:
        if self._cell is not None:
            self._cell.add(text)
        elif self._row is None and len(self.caption) < WIDEST_LINE:
            self.caption.append(text)

    def add_link(self, address: str) -> None:
        if self._cell is not None and not self._cell.link:
            self._cell.link = address

    def table(self, place: str, caption: str) -> PageTable:
        """The table, with its own caption or what stood above it."""
        self.close_row()
        lines = tuple(
            PageTableLine(number, cells) for number, cells in enumerate(self._lines, start=1)
        )
        return PageTable(place, tidy("".join(self.caption)) or caption, lines)

    def _place(self, row: list[OpenCell]) -> None:
        cells: list[PageCell] = []
        for one in row:
            self._carry(cells)
            cell, first = one.cell(), not one.continues
            if one.continues:
                cell = self._above(len(cells))
            for _column in range(min(one.across, WIDEST_LINE - len(cells))):
                self._hold(len(cells), one.down, cell)
                cells.append(cell if first else PageCell(cell.text, cell.link, above=True))
                first = False
        self._carry(cells)
        self._lines.append(tuple(cells))

    def _above(self, column: int) -> PageCell:
        """The cell of this column in the line above; an empty one where there is none."""
        line = self._lines[-1] if self._lines else ()
        return line[column] if column < len(line) else PageCell("")

    def _carry(self, cells: list[PageCell]) -> None:
        """Cells from above that stand here."""
        while len(cells) in self._down:
            column = len(cells)
            left, cell = self._down.pop(column)
            self._hold(column, left, cell)
            cells.append(PageCell(cell.text, cell.link, above=True))

    def _hold(self, column: int, left: int, cell: PageCell) -> None:
        if left > 1:
            self._down[column] = (left - 1, cell)
