"""Bytes of a mail as text: by our own list of codecs, and by what the bytes themselves show.

Who writes a mail chooses its label; Python's own list under that name also holds codecs that
unpack, run for minutes or read no text at all. And a label may be wrong: UTF-8 that is called
iso-8859-1 turns «chưa» into letters that no pattern knows, so that «chưa nộp được» was recorded as
handed in (docs/decisions/0032).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from dondoc.messages.environment import phrases

_ONE_BYTE = {
    "": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-15": "iso8859_15",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "windows-1258": "cp1258",
    "cp1258": "cp1258",
    "unknown-8bit": "cp1252",
    "x-unknown": "cp1252",
    "8bit": "cp1252",
    "binary": "cp1252",
    "default": "cp1252",
}
_NO_LABEL = frozenset(
    {"", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "8bit", "binary"}
    | {"default"}
)
"""These say nothing of letters with marks: what is no UTF-8 under them is unknown."""

_WIDE = {
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "iso-2022-jp": "iso2022_jp",
    "euc-jp": "euc_jp",
}
_UTF8 = frozenset({"utf-8", "utf8", "unicode-1-1-utf-8", "utf-8-sig"})
_PLAIN_BELOW = ("iso-8859-", "windows-125", "koi8-", "viscii", "tcvn")
"""Codes whose first half is ASCII; others may write letters by plain signs (utf-7)."""

_BOM = b"\xef\xbb\xbf"
_MARKED = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư")
_BESIDE = frozenset("«»“”‘’‹›·•°–—…½¼¾²³×÷©®™§€ \u00ad")
"""What a sentence holds beside letters; inside a word the old fonts (TCVN3) show by others."""


@dataclass(frozen=True)
class Text:
    """Text in NFC; `unreadable` says in Vietnamese why it cannot be trusted."""

    words: str
    unreadable: str = ""


def decode(raw: bytes, label: str | None) -> Text:
    """Bytes as text. What came out broken says so and is shown as well as it can be."""
    named = (label or "").strip().strip("\"'").lower()
    own = raw.removeprefix(_BOM)
    if named in _UTF8 or _is_utf8(own, named):
        return _utf8(own)
    codec = _ONE_BYTE.get(named) or _WIDE.get(named)
    if codec is None:
        shown = "".join(letter for letter in named[:30] if letter.isprintable())
        why = phrases("incoming").unknown_charset(shown)
        plain = own.isascii() and named.startswith(_PLAIN_BELOW)
        return Text(_nfc(own.decode("utf-8", "replace")), "" if plain else why)
    try:
        words = _nfc(own.decode(codec))
    except UnicodeDecodeError:
        return Text(_nfc(own.decode(codec, "replace")), BROKEN)
    unknown = named in _NO_LABEL and not own.isascii()
    return Text(words, BROKEN if unknown or came_out_broken(words) else "")


BROKEN = "Thư có chữ không đọc được, có thể ghi sai bảng mã."


def of_no_charset(text: str) -> str:
    """A header with raw bytes in it (the parser's halves of letters): UTF-8, else as it can be."""
    if not any("\udc80" <= letter <= "\udcff" for letter in text):
        return text
    return decode(text.encode("ascii", "surrogateescape"), None).words


def came_out_broken(text: str) -> bool:
    """Does it show that it was read with another code than it was written in?

    By a letter that stands for «unknown», by UTF-8 read one byte at a time («chÆ°a»), by signs
    inside words or letters that no Vietnamese word has, as fonts before Unicode leave them.
    """
    if any(letter == "\ufffd" or "\x80" <= letter <= "\x9f" for letter in text):
        return True
    if text.isascii():
        return False
    odd = 0
    for word in text.split():
        if word.isascii():
            continue
        if _read_by_bytes(word) or _sign_inside(word):
            return True
        odd += any("\xa1" <= one <= "\xff" and one.isalpha() and one not in _MARKED for one in word)
    return odd > 1


def _utf8(raw: bytes) -> Text:
    try:
        words = _nfc(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Text(_nfc(raw.decode("utf-8", "replace")), BROKEN)
    return Text(words, BROKEN if came_out_broken(words) else "")


def _is_utf8(raw: bytes, named: str) -> bool:
    """All of it right, with a letter of several bytes: no text of one-byte letters is so by chance.

    Plain ASCII is what it seems only under a label that writes letters by one byte.
    """
    if named in _WIDE or (raw.isascii() and named not in _ONE_BYTE):
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_by_bytes(word: str) -> bool:
    """«chÆ°a», «nộp»: are these letters the bytes of UTF-8?"""
    raw = bytearray()
    for letter in word:
        try:
            raw += letter.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return False
            raw.append(ord(letter))
    try:
        return not raw.isascii() and raw.decode("utf-8") != word
    except UnicodeDecodeError:
        return False


def _sign_inside(word: str) -> bool:
    """A sign of Latin-1 between letters, or after one: «b¸o», «ngµy», «ch¬ng»."""
    signs = [
        place
        for place, letter in enumerate(word)
        if "\xa1" <= letter <= "\xff" and not _letter(letter) and letter not in _BESIDE
    ]
    return any(_near_letter(word, place) for place in signs)


def _letter(letter: str) -> bool:
    return letter.isalpha() and letter not in "ªºµ"


def _near_letter(word: str, place: int) -> bool:
    return any(_letter(one) for one in word[max(place - 1, 0) : place + 2])


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
