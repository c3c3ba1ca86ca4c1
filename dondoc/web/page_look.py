"""What a page is at a glance, in one pass: its title, its headings, how much of it can be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dondoc.text import tidy
from dondoc.web.html_reader import Start, Words, read_html

_UNSEEN = frozenset({"script", "style", "noscript", "template", "title"})
_HEADINGS = frozenset({"title", "h1"})
_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "q-app"})
"""Ids of the empty element into which a script writes the whole page."""
_ROOT_TAGS = frozenset({"app-root", "app-component"})


@dataclass(frozen=True)
class PageLook:
    """`text` is what a person sees, `headings` are title and h1; `script_root` says that a script
    is to write the page into an element of its own. `scripts` and `links` are counted.
    """

    headings: tuple[str, ...]
    text: str
    script_root: bool
    scripts: int
    links: int


def look_at(html: str) -> PageLook:
    """The look of a page."""
    within, headings, words, roots, seen = "", [], [], False, Counter[str]()
    for piece in read_html(html):
        if isinstance(piece, Start):
            within = piece.tag if piece.tag in _UNSEEN | _HEADINGS else within
            roots = roots or piece.tag in _ROOT_TAGS or piece.given.get("id", "") in _ROOTS
            seen[piece.tag] += 1
        elif isinstance(piece, Words):
            if within in _HEADINGS:
                headings.append(piece.text)
            if within not in _UNSEEN:
                words.append(piece.text)
        elif piece.tag == within:
            within = ""
    return PageLook(
        headings=tuple(filter(None, map(tidy, headings))),
        text=tidy(" ".join(words)),
        script_root=roots,
        scripts=seen["script"],
        links=seen["a"],
    )
