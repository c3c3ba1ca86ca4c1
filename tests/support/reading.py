"""Reads a page as its reader does: the words, the fields of each form, the links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_EMPTY = {"input", "meta", "link", "br", "hr", "img", "base"}


class Page(HTMLParser):
    """What a page says (`text`), asks (`forms`) and leads to (`links`)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.words: list[str] = []
        self.forms: dict[str, dict[str, list[str]]] = {}
        self.links: dict[str, str] = {}
        self.headings: list[tuple[int, str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._form: dict[str, list[str]] = {}
        self._open: list[str] = []
        self._area: str | None = None
        self._href: str | None = None
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def by_id(self, wanted: str) -> dict[str, str | None]:
        return next(attributes for _tag, attributes in self.elements if attributes["id"] == wanted)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found: dict[str, str | None] = {"id": None, **dict(attrs)}
        self.elements.append((tag, found))
        if tag not in _EMPTY:
            self._open.append(tag)
        if tag == "form":
            self._form = self.forms.setdefault(str(found["action"]).rsplit("/", 1)[-1], {})
        ticked = found.get("type") not in ("checkbox", "radio") or "checked" in found
        if tag == "input" and ticked:
            self._form.setdefault(str(found.get("name")), []).append(found.get("value") or "")
        if tag == "textarea":
            self._area = str(found["name"])
            self._form.setdefault(self._area, []).append("")
        if tag == "a":
            self._href = found.get("href")
            self.links.setdefault(self._href or "", "")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if tag == "textarea":
            self._area = None
        if tag == "a":
            self._href = None
        if tag in ("p", "li", "h1", "h2", "dd", "dt", "label", "summary", "title"):
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._form[self._area][-1] += data.removeprefix("\n")
            return
        self.words.append(data)
        if self._href is not None:
            self.links[self._href] += data
        if self._open and re.fullmatch(r"h[1-6]", self._open[-1]):
            level, said = self.headings[-1]
            self.headings[-1] = (level, (said + data).strip())

    def values(self, action: str = "nop") -> dict[str, str]:
        """The first value of each field of a form."""
        return {name: found[0] for name, found in self.forms[action].items()}
