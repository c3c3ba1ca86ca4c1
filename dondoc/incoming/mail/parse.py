"""A raw mail taken apart without trusting it: headers, the text somebody wrote, what is attached.

Read with the legacy policy, which raises for nothing; each charset is decoded here.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses
from typing import Any, TypeAlias

from dondoc.incoming.mail.html import html_to_text

_Mail: TypeAlias = "Message[Any, Any]"
_REPORTS = ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers")
_SIGNATURES = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)


@dataclass(frozen=True)
class Attached:
    """A part that came as a file."""

    name: str
    content: bytes
    inline: bool  # a picture of the letter's own look


@dataclass(frozen=True)
class Text:
    """The letter's own text; `unreadable` says in Vietnamese why it cannot be trusted."""

    words: str
    unreadable: str = ""


def parse(raw: bytes) -> _Mail:
    """The mail as a tree; anything parses."""
    return message_from_bytes(raw)


def header(mail: _Mail, name: str) -> str:
    """A header as one line of NFC text; empty where there is none."""
    return _decoded(mail.get(name, ""))


def headers(mail: _Mail, name: str) -> list[str]:
    """Every header of that name, from the top."""
    return [_decoded(value) for value in mail.get_all(name, [])]


def addresses(mail: _Mail, *names: str) -> list[str]:
    """The bare addresses of these headers, lower-cased."""
    values = [_kept(str(value)) for name in names for value in mail.get_all(name, [])]
    return [address.strip().lower() for _name, address in getaddresses(values) if address]


def text_of(mail: _Mail) -> Text:
    """What somebody wrote: the plain text, else the HTML's; nothing of an attached mail."""
    plain, html = [], []
    for part in _letter_parts(mail):
        if part.get_content_type() == "text/plain":
            plain.append(_decode_part(part))
        elif part.get_content_type() == "text/html":
            html.append(_decode_part(part))
    if any(text.words.strip() for text in plain) or not html:
        return _joined(plain)
    said = _joined(html)
    return Text(html_to_text(said.words), said.unreadable)


def attachments(mail: _Mail) -> list[Attached]:
    """The files of the mail, an attached mail as one of them."""
    found = []
    for part in _leaves(mail):
        kind = part.get_content_type()
        if kind in _REPORTS or kind in _SIGNATURES or _is_letter(part):
            continue
        found.append(Attached(_name(part), _content(part), _is_inline(part)))
    return found


def has_attached_mail(mail: _Mail) -> bool:
    """Is another mail inside, beside a server's report?"""
    return any(part.get_content_type() == "message/rfc822" for part in _leaves(mail))


def decode(raw: bytes, charset: str | None) -> Text:
    """Bytes as NFC text (windows-1258 writes marks apart). No charset, or plain ASCII: UTF-8."""
    named = (charset or "").strip().lower()
    if named in ("", "us-ascii", "ascii", "unknown-8bit", "8bit"):
        named = "utf-8"
    try:
        codecs.lookup(named)
        return Text(unicodedata.normalize("NFC", raw.decode(named)))
    except LookupError:
        why = f"Thư dùng bảng mã {charset} mà hệ thống không đọc được."
    except UnicodeDecodeError:
        why = "Thư có chữ không đọc được, có thể ghi sai bảng mã."
    return Text(raw.decode("utf-8", "replace"), why)


def _letter_parts(mail: _Mail) -> Iterator[_Mail]:
    return (part for part in _leaves(mail) if _is_letter(part))


def _leaves(mail: _Mail) -> Iterator[_Mail]:
    """The parts that hold something; an attached mail is one, nothing inside it is."""
    if mail.get_content_maintype() != "multipart":
        yield mail
        return
    payload = mail.get_payload()
    for part in payload if isinstance(payload, list) else []:
        yield from _leaves(part) if isinstance(part, Message) else ()


def _is_letter(part: _Mail) -> bool:
    kind = part.get_content_type()
    named = part.get_content_disposition() == "attachment" or bool(part.get_filename())
    return kind in ("text/plain", "text/html") and not named


def _is_inline(part: _Mail) -> bool:
    picture = part.get_content_maintype() == "image"
    shown = part.get_content_disposition() == "inline" or "Content-ID" in part
    return picture and shown and part.get_content_disposition() != "attachment"


def _name(part: _Mail) -> str:
    given = part.get_filename()
    if given:
        return _decoded(collapse_rfc2231_value(given))
    known = {"message/rfc822": "thu-kem-theo.eml", "application/pkcs7-mime": "smime.p7m"}
    return known.get(part.get_content_type(), "tep-khong-ten")


def _content(part: _Mail) -> bytes:
    if part.get_content_maintype() == "message":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else part
        return inner.as_bytes() if isinstance(inner, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decode_part(part: _Mail) -> Text:
    content = part.get_payload(decode=True)
    charset = part.get_content_charset()
    return decode(content if isinstance(content, bytes) else b"", charset)


def _joined(texts: list[Text]) -> Text:
    words = "\n".join(text.words for text in texts)
    return Text(words, next((text.unreadable for text in texts if text.unreadable), ""))


def _decoded(value: Any) -> str:
    try:
        pieces = decode_header(value)
    except (ValueError, AssertionError):  # a broken encoded word: shown as it stands
        return _kept(str(value))
    words, encoded = "", False
    for piece, charset in pieces:
        text = decode(piece, charset).words if isinstance(piece, bytes) else piece
        # Between an encoded word and a plain one stands a blank, which is part of neither.
        parted = words[-1:].isspace() or text[:1].isspace() or encoded == (charset is not None)
        words += text if parted or not words else f" {text}"
        encoded = charset is not None
    return _kept(words)


def _kept(text: str) -> str:
    """One line that every database takes: no control characters, no halves of letters."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(letter for letter in " ".join(whole.split()) if letter.isprintable())
