"""Plain text for a terminal: tables aligned by what is seen, wrapped paragraphs, JSON."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from typing import Any

WIDTH = 100
"""Columns that prose is wrapped to; tables are as wide as they must be."""

_GAP = "  "


def width(text: str) -> int:
    """How many columns the text takes on a terminal, whichever way its letters are encoded."""
    return sum(_columns(letter) for letter in text)


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns under their heads, a rule between; a column of numbers alone stands to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(heads, *cells, strict=True)]
    right = [
        bool(column) and all(isinstance(cell, int) for cell in column)
        for column in (zip(*rows, strict=True) if rows else [()] * len(heads))
    ]
    lines = [list(heads), ["─" * wide for wide in widths], *cells]
    return "\n".join(_GAP.join(_padded(line, widths, right)).rstrip() for line in lines)


def wrapped(text: str, *, indent: str = "", first: str | None = None) -> str:
    """A paragraph; every line after the first is indented, the first by `first` if given."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def fact(name: str, text: str, *, indent: int = 2, column: int = 18) -> str:
    """«  Căn cứ          …»: a name, and what is said under it in a column of its own."""
    head = " " * indent + name
    head += " " * max(column - width(head), 1)
    return wrapped(text, indent=" " * column, first=head)


def as_json(value: Any) -> str:
    """JSON that a person can read too: dates and instants as ISO 8601."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2, default=_iso)


def print_json(value: Any) -> int:
    """What `--json` prints of a list, its keys English and lasting; returns the exit code 0."""
    print(as_json(value))
    return 0


def picked(row: object, *names: str) -> dict[str, Any]:
    """These fields of a row, and no column that is added to its table later."""
    return {name: getattr(row, name) for name in names}


def _padded(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    return [
        " " * (wide - width(cell)) + cell if to_the_right else cell + " " * (wide - width(cell))
        for cell, wide, to_the_right in zip(line, widths, right, strict=True)
    ]


def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _iso(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(f"{value!r} has no form in JSON")
