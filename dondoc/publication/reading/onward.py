"""Where a page leads on: to the further pages of its list, or to an official portal. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import parse_qsl

from dondoc.publication.reading.page_content import PageContent, PageLine
from dondoc.text import fold, parse_link

_NUMBER = re.compile(r"[0-9]{1,4}")
_TURNS = "sau|tiep|trang sau|trang tiep|tiep theo|next|>|>>|»|›"
_NEXT = frozenset(_TURNS.split("|"))
_PAGE_WORD = re.compile(
    r"(?:^|[^a-z])(?:page|trang|paged|pageindex|pagenumber|pageno|p)(?:[^a-z]|$)"
)
_SUBJECT = re.compile(r"\bthu tuc hanh chinh\b|\btthc\b|\bthu tuc\b")
_MOST_SCRIPT_PAGES = 15
"""Numbers of a row of pages; a calendar of the month has twice as many."""


def onward_pages(page: PageContent, address: str) -> tuple[str, ...]:
    """The other pages of this list, in the order of their links."""
    found = (
        link.address
        for line in page.lines
        for link in line.links
        if _is_turn(link.text) and _is_page_of(link.address, address)
    )
    return tuple(one for one in dict.fromkeys(found) if one != address)


def turned_by_script(page: PageContent) -> bool:
    """Does only a script turn to the second page of its list?"""
    return "2" in page.script_pages and len(page.script_pages) <= _MOST_SCRIPT_PAGES


def official_link(page: PageContent, hosts: Collection[str]) -> str:
    """The official portal to which the page leads for its procedures; empty where it does not.

    It goes there itself, shows it in a frame, or says «thủ tục hành chính» in the line of the link:
    a banner at the edge of every page is no publication.
    """
    return next((one for one in _leads(page, page.lines) if is_official(one, hosts)), "")


def is_official(address: str, hosts: Collection[str]) -> bool:
    """Is the host one of these, or below one?"""
    parts = parse_link(address)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    return any(host == one or host.endswith(f".{one}") for one in hosts)


def _leads(page: PageContent, lines: Sequence[PageLine]) -> Iterator[str]:
    yield from page.leads
    for line in lines:
        if not line.aside and _SUBJECT.search(fold(line.text)):
            yield from (link.address for link in line.links)


def _is_turn(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None or fold(text).strip() in _NEXT


def _is_page_of(link: str, address: str) -> bool:
    """The same host, and the address says that it is a page of something."""
    parts, own = parse_link(link), parse_link(address)
    if parts is None or own is None or parts.netloc != own.netloc:
        return False
    asked = [name.lower() for name, _value in parse_qsl(parts.query)]
    same_path = parts.path.rstrip("/") == own.path.rstrip("/")
    if same_path:
        return any(_PAGE_WORD.search(re.sub(r"[0-9_]+", "-", name)) for name in asked)
    return _PAGE_WORD.search(parts.path.lower().removeprefix(own.path.lower())) is not None
