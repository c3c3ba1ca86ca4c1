"""What a source gave, read: its rows, or why it proves nothing. Pure, bounded, and never raises."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from dondoc.publication.page_rows import PageReading, PageRow
from dondoc.publication.reading.detail_rows import detail_row
from dondoc.publication.reading.file_content import file_content
from dondoc.publication.reading.html_content import html_content
from dondoc.publication.reading.link_rows import link_rows
from dondoc.publication.reading.onward import official_link, onward_pages, turned_by_script
from dondoc.publication.reading.page_content import FileTrouble, PageContent
from dondoc.publication.reading.table_rows import table_rows
from dondoc.publication.reading.text_rows import published_text, text_rows
from models.publication_kinds import CheckVerdict, ReadingTrouble

_LEAST_LIST = 2
"""Rows of tables that make a page a list, whatever labels it has."""


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
        return _of_file(content, media_type, address, last_rows=last_rows)
    page = html_content(content, address)
    rows = content_rows(page, address)
    if not page.cut and not rows and (link := official_link(page, official_hosts)):
        return PageReading(CheckVerdict.LINKED, official_link=link, media_type=media_type)
    stopped = ReadingTrouble.NEEDS_BROWSER if turned_by_script(page) else _cut(page)
    if stopped is not None:
        return unverifiable(stopped, media_type, legacy_font=legacy_font)
    reading = judged(rows, media_type, last_rows=last_rows, legacy_font=legacy_font)
    if reading.verdict is not CheckVerdict.READ:
        return reading
    return replace(reading, onward=onward_pages(page, address))


def _cut(page: PageContent) -> ReadingTrouble | None:
    return ReadingTrouble.TRUNCATED if page.cut else None


def _of_file(content: bytes, media_type: str, address: str, *, last_rows: int) -> PageReading:
    try:
        found = file_content(content)
    except FileTrouble as error:
        return unverifiable(error.trouble, media_type)
    if isinstance(found, PageContent):
        if (stopped := _cut(found)) is not None:
            return unverifiable(stopped, media_type)
        return judged(content_rows(found, address), media_type, last_rows=last_rows)
    pages = published_text(found)
    text = "\n".join(pages)
    reading = judged(text_rows(pages), media_type, last_rows=last_rows)
    if reading.trouble is ReadingTrouble.EMPTY and text.strip() and not last_rows:
        # Without a code, its names may be those of procedures: the comparison sees them.
        return PageReading(
            CheckVerdict.READ, digest=_digest(text), media_type=media_type, text=text
        )
    return replace(reading, text=text if reading.verdict is CheckVerdict.READ else "")


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
    return _digest(json.dumps(said, ensure_ascii=False))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def content_rows(page: PageContent, address: str) -> list[PageRow]:
    """The one procedure that it is about, else those of its tables, else those of its lists."""
    rows = list(table_rows(page.tables))
    if len(rows) < _LEAST_LIST and (detail := detail_row(page, address)) is not None:
        return [detail]
    lines = [line for line in page.lines if not (rows and line.row)]
    return [*rows, *link_rows(lines, {row.code for row in rows})]
