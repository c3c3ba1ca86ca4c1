"""What a header says: encoded words (RFC 2047) and parameters (RFC 2231), read in one pass.

Our own, because the library's patterns start anew at every sign, and its codecs are all of
Python's. A piece that cannot be read is shown as it stands.
"""

from __future__ import annotations

import binascii
from urllib.parse import unquote_to_bytes

from dondoc.incoming.mail.charset import Text, decode

_LONGEST_CHARSET = 60
_PIECES = 100


def header_text(value: str) -> str:
    """The header as one line of NFC text that every database takes."""
    return one_line(read_words(value).words)


def read_words(value: str) -> Text:
    """The encoded words decoded; `unreadable` where one of them cannot be trusted.

    Words of one charset that stand side by side are one run of bytes: programs cut inside letters.
    """
    found: list[tuple[str, bytes | str]] = []  # charset and bytes, or plain text
    plain_from, at = 0, value.find("=?")
    while at >= 0:
        word = _encoded_word(value, at)
        if word is None:
            at = value.find("=?", at + 2)
            continue
        charset, raw, end = word
        between = value[plain_from:at]
        if between.strip() or not (found and isinstance(found[-1][1], bytes)):
            found.append(("", between))
        found.append((charset, raw))
        plain_from, at = end, value.find("=?", end)
    found.append(("", value[plain_from:]))
    return _joined(found)


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """«attachment; filename="a;b.pdf"» as its first word and its parameters, lower-cased names.

    Split names (`filename*0*=utf-8''…`) are put together, a plain one is decoded as a header is.
    """
    first, *rest = _split(value)
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for one in rest:
        name, sign, given = one.partition("=")
        name, given = name.strip().lower(), _unquoted(given.strip())
        base, star, number = name.partition("*")
        if not sign or not base:
            continue
        if not star:
            plain.setdefault(base, given)
            continue
        place = number.rstrip("*")
        if place.isascii() and place.isdigit() and len(place) < 4:
            pieces.setdefault(base, {}).setdefault(int(place), (given, number.endswith("*")))
        elif not place:
            pieces.setdefault(base, {}).setdefault(0, (given, True))
    read = {name: header_text(given) for name, given in plain.items()}
    read.update({name: one_line(_together(found)) for name, found in pieces.items()})
    return first.strip().lower(), read


def one_line(text: str) -> str:
    """One line without control signs and halves of letters."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(letter for letter in " ".join(whole.split()) if letter.isprintable())


def _encoded_word(value: str, at: int) -> tuple[str, bytes, int] | None:
    """Charset, bytes and end of the encoded word that starts here; None where none does."""
    kind = value.find("?", at + 2, at + 2 + _LONGEST_CHARSET)
    if kind < 0 or value[kind + 2 : kind + 3] != "?":
        return None
    begin = kind + 3
    mark = value.find("?", begin)
    if mark < 0 or value[mark + 1 : mark + 2] != "=":
        return None
    charset = value[at + 2 : kind].partition("*")[0].lower()
    raw = _bytes_of(value[kind + 1].lower(), value[begin:mark])
    return None if raw is None else (charset, raw, mark + 2)


def _bytes_of(kind: str, said: str) -> bytes | None:
    plain = said.encode("utf-8", "replace")
    if kind == "q":
        return binascii.a2b_qp(plain.replace(b"_", b" "))
    if kind != "b":
        return None
    packed = b"".join(plain.split()).rstrip(b"=")
    try:
        return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4))
    except binascii.Error:
        return None


def _joined(found: list[tuple[str, bytes | str]]) -> Text:
    words, why = "", ""
    for charset, run in _runs(found):
        if isinstance(run, str):
            words += run
        else:
            text = decode(run, charset)
            words, why = words + text.words, why or text.unreadable
    return Text(words, why)


def _runs(found: list[tuple[str, bytes | str]]) -> list[tuple[str, bytes | str]]:
    """Neighbours of one charset as one."""
    runs: list[tuple[str, bytes | str]] = []
    for charset, said in found:
        before_charset, before = runs[-1] if runs else ("", "")
        if isinstance(said, bytes) and isinstance(before, bytes) and charset == before_charset:
            runs[-1] = (charset, before + said)
        else:
            runs.append((charset, said))
    return runs


def _split(value: str) -> list[str]:
    """At each semicolon outside quotation marks."""
    parts, begin, quoted, escaped = [], 0, False, False
    for place, letter in enumerate(value):
        if escaped:
            escaped = False
        elif letter == "\\" and quoted:
            escaped = True
        elif letter == '"':
            quoted = not quoted
        elif letter == ";" and not quoted:
            parts.append(value[begin:place])
            begin = place + 1
    return [*parts, value[begin:]]


def _unquoted(given: str) -> str:
    if len(given) > 1 and given[0] == given[-1] == '"':
        return given[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return given


def _together(found: dict[int, tuple[str, bool]]) -> str:
    charset, raw = "", b""
    for place in range(min(len(found), _PIECES)):
        if place not in found:
            break
        given, encoded = found[place]
        if encoded and not place and given.count("'") >= 2:
            charset, _language, given = given.split("'", 2)
        raw += unquote_to_bytes(given) if encoded else given.encode("utf-8", "replace")
    return decode(raw, charset).words
