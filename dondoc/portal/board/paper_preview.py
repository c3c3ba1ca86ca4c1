"""A paper as a page: its passages as plain parts, which the template only has to place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.documents.paper.passages import ChapterLine, ListLine, Narrative, Passage, TextLine
from dondoc.documents.paper.table import Cell, Kind, Table
from dondoc.documents.paper.table_xml import cell_words
from dondoc.documents.paper_kind import ShownPaper


@dataclass(frozen=True)
class PreviewTable:
    """A table whose cells are text; `figures` are the columns that stand right."""

    title: str
    above: tuple[str, ...]
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    figures: frozenset[int]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int]
    left_out: int


@dataclass(frozen=True)
class PreviewPart:
    """One passage: `sort` is heading, text, list, written, asked or table."""

    sort: str
    words: str = ""
    lead: str = ""
    table: PreviewTable | None = None


@dataclass(frozen=True)
class PreviewChapter:
    heading: str
    parts: tuple[PreviewPart, ...]


@dataclass(frozen=True)
class PaperPreview:
    about: str
    chapters: tuple[PreviewChapter, ...]
    tables: tuple[PreviewTable, ...]


_MOST_ROWS = 300
"""Rows of a table on the page; all of them are in the workbook."""


def preview_of(shown: ShownPaper) -> PaperPreview:
    chapters = (
        PreviewChapter(one.heading, tuple(map(_part, one.passages))) for one in shown.chapters
    )
    return PaperPreview(shown.about, tuple(chapters), tuple(map(_table, shown.tables)))


def _part(passage: Passage) -> PreviewPart:
    if isinstance(passage, ChapterLine):
        return PreviewPart("heading", passage.words)
    if isinstance(passage, TextLine):
        return PreviewPart("text", passage.words, passage.lead)
    if isinstance(passage, ListLine):
        return PreviewPart("list", passage.words)
    if isinstance(passage, Narrative):
        written = bool(passage.written)
        return PreviewPart("written" if written else "asked", passage.written or passage.wanted)
    return PreviewPart("table", table=_table(passage))


def _table(table: Table) -> PreviewTable:
    kinds = [one.kind for one in table.columns]
    return PreviewTable(
        title=table.title,
        above=table.above,
        notes=table.notes,
        heads=tuple(one.title for one in table.columns),
        figures=frozenset(place for place, kind in enumerate(kinds) if kind in _FIGURES),
        rows=tuple(_row(row, kinds) for row in table.rows[:_MOST_ROWS]),
        strong=table.strong,
        left_out=max(0, len(table.rows) - _MOST_ROWS),
    )


_FIGURES = (Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT)


def _row(row: Sequence[Cell], kinds: Sequence[Kind]) -> tuple[str, ...]:
    return tuple(cell_words(cell, kind) for cell, kind in zip(row, kinds, strict=True))
