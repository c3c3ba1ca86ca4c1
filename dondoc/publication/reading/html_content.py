"""A page of HTML as tables, lines and links, in one pass of `read_html`. Never raises.

Nested tables (the layout of older sites) are tables of their own: what stands in the inner one is
no text of the outer cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin

from dondoc.limits import LONGEST_ADDRESS, LONGEST_CELL, MOST_TABLE_LINES
from dondoc.publication.reading.page_content import (
    PageContent,
    PageLine,
    PageLink,
    PageTable,
    table_place,
)
from dondoc.publication.reading.table_builder import TableBuilder
from dondoc.text import parse_link, plain_signs, tidy
from dondoc.web.html_reader import End, Start, Words, read_html

_HIDDEN = frozenset({"script", "style", "textarea", "xmp"})
_ASIDE = frozenset({"nav", "header", "footer"})
_LISTS = frozenset({"ul", "ol"})
_BLOCK_TAGS = (
    "address article aside blockquote br caption center dd div dl dt fieldset figcaption figure"
    " form h1 h2 h3 h4 h5 h6 hr legend li main option p pre section summary table tbody td tfoot"
    " th thead tr"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split()) | _ASIDE | _LISTS
_LONGEST_CAPTION = 300
_LONGEST_NUMBER = 4
_MOST_LINES = 4 * MOST_TABLE_LINES


def html_content(html: str, address: str) -> PageContent:
    """What the page at this address holds."""
    reader = _HtmlContent(address)
    for piece in read_html(html):
        if isinstance(piece, Words):
            reader.words(piece.text)
        elif isinstance(piece, Start):
            reader.start(piece.tag, piece.given)
        else:
            reader.end(piece)
        if reader.cut:
            break
    return reader.content()


@dataclass
class _OpenTable:
    """A table that is being read: where in it, and the text that stood above it."""

    above: str
    builder: TableBuilder = field(default_factory=TableBuilder)
    row: int = 0
    column: int = 0


class _HtmlContent:
    def __init__(self, address: str) -> None:
        self._address = address
        self._title = self._heading = ""
        self._in_heading = False
        self._script_pages: set[str] = set()
        self._script_link = False
        self._lines: list[PageLine] = []
        self._tables: list[PageTable] = []
        self._open: list[_OpenTable] = []
        self._leads: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._links: list[PageLink] = []
        self._link = ""
        self._link_text: list[str] = []
        self._last, self._rows = "", 0
        self._lists: list[int] = []
        self._list_count = self._aside = 0
        self._raw = ""

    @property
    def cut(self) -> bool:
        return self._rows > MOST_TABLE_LINES or len(self._lines) > _MOST_LINES

    def words(self, text: str) -> None:
        raw, self._raw = self._raw, ""
        if raw == "title":
            self._title = self._title or tidy(plain_signs(text[:_LONGEST_CAPTION]))
        if raw:
            return
        if self._length < LONGEST_CELL:
            self._text.append(text[: LONGEST_CELL - self._length])
            self._length += len(text)
            if self._link:
                self._link_text.append(text)
            elif self._script_link and text.strip().isdecimal():
                self._script_pages.add(text.strip()[:_LONGEST_NUMBER])
        if self._open:
            self._open[-1].builder.add_text(text)

    def start(self, tag: str, given: dict[str, str]) -> None:
        self._raw = tag if tag in _HIDDEN or tag == "title" else ""
        if tag in _BLOCKS:
            self._flush()
        if tag == "a":
            self._start_link(given.get("href", ""))
        elif tag == "h1":
            self._in_heading = True
        elif tag == "table":
            self._open.append(_OpenTable(self._last))
        elif tag in _LISTS:
            self._list_count += 1
            self._lists.append(self._list_count)
        elif tag in _ASIDE:
            self._aside += 1
        elif tag in ("iframe", "frame"):
            self._lead(given.get("src", ""))
        elif tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self._lead(given.get("content", "").partition("=")[2].strip(" '\""))
        if self._open:
            self._start_in_table(self._open[-1], tag, given)

    def _start_in_table(self, table: _OpenTable, tag: str, given: dict[str, str]) -> None:
        if tag == "tr":
            table.builder.open_row()
            self._rows += 1
            table.row, table.column = self._rows, 0
        elif tag in ("td", "th"):
            table.column += 1
            table.builder.open_cell(
                _span(given.get("colspan", "")), _span(given.get("rowspan", ""))
            )
        elif tag in _BLOCKS:
            table.builder.add_text(" ")

    def end(self, piece: End) -> None:
        tag, self._raw = piece.tag, ""
        if tag in _BLOCKS:
            self._flush()
        if tag == "a":
            self._end_link()
        elif tag == "h1":
            self._in_heading = False
        elif tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag in _ASIDE and self._aside:
            self._aside -= 1
        if tag == "table" and self._open:
            self._close_table()
        elif self._open:
            self._end_in_table(self._open[-1].builder, tag)

    def _end_in_table(self, table: TableBuilder, tag: str) -> None:
        if tag == "tr":
            table.close_row()
        elif tag in ("td", "th"):
            table.close_cell()
        elif tag in _BLOCKS:
            table.add_text(" ")

    def content(self) -> PageContent:
        self._flush()
        while self._open:
            self._close_table()
        return PageContent(
            title=self._title,
            heading=self._heading,
            script_pages=frozenset(self._script_pages),
            tables=tuple(table for table in self._tables if table.lines),
            lines=tuple(self._lines),
            leads=tuple(self._leads),
            cut=self.cut,
        )

    def _close_table(self) -> None:
        table = self._open.pop()
        place = table_place(len(self._tables) + 1)
        self._tables.append(table.builder.table(place, table.above))
        self._last = ""

    def _start_link(self, href: str) -> None:
        self._end_link()
        self._link = _absolute(self._address, href)
        self._script_link = not self._link and bool(href)
        if self._link and self._open:
            self._open[-1].builder.add_link(self._link)

    def _end_link(self) -> None:
        if self._link:
            text = tidy(plain_signs("".join(self._link_text)))
            self._links.append(PageLink(self._link, text))
        self._link, self._link_text, self._script_link = "", [], False

    def _lead(self, href: str) -> None:
        if found := _absolute(self._address, href):
            self._leads.append(found)

    def _flush(self) -> None:
        """The line ends; a link that is not closed goes on in the next."""
        if not (self._text or self._links or self._link):
            return
        link = self._link
        self._end_link()
        text = tidy(plain_signs("".join(self._text)))
        if text or self._links:
            group = self._lists[-1] if self._lists else 0
            row, column = (self._open[-1].row, self._open[-1].column) if self._open else (0, 0)
            aside = self._aside > 0
            self._lines.append(PageLine(text, tuple(self._links), group, row, column, aside))
        if self._in_heading and text:
            self._heading = self._heading or text[:_LONGEST_CAPTION]
        if text and not self._open:
            self._last = text[:_LONGEST_CAPTION]
        self._text, self._length, self._links = [], 0, []
        self._link = link


def _span(text: str) -> int:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else 1


def _absolute(address: str, href: str) -> str:
    """In full; empty for what is no page: an anchor, a script, a mailbox."""
    given = href.strip()
    if not given or given.startswith("#") or len(given) > LONGEST_ADDRESS:
        return ""
    try:
        found = urljoin(address, given)
    except ValueError:
        return ""
    parts = parse_link(found)
    return found if parts is not None and parts.scheme in ("http", "https") else ""
