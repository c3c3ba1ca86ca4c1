"""The headings of a table: which column is which, whatever stands above or beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from dondoc.problems import Problem, Refused
from dondoc.tables.around_table import reads_like_address
from dondoc.tables.book_lines import Lines
from dondoc.text import fold, plain_signs, tidy

HEADING_WITHIN = 20
"""Rows among which the headings are looked for: titles stand above them."""

NUMBERING = frozenset({"stt", "tt", "so tt", "so thu tu"})
"""Headings of a column that only counts the rows: read over."""


_ASIDE = re.compile(r"\([^()]*\)|\W+")
"""What a heading says aside, «(nếu có)», and signs between its words."""


@dataclass(frozen=True)
class SheetColumn:
    """A column that a table may have: our name for it, its usual heading, other headings."""

    name: str
    title: str
    also: tuple[str, ...] = ()
    required: bool = False

    def answers_to(self, heading: str) -> bool:
        return heading in {heading_key(one) for one in (self.name, self.title, *self.also)}

    def resembles(self, heading: str) -> bool:
        """The same, whatever the heading says aside."""
        return _bare(heading) in {_bare(one) for one in (self.name, self.title, *self.also)}


@dataclass(frozen=True)
class SheetManner:
    """What a kind of table is forgiven. A table of people: nothing, they are written to.

    `more_columns`: it may have columns of others', and headings with words aside; both are said.
    `groups`: rows that name a group are kept, for whoever reads what they say. `legacy`: its CSV
    may be in Windows-1258. `of_row` knows a cell that no signature or sum at the foot has.
    """

    more_columns: bool = False
    groups: bool = False
    legacy: bool = False
    of_row: Callable[[str], bool] = reads_like_address


PLAIN = SheetManner()


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """A heading or a key word as it is compared: «Đơn_vị» is `don vi`."""
    return fold(text.replace("_", " "))


def headings_within(lines: Lines, columns: Sequence[SheetColumn], manner: SheetManner) -> bool:
    """Does a row near its top name every column that must be there?"""
    must = [one for one in columns if one.required]
    return any(
        all(any(is_heading(one, cell, manner) for cell in cells) for one in must)
        for _number, cells in lines[:HEADING_WITHIN]
    )


def from_headings(lines: Lines, columns: Sequence[SheetColumn], manner: SheetManner) -> Lines:
    """Without what stands above the headings; they are the row that names the most columns."""
    known = [known_headings(cells, columns, manner) for _number, cells in lines[:HEADING_WITHIN]]
    at = known.index(max(known))
    headings = lines[at][1]
    return [lines[at], *(line for line in lines[at + 1 :] if line[1] != headings)]


def known_headings(
    cells: Iterable[str], columns: Sequence[SheetColumn], manner: SheetManner
) -> int:
    """How many of the cells are headings of ours."""
    given = [cell for cell in cells if cell.strip()]
    return sum(any(is_heading(one, cell, manner) for one in columns) for cell in given)


def is_heading(column: SheetColumn, heading: str, manner: SheetManner) -> bool:
    """Is this the heading of that column?"""
    text = tidy(plain_signs(heading))
    return column.answers_to(heading_key(text)) or (
        manner.more_columns and bool(_bare(text)) and column.resembles(text)
    )


@lru_cache(maxsize=4096)
def _bare(heading: str) -> str:
    return tidy(_ASIDE.sub(" ", heading_key(heading)))


def column_names(
    line: int,
    heading_row: Sequence[str],
    columns: Sequence[SheetColumn],
    manner: SheetManner,
) -> tuple[list[str], list[str]]:
    """Our names of the columns, in the order of the file; "" for one that is not read.

    With them the headings of those that somebody else put there.
    """
    problems: list[Problem] = []
    names: list[str] = []
    unread: list[str] = []
    for heading in heading_row:
        if heading_key(heading) in NUMBERING:
            names.append(heading_key(heading))
            continue
        found = next((c.name for c in columns if heading and is_heading(c, heading, manner)), "")
        again = bool(found) and found in names
        if manner.more_columns and heading and (again or not found):
            unread.append(heading)
            found = ""
        elif heading and not found:
            problems.append(Problem(f"dòng {line}, tên cột", heading, _unknown(heading, columns)))
        elif again:
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
    return names, unread


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
