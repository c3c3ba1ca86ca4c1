"""The bytes of a page as text: in the codec that makes Vietnamese of them, whatever is declared.

A server's word is often wrong, and its silence means Latin-1 to the standard. So each candidate is
asked for evidence: the small words of which every Vietnamese text has plenty. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from dondoc.web.html_reader import Words, read_html
from dondoc.web.media_types import charset_of
from dondoc.web.tcvn3 import from_tcvn3, unicode_of

_SMALL_WORDS = frozenset(
    (
        *("của", "và", "các", "là", "về", "được", "có", "đối", "với", "những", "từ", "để", "đến"),
        *("tại", "một", "người", "này", "thủ", "tục", "việc", "hồ", "sơ", "giấy", "cấp", "định"),
        *("hoặc", "đã", "số", "điều", "ngày", "nước", "bộ", "sở", "ủy", "uỷ", "tỉnh", "xã"),
    )
)
"""With marks, all of them: a word of ASCII letters reads well in every codec."""
_ENOUGH = 0.02
"""Of the words: real text has 17.7 %, text in a wrong codec 0.2 % (measured)."""
_SAMPLE = 100_000
"""Letters of a page in which words are counted."""
_META = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_-]{1,20})""", re.IGNORECASE)
_HEAD = 4096
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class DecodedPage:
    """Text in NFC, the codec that made it, and whether passages were in TCVN3 glyphs.

    Those are given in Unicode: what a person without the font sees is `legacy_font`'s affair.
    """

    text: str
    charset: str
    legacy_font: bool = False


def decode_page(body: bytes, declared: str = "") -> DecodedPage:
    """The page as text; `declared` is a codec of our own list, or "" (`SiteAnswer.charset`)."""
    if body.isascii():
        return DecodedPage(body.decode("ascii"), "utf-8")
    tried: dict[str, DecodedPage] = {}
    for codec in _said(body, declared):
        if codec in tried:
            continue
        with suppress(UnicodeError):
            page = tried[codec] = _page(body.decode(codec), codec)
            if _evidence(page.text) >= _ENOUGH:
                return page
    return max(_guesses(body, tried), key=lambda page: _evidence(page.text))


def _said(body: bytes, declared: str) -> Iterator[str]:
    """By its byte-order mark, the header, the page itself; then what most pages are."""
    yield from (codec for mark, codec in _MARKS if body.startswith(mark))
    yield declared or "utf-8"
    found = _META.search(body[:_HEAD])
    if found is not None:
        yield charset_of(found[1].decode("ascii")) or "utf-8"
    yield "utf-8"


def _guesses(body: bytes, tried: dict[str, DecodedPage]) -> Iterator[DecodedPage]:
    """Of several with as little evidence the first counts: what is UTF-8 without a fault is it."""
    if "utf-8" in tried:
        yield tried["utf-8"]
    with suppress(UnicodeError):
        yield _page(body.decode("cp1258"), "cp1258")
    yield DecodedPage(from_tcvn3(body.decode("latin-1")), "tcvn3", legacy_font=True)
    yield _page(body.decode("utf-8", "replace"), "utf-8")


def _page(text: str, codec: str) -> DecodedPage:
    """NFC; cp1258 writes most tones as marks of their own."""
    composed = unicodedata.normalize("NFC", text)
    mended = unicode_of(composed)
    if mended != composed and _small_words(mended) > _small_words(composed):
        return DecodedPage(mended, codec, legacy_font=True)
    return DecodedPage(composed, codec)


def _evidence(text: str) -> float:
    """The share of small words among those that a person sees."""
    words = _seen_words(text)
    return sum(word in _SMALL_WORDS for word in words) / len(words) if words else 0.0


def _small_words(text: str) -> int:
    return sum(word in _SMALL_WORDS for word in _seen_words(text))


def _seen_words(text: str) -> list[str]:
    skip, words = False, []
    for piece in read_html(text[:_SAMPLE]):
        if isinstance(piece, Words):
            if not skip:
                words += _WORD.findall(piece.text.lower())
            skip = False
        else:
            skip = getattr(piece, "tag", "") in ("script", "style")
    return words
