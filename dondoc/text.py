"""Text as people type it, made comparable: one folding, one tidying, one pattern of a mail address.

Pure, and below everything else; what a sentence says is never decided here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import SplitResult, urlsplit

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_TOKEN = re.compile(r"(?<![a-z0-9])[a-z2-7]{32}(?![a-z0-9])", re.IGNORECASE)
_LONGEST_ADDRESS = 254  # RFC 5321 §4.5.3.1.3, without the brackets


_WITHOUT_WIDTH = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_PLAIN: dict[int, str | None] = {
    **{0xFF01 + place: chr(0x21 + place) for place in range(94)},  # full width
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0x2043, 0xFE63), "-"),
    **dict.fromkeys(range(0x202A, 0x202F)),
    **dict.fromkeys(range(0x2066, 0x206A)),
    **dict.fromkeys(range(0xFE00, 0xFE10)),
    **dict.fromkeys(map(ord, _WITHOUT_WIDTH)),
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0xD0, 0x189), "Đ"),
    0x2044: "/",
    0x2215: "/",
}


_ILLEGIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NEW_LINE = re.compile("\r\n?")
_MOST_MARKS = 16  # on one letter: Vietnamese has two, and sorting a run of them takes its square
_LAST_MARK = 0x1F000
_BLANK, _SIGN, _FIGURES, _LETTER = range(4)  # in the order of a list
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng, as a dictionary has them
_VOWELS = {"\u0306": 1, "\u0302": 2, "\u031b": 3, "\u0335": 1}  # ă; â, ê, ô; ơ, ư; đ, by us
_SIGNS = re.compile(r"\d+|.", re.DOTALL)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(number: int) -> str:
    """A whole number below a hundred as a sentence writes it: «bốn», «mười lăm», «hai mươi mốt».

    Raises ValueError for any other.
    """
    if not 0 <= number < 100:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    spoken = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _DIGITS[ones])
    return " ".join(
        filter(None, ("mười" if tens == 1 else f"{_DIGITS[tens]} mươi", spoken if ones else ""))
    )


def legible(text: str) -> str:
    """Text that every database, file and page can keep: the one form in which it comes in.

    Without control characters (a NUL is none to PostgreSQL, others are none to XML), halves of
    surrogate pairs and mountains of marks; lines end in one way; NFC.
    """
    if text.isascii() and text.isprintable():
        return text
    bare = _piled_marks().sub(r"\1", _ILLEGIBLE.sub("", _NEW_LINE.sub("\n", text)))
    return unicodedata.normalize("NFC", bare)


@cache
def _piled_marks() -> re.Pattern[str]:
    letters = map(chr, range(0x300, _LAST_MARK))
    mark = f"[{''.join(letter for letter in letters if unicodedata.combining(letter))}]"
    return re.compile(f"({mark}{{{_MOST_MARKS}}}){mark}+")


def plain_signs(text: str) -> str:
    """Text as a keyboard would write it: what looks the same is the same, before anything is read.

    Word's and the web's hyphens and minus signs as «-», the Icelandic Ð as Đ, letters without any
    width (joiners, soft hyphens, direction marks, a BOM) left out, odd blanks as plain ones; NFC.
    Numbers, addresses and other identifiers are read only from this (mail, form, command line,
    import).
    """
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_PLAIN))


def typed_address(text: str) -> str:
    """An address as somebody types or pastes it: no hidden letters, «mailto:» or brackets.

    What ends a sentence behind a mailbox («ten@so.gov.vn.») is no part of it.
    """
    bare = plain_signs(text).strip().strip("<>").strip()
    if bare[:7].lower() == "mailto:":
        bare = bare[7:].partition("?")[0]
    return bare.rstrip(".,;> ") if "@" in bare and "://" not in bare else bare


def tidy(text: str) -> str:
    """NFC, without odd or doubled spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Without case, marks and odd spaces: «Sở  Nội vụ» and «so noi vu» are one."""
    if text.isascii():
        return " ".join(text.casefold().split())
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return " ".join(bare.split())


def sort_key(text: str) -> tuple[object, ...]:
    """By which a Vietnamese list is in order: a ă â b c d đ e ê …; tones where all else agrees.

    As ICU's rules for Vietnamese (CLDR) do: letters of the whole text first, then tones, then small
    before large; a blank before any sign, signs before figures, figures before letters. Figures
    count as numbers: «Tổ 2» before «Tổ 10».
    """
    letters: list[tuple[int, int, str, int]] = []
    tones: list[int] = []
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d\u0335"))
    for sign in _SIGNS.findall(apart):
        if sign in _TONES and tones:
            tones[-1] = _TONES.index(sign) + 1
        elif sign in _VOWELS and letters:
            letters[-1] = (*letters[-1][:3], _VOWELS[sign])
        else:
            letters.append(_letter(sign))
            tones.append(0)
    return tuple(letters), tuple(tones), text.swapcase()


def _letter(sign: str) -> tuple[int, int, str, int]:
    if sign[0].isdecimal():
        figures = sign.lstrip("0")
        return _FIGURES, len(figures), figures, 0
    return _BLANK if sign.isspace() else _LETTER if sign.isalpha() else _SIGN, 0, sign, 0


def parse_link(text: str) -> SplitResult | None:
    """An address in its parts, None where it is none: `urlsplit` raises on `//[` and `http://a℀b/`.

    Its host and port can be asked for.
    """
    try:
        parts = urlsplit(text)
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts


def without_tokens(text: str) -> str:
    """«…» in place of every token of a signed link: the reader must not act for a unit."""
    return _TOKEN.sub("…", text)


def is_mail_address(text: str) -> bool:
    """One plain address, as SMTP takes it: no name beside it, no list, no letter with marks."""
    return len(text) <= _LONGEST_ADDRESS and _MAIL.fullmatch(text) is not None
