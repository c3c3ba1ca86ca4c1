"""Whatever comes from outside is read in work that grows as its length does, not as its square.

Each regular expression of the program is found in the syntax trees, and each reader of HTML and of
dates too: a new one is measured without anybody's remembering it.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from dondoc.calendar.date_words import parse_date
from dondoc.forms.document_number import document_number
from dondoc.forms.values import whole_number
from dondoc.incoming.document_reference import read_reference
from dondoc.incoming.mail.auth_results import read_results
from dondoc.incoming.mail.charset import decode
from dondoc.incoming.mail.header_words import header_text, parameters
from dondoc.incoming.mail.html import html_to_text, shown_pictures
from dondoc.incoming.mail.quote import cut
from dondoc.incoming.mail.understand import understand
from dondoc.ledger.code_address import codes_in
from dondoc.messages.phrasing import tidy as tidy_message
from dondoc.publication.reading.read_page import read_page
from dondoc.text import fold, is_mail_address, plain_signs, tidy, without_tokens
from dondoc.web.feed import feed_items
from dondoc.web.html_reader import read_html
from dondoc.web.page_date import published_on
from dondoc.web.page_look import look_at
from dondoc.web.page_text import decode_page
from dondoc.web.site_answer import SiteAnswer
from dondoc.web.soft_failure import trouble_of
from tests.support.patterns import PLACES, ROOT, FoundPattern, patterns

SIZES = (20_000, 40_000, 80_000)
QUICK = 0.004
"""Seconds: what takes no longer for the least size has nothing to be compared."""
GROWTH = 9
"""The work for four times the letters: 4 where it grows as they do, 16 as their square."""

HEAD = b"From: a@b.example\nContent-Type: text/%s; charset=utf-8\n\n"
HEADERS = ("From", "Subject", "References", "Content-Type", "Content-Disposition", "To")
_PAGE = SiteAnswer(200, "https://a.example", media_type="text/html", body=b"x")
READERS: dict[str, Callable[[str], object]] = {
    "fold": fold,
    "tidy": tidy,
    "plain_signs": plain_signs,
    "is_mail_address": is_mail_address,
    "without_tokens": without_tokens,
    "message": tidy_message,
    "document_number": document_number,
    "whole_number": whole_number,
    "parse_date": parse_date,
    "read_reference": read_reference,
    "cut": cut,
    "header_text": header_text,
    "parameters": parameters,
    "read_results": read_results,
    "decode": lambda text: decode(text.encode(), "iso-8859-1"),
    "codes_in": lambda text: codes_in("tra-loi@don-doc.example", text.split()),
    "read_html": lambda text: list(read_html(text)),
    "html_to_text": html_to_text,
    "shown_pictures": shown_pictures,
    "read_page": lambda text: read_page(text, "text/html", "https://a.example/"),
    "published_on": lambda text: published_on(text.encode()),
    "published_on script": lambda text: published_on(
        f'<script type="application/ld+json">{text}</script>'.encode()
    ),
    "published_on meta": lambda text: published_on(
        f'<meta name="pubdate" content="{text}">'.encode()
    ),
    "feed_items": lambda text: feed_items(text.encode(), address="https://a.example"),
    "feed_items date": lambda text: feed_items(
        f"<rss><item><title>a</title><link>b</link><pubDate>{text}</pubDate></item></rss>".encode(),
        address="https://a.example",
    ),
    "look_at": look_at,
    "decode_page": lambda text: decode_page(f"{text} µ ¶ é".encode()),
    "decode_page legacy": lambda text: decode_page(f"x¶{text}".encode("latin-1", "ignore")),
    "trouble_of": lambda text: trouble_of(_PAGE, f"<title>{text}</title>{text}"),
    "letter": lambda text: understand(HEAD % b"plain" + text.encode()),
    "page": lambda text: understand(HEAD % b"html" + text.encode()),
    **{
        name: (lambda text, name=name: understand(f"{name}: {text}\n\n".encode()))
        for name in HEADERS
    },
}
RUNS = (
    *("a", "1", " ", "-", ".", "/", "<", ">", "&", '"', "(", ";", "=", "@", "\\", "\n", "đ"),
    *("1/", "1/A", "12/BC-A ", "1/1/2027 ", "a@", "a.", "a ", "- ", "\n> ", "ngày ", "viết: "),
    *("<a <a", "<![<![", "<!--<!--", "<div>", "<p><b>", "<a b='", "</a>", "&#1", "<script>", "[{"),
    *("=?", "=?a?q?", "=?utf-8?q?a?= ", "n*1=a;", "a=b ", "a;", "{", '"datePublished":'),
)

HEADER_RUNS = ("a", " ", "<", '"', "(", ";", "a@b.c, ", "=?", "=?a?q?", "=?utf-8?q?a?= ", "a=b;")


def _cost(read: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    with suppress(ValueError):
        read(text)
    return time.process_time() - began


def _grows_too_fast(read: Callable[[str], object], texts: list[Callable[[int], str]]) -> list[str]:
    """The beginnings of the texts whose reading grows faster than they do, measured twice."""
    found = []
    for text in texts:
        costs = [_cost(read, text(SIZES[0]))]
        if costs[0] < QUICK:
            continue
        for _again in range(3):
            costs = [_cost(read, text(size)) for size in SIZES]
            if costs[-1] < GROWTH * max(costs[0], QUICK):
                break
        else:
            found.append(f"{text(40)!r}: {', '.join(f'{cost:.3f}' for cost in costs)} s")
    return found


def _run(letters: str) -> Callable[[int], str]:
    return lambda size: letters * (size // len(letters))


@pytest.mark.parametrize("name", READERS)
def test_each_reader_does_work_as_its_text_is_long(name):
    runs = HEADER_RUNS if name in HEADERS else RUNS
    assert [] == _grows_too_fast(READERS[name], [_run(letters) for letters in runs])


def _fear(pattern: FoundPattern, place: int) -> Callable[[int], str]:
    return lambda size: list(pattern.fears(size))[place]


def test_each_pattern_does_work_as_its_text_is_long():
    found = {}
    for pattern in patterns():
        slow = [
            place
            for place, text in enumerate(pattern.fears(SIZES[0]))
            if _cost(pattern.ask, text) >= QUICK
        ]
        grows = _grows_too_fast(pattern.ask, [_fear(pattern, place) for place in slow])
        if grows:
            found[pattern.where] = grows
    assert {} == found


HTML_READERS = {
    "dondoc/incoming/mail/html.py": ("html_to_text", "shown_pictures"),
    "dondoc/web/page_date.py": ("published_on",),
    "dondoc/web/page_look.py": ("look_at", "trouble_of"),
    "dondoc/web/page_text.py": ("decode_page", "decode_page legacy"),
    "dondoc/publication/reading/html_content.py": ("read_page",),
}
DATE_READERS = {
    "dondoc/web/page_date.py": ("published_on", "published_on script", "published_on meta"),
    "dondoc/web/feed.py": ("feed_items", "feed_items date"),
    "dondoc/calendar/date_words.py": ("parse_date",),
}
ONE_LXML = "dondoc/documents/paper/safe_xml.py"
"""Where parts of office files are read: hardened, bounded, and no HTML."""
OUR_OWN_WORDS = {
    "dondoc/mailbox/imap_source.py": "a server that we log in to",
    "dondoc/delivery/after_restore/lost_span.py": "a day that our planner wrote",
    "dondoc/delivery/composing/compose.py": "a message's own key",
    "dondoc/cli/message_view.py": "the same",
    "dondoc/ledger/decided_days.py": "a row that we wrote from dates already read",
    "dondoc/conference/announcement.py": "a revision that we wrote, as JSON",
    "dondoc/operations/backup/copy_manifest.py": "an administrator's own copy, as JSON, bounded",
    "dondoc/portal/board/conference/desk_form.py": "a signed-in officer's own device, bounded",
}
"""Files that read dates which no stranger writes, and who does."""


def _files() -> list[tuple[str, ast.Module]]:
    paths = sorted(one for place in PLACES for one in (ROOT / place).rglob("*.py"))
    return [(str(one.relative_to(ROOT)), ast.parse(one.read_text("utf-8"))) for one in paths]


def test_html_is_read_by_one_reader_and_each_of_its_users_is_measured():
    users, others = set(), []
    for path, tree in _files():
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{one.name}" for one in node.names]
            users |= {path for name in names if name == "dondoc.web.html_reader.read_html"}
            foreign = ("html.parser", "lxml", "html5lib", "selectolax", "bs4")
            others += [path for name in names if name.startswith(foreign)]

    assert [ONE_LXML] == others
    assert set(HTML_READERS) == users
    assert {one for names in HTML_READERS.values() for one in names} <= set(READERS)


def test_each_reader_of_a_written_date_is_measured():
    wanted = {"strptime", "parsedate_to_datetime", "fromisoformat"}
    found = {
        path
        for path, tree in _files()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in wanted)
        or (isinstance(node, ast.Name) and node.id in wanted)
    }

    assert {one for names in DATE_READERS.values() for one in names} <= set(READERS)
    assert set() == found - set(DATE_READERS) - set(OUR_OWN_WORDS), Path(__file__).name
