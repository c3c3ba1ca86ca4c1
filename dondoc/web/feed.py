"""The items of an RSS, RDF or Atom feed: what, where, of which day. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dondoc.clock import local_date
from dondoc.text import tidy


class NoFeed(ValueError):
    """The text is no feed; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class FeedItem:
    """One item; `published_on` is the day in Việt Nam, None where the feed states none."""

    title: str
    link: str
    published_on: date | None
    summary: str = ""


def feed_items(body: bytes, *, address: str) -> list[FeedItem]:
    """The items of the feed that `address` gave, in its order. Raises NoFeed.

    An item without a title or a link is nobody's news and left out.
    """
    try:
        root = fromstring(body)
    except DefusedXmlException:  # asked of the parser: the bytes differ with the encoding
        raise NoFeed("tệp RSS khai báo thực thể XML, không đọc") from None
    except (ParseError, LookupError, ValueError):
        raise NoFeed("trang không phải là tệp RSS hoặc Atom đọc được") from None
    found = [_item(one, address) for one in root.iter() if _name(one) in ("item", "entry")]
    return [one for one in found if one.title and one.link]


def _item(element: Element, address: str) -> FeedItem:
    texts: dict[str, str] = {}
    for child in element:
        texts.setdefault(_name(child), " ".join(child.itertext()))
    return FeedItem(
        title=tidy(texts.get("title", "")),
        link=_absolute(address, next(_links(element), "")),
        published_on=_day(
            texts.get("pubdate") or texts.get("published") or texts.get("date") or ""
        ),
        summary=tidy(texts.get("description") or texts.get("summary") or ""),
    )


def _absolute(address: str, link: str) -> str:
    """The item's address in full; "" where it is none: that item is left out, no other."""
    try:
        return urljoin(address, link) if link else ""
    except ValueError:
        return ""


def _links(element: Element) -> Iterator[str]:
    """RSS writes the address as text, Atom as `href` of the link that is the page itself."""
    for child in element:
        if _name(child) != "link":
            continue
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            yield child.get("href", "").strip()
        elif child.text and child.text.strip():
            yield child.text.strip()


def _name(element: Element) -> str:
    """The element's name, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def _day(text: str) -> date | None:
    given = text.strip()
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(given)
            return moment.date() if moment.tzinfo is None else local_date(moment)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue  # also a day that no calendar reaches once it is told in Việt Nam
    return None
