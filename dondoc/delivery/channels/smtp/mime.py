"""A letter as bytes: every header exactly once, our own text part, CRLF throughout.

Written with the legacy `email.mime` classes: a third of the cost of `EmailMessage`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.charset import BASE64, QP, SHORTEST, Charset
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, getaddresses
from typing import Any

from dondoc.clock import local
from dondoc.delivery.envelope import Envelope, InlineImage
from dondoc.documents.meeting_ics import addressed, method_of

PUBLISH = "PUBLISH"
MEETING_FILE = "invite.ics"
_POLICY = compat32.clone(linesep="\r\n")  # bare LF is refused, or taken for smuggling


def _utf8(body_encoding: int) -> Charset:
    """Ours alone: importing apprise changes what "utf-8" means for the whole process."""
    charset = Charset("utf-8")
    charset.header_encoding = SHORTEST
    charset.body_encoding = body_encoding
    return charset


_READABLE = _utf8(QP)
_EXACT = _utf8(BASE64)  # the CRLFs that RFC 5545 asks for survive every relay

_OURS = {"message-id", "from", "to", "subject", "reply-to", "mime-version"}
_OURS |= {"cc", "bcc", "sender", "return-path"}
_OF_IDS = {"message-id", "references", "in-reply-to"}
_WITH_A_NAME = {"reply-to", "list-id"}  # «Tên <địa chỉ>»: only the name may be encoded


@dataclass(frozen=True)
class NamedAddress:
    """Whose address it is, and the address (ASCII)."""

    name: str
    address: str


def build(
    envelope: Envelope,
    *,
    subject: str,
    sender: NamedAddress,
    recipient: NamedAddress,
    now: datetime,
    extra: Mapping[str, str] | None = None,
) -> bytes:
    """The letter for one recipient; `extra` are the address's own headers.

    ValueError if the Message-ID is not one word, or an address is not ASCII.
    """
    if envelope.ics is not None:
        whose = {"organizer": _pair(sender), "attendee": _pair(recipient)}
        envelope = replace(envelope, ics=addressed(envelope.ics, **whose))
    letter: Message[Any, Any] = _content(envelope)  # legacy headers may be Header objects
    letter["Message-ID"] = _words("Message-ID", _message_id(envelope.message_id))
    letter["From"] = _mailboxes("From", [sender])
    letter["To"] = _mailboxes("To", [recipient])
    letter["Subject"] = _words("Subject", subject)
    if envelope.reply_to:
        letter["Reply-To"] = _named("Reply-To", envelope.reply_to)
    for name, value in _further(envelope, extra or {}, now).values():
        letter[name] = _named(name, value) if name.lower() in _WITH_A_NAME else _words(name, value)
    return letter.as_bytes(policy=_POLICY)


def ascii_file_name(name: str) -> str:
    """«Báo cáo quý I.ics» → «Bao-cao-quy-I.ics»: other letters break the header in some clients."""
    plain = name.replace("đ", "d").replace("Đ", "D")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.") or "lich.ics"


def _further(
    envelope: Envelope, extra: Mapping[str, str], now: datetime
) -> dict[str, tuple[str, str]]:
    """The remaining headers, each name once: ours give way to the address's, those to the letter's.

    Auto-Submitted and X-Auto-Response-Suppress keep out-of-office robots from answering.
    """
    standing = {
        "Date": format_datetime(local(now)),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    return {
        name.lower(): (name, value)
        for source in (standing, extra, envelope.headers)
        for name, value in source.items()
        if _may_stand(name) and value.strip()
    }


def _may_stand(name: str) -> bool:
    lower = name.lower()
    printable = re.fullmatch(r"[!-9;-~]+", name)  # RFC 5322 §3.6.8; a line end would add a header
    return bool(printable) and lower not in _OURS and not lower.startswith("content-")


def _pair(mailbox: NamedAddress) -> tuple[str, str]:
    return mailbox.name, mailbox.address


def _content(envelope: Envelope) -> MIMEBase:
    """Text and HTML; with a deadline one calendar file, with a meeting also its own part.

    Outlook and Gmail show an invitation for the part beside the text; a client that knows none of
    it opens the file.
    """
    says: list[MIMEBase] = [_part(envelope.text, "plain")]
    if envelope.html is not None:
        says.append(_shown(envelope.html, envelope.images))
    meeting = envelope.ics is not None and method_of(envelope.ics) != PUBLISH
    if envelope.ics is not None and meeting:
        says.append(_calendar(envelope.ics))
    body = says[0] if len(says) == 1 else _multipart("alternative", *says)
    if envelope.ics is None:
        return body
    file = _calendar_file(envelope.ics) if meeting else _calendar(envelope.ics, envelope.ics_name)
    return _multipart("mixed", body, file)


def _shown(html: str, images: Sequence[InlineImage]) -> MIMEBase:
    """The HTML part, with the pictures that it shows beside it (RFC 2387)."""
    words = _part(html, "html")
    if not images:
        return words
    whole = _multipart("related", words, *(_image(one) for one in images))
    whole.set_param("type", "text/html")
    return whole


def _image(image: InlineImage) -> MIMEBase:
    part = MIMEImage(image.png, "png", name=ascii_file_name(image.name))
    part.add_header("Content-ID", f"<{image.content_id}>")
    part.add_header("Content-Disposition", "inline", filename=ascii_file_name(image.name))
    return part


def _multipart(kind: str, *parts: MIMEBase) -> MIMEMultipart:
    whole = MIMEMultipart(kind)
    for part in parts:
        del part["MIME-Version"]  # belongs to the letter, not to a part
        whole.attach(part)
    return whole


def _part(text: str, subtype: str) -> MIMEText:
    unix = re.sub(r"\r\n?", "\n", text)
    return MIMEText(unix, subtype, _READABLE)  # type: ignore[arg-type] # a Charset too


def _calendar(ics: str, file_name: str = "") -> MIMEText:
    """The part whose header says what its METHOD says; a file where it has a name."""
    part = MIMEText(_crlf(ics), "calendar", _EXACT)  # type: ignore[arg-type] # as above
    part.set_param("method", method_of(ics))
    if file_name:
        part.add_header("Content-Disposition", "attachment", filename=ascii_file_name(file_name))
    return part


def _calendar_file(ics: str) -> MIMEBase:
    """The same as a file that can be opened by itself."""
    part = MIMEApplication(_crlf(ics).encode(), "ics", name=MEETING_FILE)
    part.add_header("Content-Disposition", "attachment", filename=MEETING_FILE)
    return part


def _crlf(ics: str) -> str:
    return re.sub(r"\r\n?|\n", "\r\n", ics)


def _message_id(given: str) -> str:
    word = given.strip().removeprefix("<").removesuffix(">")
    if not word.isascii() or not re.fullmatch(r"[^\s<>@]+@[^\s<>@]+", word):
        raise ValueError(f"Message-ID không đúng dạng: {given!r}")
    return f"<{word}>"


def _words(name: str, value: str) -> Header:
    one_line = " ".join(value.split())  # CR/LF inside would start a header of its own
    # a long id would be folded away from its name, where some readers miss it
    header_name = None if name.lower() in _OF_IDS else name
    return Header(one_line, None if one_line.isascii() else _READABLE, header_name=header_name)


def _named(name: str, value: str) -> Header:
    pairs = getaddresses([" ".join(value.split())])
    return _mailboxes(name, (NamedAddress(*pair) for pair in pairs))


def _mailboxes(header_name: str, mailboxes: Iterator[NamedAddress] | list[NamedAddress]) -> Header:
    header = Header(header_name=header_name)
    for index, mailbox in enumerate(mailboxes):
        mailbox.address.encode("ascii")  # raises here, not at the server
        if index:
            header.append(",")
        if mailbox.name.isascii():
            header.append(formataddr((mailbox.name, mailbox.address)))
            continue
        header.append(mailbox.name, _READABLE)
        header.append(f"<{mailbox.address}>")
    return header
