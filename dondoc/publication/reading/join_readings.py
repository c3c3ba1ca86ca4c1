"""A list over several pages, and the pages of its procedures, as one reading. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

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
    rows = _each_once(row for one in listed for row in one.rows)
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


def _each_once(rows: Iterable[PageRow]) -> list[PageRow]:
    """A row that two pages show in the same words (a list that moved on meanwhile) is one."""
    known: dict[tuple[str, str, str, str], PageRow] = {}
    for row in rows:
        known.setdefault((row.code, row.name, row.level, row.link or row.locator), row)
    return list(known.values())


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
