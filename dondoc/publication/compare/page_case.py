"""One reading, and all that it is held against: what every check of it asks again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dondoc.limits import MOST_UNMATCHED
from dondoc.publication.compare.names_in_text import names_in_text
from dondoc.publication.compare.shown_procedures import ShownProcedures, shown_procedures
from dondoc.publication.matching.matcher import Matcher
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.page_rows import PageReading, PageRow
from dondoc.web.link_check import LinkState

_LIKE_ENOUGH = 0.75
"""Of the rarity of its words: a row without a code that is so like a procedure may mean it."""


@dataclass
class PageCase:
    """A reading that proves something, the source's entries by code, and the whole list."""

    reading: PageReading
    entries: Mapping[str, OfficialEntry]
    matcher: Matcher
    on: date
    basis: str
    links: Mapping[str, LinkState]

    @cached_property
    def shown(self) -> ShownProcedures:
        return shown_procedures(self.reading.rows, self.matcher, self.entries.keys())

    @cached_property
    def shown_codes(self) -> frozenset[str]:
        """The procedures that rows show, or whose names stand in a file without tables."""
        text = self.reading.text
        return self.shown.codes | (names_in_text(text, self.matcher) if text else frozenset())

    @property
    def says_nothing(self) -> bool:
        """Is none of its rows any procedure? Then it is no list of them, whatever it is."""
        return not self.shown_codes and not self.shown.strange

    def own_rows(self) -> list[tuple[OfficialEntry, PageRow]]:
        """Every row of a procedure of the source, with what is official."""
        return [
            (self.entries[code], row)
            for code, rows in self.shown.rows.items()
            if code in self.entries
            for row in rows
        ]

    @cached_property
    def required(self) -> list[OfficialEntry]:
        """What must be shown by that day."""
        return [
            entry
            for entry in self.entries.values()
            if entry.remove_by is None and entry.show_from <= self.on
        ]

    @cached_property
    def likenesses(self) -> list[tuple[PageRow, list[tuple[str, float]]]]:
        """Rows without a code that are no name of the list, with what they are most like."""
        rows = self.shown.unmatched[:MOST_UNMATCHED]
        return [(row, self.matcher.nearest_names.nearest(row.name)) for row in rows]

    @cached_property
    def unclear(self) -> dict[str, PageRow]:
        """Procedures that are not shown, unless a row that is like them means them."""
        found: dict[str, PageRow] = {}
        for row, nearest in self.likenesses:
            for code, likeness in nearest:
                if likeness >= _LIKE_ENOUGH and code not in self.shown_codes:
                    found.setdefault(code, row)
        return found
