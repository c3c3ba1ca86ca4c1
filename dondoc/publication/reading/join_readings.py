"""A list over several pages, and the pages of its procedures, as one reading. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dondoc.messages.environment import phrases
from dondoc.publication.page_rows import PageReading, PageRow
from dondoc.publication.reading.read_page import judged
from models.publication_kinds import CheckVerdict


def join_readings(
    first: PageReading,
    pages: Mapping[str, PageReading],
    details: Mapping[str, PageReading],
    *,
    last_rows: int = 0,
) -> PageReading:
    """The list's first page with its further pages (`onward`) and the pages of single procedures.

    Both by address. A further page that proves nothing makes the whole prove nothing: what is on it
    is not missing. A detail that does not only leaves its row without parts. `last_rows` is the
    number of the whole list at the last good look; read the single pages without it.
    """
    listed = [first, *pages.values()]
    for one in listed:
        if one.verdict is not CheckVerdict.READ:
            return one
    rows = _rows_of(listed)
    about = {address: one.rows[0] for address, one in details.items() if len(one.rows) == 1}
    onward = dict.fromkeys(address for one in listed for address in one.onward)
    joined = judged(
        [_with_detail(row, about) for row in rows],
        first.media_type,
        last_rows=last_rows,
        legacy_font=any(one.legacy_font for one in (*listed, *details.values())),
    )
    if joined.verdict is not CheckVerdict.READ:
        return joined
    return replace(joined, onward=tuple(one for one in onward if one not in pages))


def _rows_of(listed: Iterable[PageReading]) -> list[PageRow]:
    """Every row, with the number of its page («trang 2, bảng 1, dòng 14»).

    A row that two pages show in the same words (a list that moved on meanwhile, or its first page
    under a second address) is one; a page of which no row is new has no number.
    """
    known: set[tuple[str, str, str, str]] = set()
    rows: list[PageRow] = []
    number = 1
    for one in listed:
        new = [row for row in one.rows if _words(row) not in known]
        known.update(map(_words, new))
        rows += [_on_page(row, number) for row in new]
        number += bool(new)
    return rows


def _words(row: PageRow) -> tuple[str, str, str, str]:
    return (row.code, row.name, row.level, row.link or row.locator)


def _on_page(row: PageRow, number: int) -> PageRow:
    if number == 1:
        return row
    return replace(row, locator=phrases("comparison").on_page(number, row.locator))


def _with_detail(row: PageRow, about: Mapping[str, PageRow]) -> PageRow:
    detail = about.get(row.link)
    if detail is None or not detail.detail or (row.code and detail.code not in ("", row.code)):
        return row
    return replace(
        row,
        code=row.code or detail.code,
        level=row.level or detail.level,
        parts={**row.parts, **detail.parts},
        detail=True,
        forms=detail.forms,
    )
