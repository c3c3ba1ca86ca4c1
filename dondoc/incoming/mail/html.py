"""A letter that is HTML alone, as text: what a mail program marked as quoted gets its «>»."""

from __future__ import annotations

from collections import Counter

from dondoc.limits import LONGEST_TEXT
from dondoc.web.html_reader import End, Start, Words, read_html

REST_IS_QUOTED = "-----Original Message-----"
"""Put where a program only marks the beginning of what it quotes."""

_BLOCKS = frozenset({"p", "div", "br", "tr", "li", "table", "h1", "h2", "h3", "blockquote", "hr"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "wbr", "base", "area"})
_SILENT = frozenset({"script", "style", "head", "title"})
_QUOTES = ("gmail_quote", "gmail_extra", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
_STARTS = ("divrplyfwdmsg", "appendonsend", "olk_src_body_section", "__quoted_text__")
_MARKS = ("id", "class", "data-marker", "name")


def html_to_text(html: str) -> str:
    """The words, one block a line; not much more than `LONGEST_TEXT` letters of them."""
    reader = _TextReader()
    for piece in read_html(html):
        if isinstance(piece, Start):
            reader.start(piece)
        elif isinstance(piece, End):
            reader.end(piece.tag)
        else:
            reader.words(piece)
        if reader.length > LONGEST_TEXT:
            break
    return "\n".join(reader.lines())


def shown_pictures(html: str) -> set[str]:
    """The Content-IDs that the HTML shows as pictures of its own look (`cid:…`), lower-cased."""
    found = set()
    for piece in read_html(html):
        if isinstance(piece, Start):
            for value in piece.given.values():
                if value[:4].lower() == "cid:":
                    found.add(value[4:].strip("<> ").lower())
    return found


class _TextReader:
    def __init__(self) -> None:
        self.length = 0
        self._open: list[tuple[str, bool]] = []  # each element, and whether it is a quote
        self._names: Counter[str] = Counter()
        self._quotes = self._silent = 0
        self._text: list[str] = []

    def start(self, element: Start) -> None:
        tag = element.tag
        marks = " ".join(element.given.get(name, "") for name in _MARKS).lower()
        if any(mark in marks for mark in _STARTS):
            self._add(f"\n{REST_IS_QUOTED}\n")
        quote = tag == "blockquote" or any(mark in marks for mark in _QUOTES)
        if tag in _BLOCKS:
            self._add("\n")
        if tag in _VOID:
            return
        self._open.append((tag, quote))
        self._count(tag, quote, 1)

    def end(self, tag: str) -> None:
        if not self._names[tag]:
            return
        while self._open:
            name, quote = self._open.pop()
            self._count(name, quote, -1)
            if name == tag:
                break
        if tag in _BLOCKS:
            self._add("\n")

    def words(self, piece: Words) -> None:
        data = piece.text
        if self._silent or not data:
            return
        words = " ".join(data.split())
        if not words:
            self._add(" ")
            return
        spaced = (" " if data[0].isspace() else "") + words + (" " if data[-1].isspace() else "")
        self._add(f"\0{spaced}" if self._quotes else spaced)

    def lines(self) -> list[str]:
        """What was read; a line that holds quoted words starts with «>»."""
        lines = "".join(self._text).split("\n")
        return [f"> {line.replace(chr(0), '')}" if "\0" in line else line for line in lines]

    def _add(self, text: str) -> None:
        self.length += len(text.strip())
        self._text.append(text)

    def _count(self, tag: str, quote: bool, step: int) -> None:
        self._names[tag] += step
        self._quotes += step * quote
        self._silent += step * (tag in _SILENT)
