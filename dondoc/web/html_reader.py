"""HTML as a row of pieces, in one pass and without a tree: for letters, pages and link checks.

Our own, by measurement (docs/decisions/0032): the parsers at hand are quadratic in what somebody
else writes, or leave out what lies deep. It takes what a browser takes, and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_GAP = re.compile(r"[\s/]*")
_NAME = re.compile(r"[^\s/>=]+")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]*")
_RAW = frozenset({"script", "style", "title", "textarea", "xmp"})
"""Elements whose text is no HTML, up to their own end."""
_DECODED = frozenset({"title", "textarea"})
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_LONGEST_NAME = 40


@dataclass(frozen=True)
class Words:
    """Text between the tags, with its signs decoded."""

    text: str


@dataclass(frozen=True)
class Start:
    """A start tag; names are lower-case, the first of two attributes of one name counts."""

    tag: str
    given: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class End:
    tag: str


Piece = Words | Start | End


def read_html(html: str) -> Iterator[Piece]:
    """The pieces in their order. What is never closed ends with the text."""
    small, at = html.translate(_SMALL), 0
    while at < len(html):
        mark = _place(html, "<", at)
        if mark > at:
            yield Words(_decoded(html[at:mark]))
        following = small[mark + 1 : mark + 2]
        if "a" <= following <= "z":
            start, at = _start(html, small, mark + 1)
            if start is None:
                return
            yield start
            if start.tag in _RAW:
                end = _place(small, f"</{start.tag}", at)
                yield Words(_decoded(html[at:end]) if start.tag in _DECODED else html[at:end])
                at = end
        elif following == "/":
            found = _NAME.match(small, mark + 2)
            yield End(found[0][:_LONGEST_NAME] if found else "")
            at = _place(html, ">", mark) + 1
        elif following and following in "!?":
            at = _after_comment(html, mark)
        else:
            yield Words(html[mark : mark + 1])
            at = mark + 1


def _after_comment(html: str, mark: int) -> int:
    if html.startswith("<!--", mark):
        return _place(html, "-->", mark + 2) + 3
    return _place(html, ">", mark) + 1


def _start(html: str, small: str, at: int) -> tuple[Start | None, int]:
    """The tag whose name begins here, and where it ends; None where the text ends first."""
    name = _NAME.match(small, at)
    assert name is not None
    start, at = Start(name[0][:_LONGEST_NAME]), name.end()
    while at < len(html):
        gap = _GAP.match(html, at)
        at = gap.end() if gap else at
        if html[at : at + 1] == ">":
            return start, at + 1
        found = _NAME.match(small, at)
        attribute, at = (found[0], found.end()) if found else ("", at)
        equals = _EQUALS.match(html, at)
        if equals is None:
            at += not found
            value = ""
        else:
            value, at = _value(html, equals.end())
        if attribute:
            start.given.setdefault(attribute[:_LONGEST_NAME], value)
    return None, at


def _value(html: str, at: int) -> tuple[str, int]:
    quote = html[at : at + 1]
    if quote and quote in "\"'":
        end = _place(html, quote, at + 1)
        return _decoded(html[at + 1 : end]), end + 1
    found = _BARE.match(html, at)
    return (_decoded(found[0]), found.end()) if found else ("", at)


def _place(text: str, mark: str, at: int) -> int:
    """Where the mark stands; the end of the text where it does not."""
    found = text.find(mark, at)
    return found if found >= 0 else len(text)


def _decoded(text: str) -> str:
    try:
        return unescape(text) if "&" in text else text
    except ValueError:  # the number of a sign with thousands of digits
        return text
