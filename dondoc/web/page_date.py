"""The day on which a page says it was published: from its head, its JSON-LD, its `<time>`. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from dondoc.calendar.date_words import parse_date
from dondoc.clock import local_date
from dondoc.web.html_reader import Piece, Start, Words, read_html

_NAMES = frozenset(
    {
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "publishdate",
        "publish_date",
        "pubdate",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
    }
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_DEEPEST = 8  # levels of JSON-LD that are looked through


def published_on(page: bytes) -> date | None:
    """The day in Việt Nam that the page states; None where it states none that can be read.

    What the page says of itself (meta, then JSON-LD) comes before a `<time datetime>`, and of those
    one marked as the publication's before any other, which must then be the only day there is.
    """
    reader = _DateReader()
    for piece in read_html(page.decode("utf-8", "replace")):
        reader.take(piece)
    marked = [reader.meta, list(reader.stated()), reader.published]
    for texts in marked:
        for text in texts:
            if (found := _day(text)) is not None:
                return found
    days = {found for text in reader.times if (found := _day(text)) is not None}
    return days.pop() if len(days) == 1 else None


class _DateReader:
    """Collects whatever may state a date, in the order of the page."""

    def __init__(self) -> None:
        self.meta: list[str] = []
        self.published: list[str] = []
        self.times: list[str] = []
        self._scripts: list[str] = []
        self._in_script = False

    def take(self, piece: Piece) -> None:
        if isinstance(piece, Start):
            self._start(piece.tag, piece.given)
        elif isinstance(piece, Words) and self._in_script:
            self._scripts.append(piece.text)
        else:
            self._in_script = False

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        kind = given.get("type", "").lower()
        self._in_script = tag == "script" and kind == "application/ld+json"
        if tag == "meta" and name.lower() in _NAMES:
            self.meta.append(given.get("content", ""))
        elif tag == "time" and given.get("datetime"):
            own = "pubdate" in given or given.get("itemprop", "").lower() == "datepublished"
            (self.published if own else self.times).append(given["datetime"])

    def stated(self) -> Iterator[str]:
        """Every `datePublished` of the JSON-LD."""
        for script in self._scripts:
            try:
                yield from _published(json.loads(script, strict=False), _DEEPEST)
            except (ValueError, RecursionError):
                continue


def _published(data: Any, depth: int) -> Iterator[str]:
    if not depth:
        return
    if isinstance(data, list):
        for one in data:
            yield from _published(one, depth - 1)
    elif isinstance(data, dict):
        if isinstance(text := data.get("datePublished"), str):
            yield text
        for one in data.values():
            yield from _published(one, depth - 1)


def _day(text: str) -> date | None:
    """An instant with its zone is a day in Việt Nam; anything else is the day as written."""
    given = text.strip()
    try:
        moment = datetime.fromisoformat(given)
        return moment.date() if moment.tzinfo is None else local_date(moment)
    except (ValueError, OverflowError):
        pass  # no instant, or none that a day in Việt Nam can be told of
    found = _DAY.search(given)
    if found is None:
        return None
    try:
        return parse_date(found[0])
    except ValueError:
        return None
