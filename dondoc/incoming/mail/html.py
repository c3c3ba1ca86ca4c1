"""A letter that is HTML alone, as text: what a mail program marked as quoted gets its «>»."""

from __future__ import annotations

from html.parser import HTMLParser

REST_IS_QUOTED = "-----Original Message-----"
"""Put where a program only marks the beginning of what it quotes."""

_BLOCKS = frozenset({"p", "div", "br", "tr", "li", "table", "h1", "h2", "h3", "blockquote", "hr"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "wbr", "base", "area"})
_SILENT = frozenset({"script", "style", "head", "title"})
_QUOTES = ("gmail_quote", "gmail_extra", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
_STARTS = ("divrplyfwdmsg", "appendonsend", "olk_src_body_section", "__quoted_text__")


def html_to_text(html: str) -> str:
    """The words, one block a line."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.lines())


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool]] = []  # each element, and whether it is a quote
        self._silent = 0
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").lower() for name, value in attrs}
        marks = " ".join(given.get(name, "") for name in ("id", "class", "data-marker", "name"))
        if any(mark in marks for mark in _STARTS):
            self._text.append(f"\n{REST_IS_QUOTED}\n")
        quote = tag == "blockquote" or any(mark in marks for mark in _QUOTES)
        if tag in _BLOCKS:
            self._text.append("\n")
        if tag in _VOID:
            return
        self._silent += tag in _SILENT
        self._open.append((tag, quote))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {name for name, _quote in self._open}:
            return
        while self._open:
            name, _quote = self._open.pop()
            self._silent -= name in _SILENT
            if name == tag:
                break
        if tag in _BLOCKS:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        words = " ".join(data.split())
        if not words:
            self._text.append(" " if data else "")
            return
        spaced = (" " if data[0].isspace() else "") + words + (" " if data[-1].isspace() else "")
        quoted = any(quote for _name, quote in self._open)
        self._text.append(f"\0{spaced}" if quoted else spaced)

    def lines(self) -> list[str]:
        """What was read; a line that holds quoted words starts with «>»."""
        lines = "".join(self._text).split("\n")
        return [f"> {line.replace(chr(0), '')}" if "\0" in line else line for line in lines]
