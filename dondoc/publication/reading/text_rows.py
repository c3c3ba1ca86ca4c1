"""The codes in a text without tables (PDF, old .doc), and the text in which names may stand. Pure.

A row has no name: which words around a code are its name, the columns said that are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.publication.page_rows import PageRow
from dondoc.publication.procedure_code import procedure_codes
from dondoc.publication.reading.list_heading import ListHeading
from dondoc.publication.reading.page_content import page_place
from dondoc.publication.reading.row_text import excerpt

_NUMBERED = re.compile(r"(?:[IVX]{1,6}|[A-ZĐ])[.)] ?\S")
_LONGEST_HEADING = 300


def published_text(pages: Sequence[str]) -> list[str]:
    """The pages without what stands under «bãi bỏ»."""
    heading = ListHeading()
    return ["\n".join(_kept(page, heading)) for page in pages]


def _kept(page: str, heading: ListHeading) -> Iterator[str]:
    for line in page.splitlines():
        if _is_heading(line):
            heading.take(line)
        if not heading.gone:
            yield line


def _is_heading(line: str) -> bool:
    text = line.strip()
    return len(text) <= _LONGEST_HEADING and (text.isupper() or _NUMBERED.match(text) is not None)


def text_rows(pages: Sequence[str]) -> list[PageRow]:
    """One row for each code, where it stands first."""
    found: dict[str, PageRow] = {}
    for number, page in enumerate(pages, start=1):
        for code in procedure_codes(page):
            if code not in found:
                place = max(page.find(code), 0)
                text = " ".join(excerpt(page, place, len(code)).split())
                found[code] = PageRow(code, "", page_place(number), text)
    return list(found.values())
