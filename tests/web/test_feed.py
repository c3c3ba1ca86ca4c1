"""The items of a feed, in whatever of the three dialects it is written."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.web.feed import FeedItem, NoFeed, feed_items

ADDRESS = "https://cong.example/rss/cchc"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>CCHC</title>
<item><title>Tin  một</title><link> https://cong.example/tin/1 </link>
<description><![CDATA[<p>Cải cách</p>]]></description>
<pubDate>Wed, 31 Mar 2027 23:30:00 +0700</pubDate></item>
<item><title>Tin hai</title><link>/tin/2</link>
<pubDate>Wed, 31 Mar 2027 17:30:00 GMT</pubDate></item>
<item><title>Tin ba</title><link>https://cong.example/tin/3</link></item>
<item><title></title><link>https://cong.example/tin/4</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin một</title>
<link rel="self" href="https://cong.example/api/1"/><link href="https://cong.example/tin/1"/>
<published>2027-03-31T08:00:00+07:00</published></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item><title>Tin một</title><link>https://cong.example/tin/1</link><dc:date>2027-03-31</dc:date></item>
</rdf:RDF>"""


def test_rss_gives_title_link_and_the_day_in_viet_nam() -> None:
    first, second, third = feed_items(RSS.encode(), address=ADDRESS)

    link = "https://cong.example/tin/1"
    assert FeedItem("Tin một", link, date(2027, 3, 31), "<p>Cải cách</p>") == first
    assert ("https://cong.example/tin/2", date(2027, 4, 1)) == (second.link, second.published_on)
    assert third.published_on is None


@pytest.mark.parametrize("text", [ATOM, RDF])
def test_atom_and_rdf_give_the_same(text: str) -> None:
    expected = FeedItem("Tin một", "https://cong.example/tin/1", date(2027, 3, 31))

    assert [expected] == feed_items(text.encode(), address=ADDRESS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "không phải là tệp RSS"),
        ("<html><p>Không có trang này", "không phải là tệp RSS"),
        ('<!DOCTYPE r [<!ENTITY a "aaaa">]><rss><item>&a;</item></rss>', "thực thể XML"),
        (RSS[:200], "không phải là tệp RSS"),
    ],
)
def test_what_is_no_feed_says_why(text: str, why: str) -> None:
    with pytest.raises(NoFeed, match=why):
        feed_items(text.encode(), address=ADDRESS)


_ENCODINGS = pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])


def _written(text: str, encoding: str) -> bytes:
    """With its byte-order mark, and the declaration that a server of that encoding writes."""
    declared = encoding.removesuffix("-sig")
    return text.replace('encoding="utf-8"', f'encoding="{declared}"').encode(encoding)


@_ENCODINGS
def test_a_feed_is_read_in_whatever_encoding_it_comes(encoding: str) -> None:
    expected = feed_items(RSS.encode(), address=ADDRESS)

    assert expected == feed_items(_written(RSS, encoding), address=ADDRESS)


@_ENCODINGS
@pytest.mark.parametrize("declared", ["<!ENTITY a 'aaaa'>", "<!ENTITY % a SYSTEM 'b.dtd'> %a;"])
def test_no_entity_passes_in_whatever_encoding_it_comes(encoding: str, declared: str) -> None:
    bomb = RSS.replace("?><rss", f"?><!DOCTYPE rss [{declared}]><rss").replace("Tin ba", "&a;")

    with pytest.raises(NoFeed, match="thực thể XML"):
        feed_items(_written(bomb, encoding), address=ADDRESS)


def test_a_document_type_alone_is_no_entity() -> None:
    """RSS 0.91 names one; it is not fetched."""
    named = RSS.replace("?><rss", '?><!DOCTYPE rss SYSTEM "https://cong.example/rss.dtd"><rss')

    assert feed_items(RSS.encode(), address=ADDRESS) == feed_items(named.encode(), address=ADDRESS)


@pytest.mark.parametrize(
    ("day", "link"),
    [
        ("Fri, 31 Dec 9999 23:30:00 +0000", "/tin/9"),
        ("9999-12-31T23:30:00+00:00", "/tin/9"),
        ("0001-01-01T00:00:00+14:00", "/tin/9"),
        ("Wed, 31 Mar 2027 23:30:00 +9999", "/tin/9"),
        ("31 Mar 2027", "http://[/tin"),
        ("31 Mar 2027", "//["),
    ],
)
def test_one_wild_item_is_its_own_affair(day: str, link: str) -> None:
    wild = f"<item><title>Lạ</title><link>{link}</link><pubDate>{day}</pubDate></item>"
    items = feed_items(RSS.replace("<item>", f"{wild}<item>", 1).encode(), address=ADDRESS)

    assert ["Tin một", "Tin hai", "Tin ba"] == [one.title for one in items if one.title != "Lạ"]


@given(st.binary(max_size=300))
def test_nothing_breaks_it(body: bytes) -> None:
    with suppress(NoFeed):
        feed_items(body, address=ADDRESS)
