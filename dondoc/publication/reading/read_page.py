"""What a source gave, read: its rows, or why it proves nothing. Pure, bounded, and never raises."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence

from dondoc.publication.page_rows import PageReading, PageRow
from dondoc.publication.reading.html_content import html_content
from dondoc.publication.reading.page_content import PageContent
from dondoc.publication.reading.table_rows import table_rows
from models.publication_kinds import CheckVerdict, ReadingTrouble


def read_page(
    content: str | bytes,
    media_type: str,
    address: str,
    *,
    last_rows: int = 0,
    official_hosts: Collection[str] = (),
    truncated: bool = False,
    trouble: ReadingTrouble | None = None,
    legacy_font: bool = False,
) -> PageReading:
    """The reading of a page (`str`: HTML, already decoded by `decode_page`) or a file (`bytes`).

    What a file is, its first bytes say, never its name or `media_type`, which is only handed on.
    `last_rows` is the number at the last good look: with fewer than half, the page was rebuilt.
    `official_hosts` are the ends of host names of official portals: a page that only leads on to
    one is LINKED. `truncated` and `trouble` are what fetching found: then nothing is proved.
    """
    stopped = trouble or (ReadingTrouble.TRUNCATED if truncated else None)
    if stopped is not None:
        return unverifiable(stopped, media_type, legacy_font=legacy_font)
    if isinstance(content, bytes):
        return unverifiable(ReadingTrouble.DAMAGED, media_type, legacy_font=legacy_font)
    page = html_content(content, address)
    if page.cut:
        return unverifiable(ReadingTrouble.TRUNCATED, media_type, legacy_font=legacy_font)
    return judged(_rows(page), media_type, last_rows=last_rows, legacy_font=legacy_font)


def judged(
    rows: Sequence[PageRow], media_type: str, *, last_rows: int, legacy_font: bool = False
) -> PageReading:
    """The read guard: no row, or fewer than half of the last good look's, proves nothing."""
    if not rows:
        return unverifiable(ReadingTrouble.EMPTY, media_type, legacy_font=legacy_font)
    if 2 * len(rows) < last_rows:
        return unverifiable(ReadingTrouble.STRUCTURE, media_type, legacy_font=legacy_font)
    return PageReading(
        CheckVerdict.READ,
        rows=tuple(rows),
        digest=rows_digest(rows),
        legacy_font=legacy_font,
        media_type=media_type,
    )


def unverifiable(
    trouble: ReadingTrouble, media_type: str, *, legacy_font: bool = False
) -> PageReading:
    """Something came, and it proves nothing either way."""
    return PageReading(
        CheckVerdict.UNVERIFIABLE, trouble, legacy_font=legacy_font, media_type=media_type
    )


def rows_digest(rows: Sequence[PageRow]) -> str:
    """Of what the rows say, in their order: it tells a change where no validator does."""
    said = [
        [row.code, row.name, row.level, row.link, sorted(row.parts.items()), row.forms]
        for row in rows
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _rows(page: PageContent) -> list[PageRow]:
    return list(table_rows(page.tables))
