"""A mail's headers, the text somebody wrote, and what is attached; nothing of it is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message

from dondoc.incoming.mail.charset import Text, decode
from dondoc.incoming.mail.header_words import header_text, parameters
from dondoc.incoming.mail.html import html_to_text, shown_pictures
from dondoc.incoming.mail.signed_content import signed_content
from dondoc.incoming.mail.tree import Mail, leaves, parse
from dondoc.incoming.mail.winmail import winmail_files
from dondoc.limits import LARGEST_HTML, LARGEST_LOGO, LONGEST_TEXT, MOST_PARTS, MOST_RECIPIENTS
from dondoc.submissions.files import media_type, suffix_of

_REPORTS = ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers")
_SIGNATURES = (
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)
_WINMAIL = "application/ms-tnef"
_SIGNED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_NAMES = {"message/rfc822": "thu-kem-theo.eml", "application/pkcs7-mime": "smime.p7m"}
_AROUND = str.maketrans(dict.fromkeys("<>,;:()[]\"'\\", " "))


@dataclass(frozen=True)
class Attached:
    """A part that came as a file."""

    name: str
    content: bytes
    inline: bool  # a picture of the letter's own look


@dataclass(frozen=True)
class Written:
    """The letter's own text, its first letters; `whole` says whether that is all of it."""

    words: str
    unreadable: str = ""
    whole: bool = True


def header(mail: Mail, name: str) -> str:
    """A header as one line of NFC text; empty where there is none."""
    return header_text(str(mail.get(name, "")))


def headers(mail: Mail, name: str) -> list[str]:
    """Every header of that name, from the top."""
    return [header_text(str(value)) for value in mail.get_all(name, [])]


def addresses(mail: Mail, *names: str) -> list[str]:
    """Whatever looks like a bare address in these headers, lower-cased, wherever it stands there.

    Not for who wrote (`author`): a name may hold an address that is not its owner's.
    """
    values = " ".join(str(value) for name in names for value in mail.get_all(name, []))
    found = [word for word in values.lower().translate(_AROUND).split() if "@" in word]
    return found[:MOST_RECIPIENTS]


def text_of(mail: Mail) -> Written:
    """What somebody wrote: the plain text, else the HTML's; nothing of an attached mail."""
    plain = _letter_texts(mail, "text/plain", LONGEST_TEXT)
    if any(text.words.strip() for text in plain):
        return _joined(plain)
    html = _letter_texts(mail, "text/html", LARGEST_HTML)
    whole = sum(len(text.words) for text in html) <= LARGEST_HTML
    said = [Text(html_to_text(text.words), text.unreadable) for text in html]
    return _joined(said or plain, whole=whole)


def attachments(mail: Mail) -> list[Attached]:
    """The files of the mail, an attached mail as one of them: documents, pictures, and last the
    pictures of the letter's own look, which its HTML shows.
    """
    html = _letter_texts(mail, "text/html", LARGEST_HTML)
    shown = {cid for text in html for cid in shown_pictures(text.words)}
    found = []
    for part in leaves(mail):
        kind = part.get_content_type()
        if kind in _REPORTS or kind in _SIGNATURES or _is_letter(part):
            continue
        content = _content(part)
        unpacked = winmail_files(content) if kind == _WINMAIL or _is_winmail(part) else []
        found += [
            Attached(name or f"tep-khong-ten{suffix_of(inner)}", inner, inline=False)
            for name, inner in unpacked[:MOST_PARTS]
        ]
        if unpacked:
            continue
        inline = _is_of_the_look(part, shown, bool(html)) and len(content) <= LARGEST_LOGO
        found.append(Attached(_name(part, content), content, inline))
    return sorted(found, key=_rank)


def unwrapped(mail: Mail) -> Mail:
    """The letter that a signature holds, taken out of it once; the mail itself where none does.

    Raises TooMuch.
    """
    if mail.get_content_type() not in _SIGNED:
        return mail
    inner = signed_content(_content(mail))
    return mail if inner is None else parse(inner)


def _is_winmail(part: Mail) -> bool:
    return _given_name(part).lower() == "winmail.dat"


def _rank(file: Attached) -> tuple[bool, bool]:
    return file.inline, (media_type(file.content) or "").startswith("image/")


def has_attached_mail(mail: Mail) -> bool:
    """Is another mail inside, beside a server's report?"""
    return any(part.get_content_type() == "message/rfc822" for part in leaves(mail))


def _is_letter(part: Mail) -> bool:
    disposition, _given = parameters(str(part.get("Content-Disposition", "")))
    named = disposition == "attachment" or bool(_given_name(part))
    return part.get_content_type() in ("text/plain", "text/html") and not named


def _is_of_the_look(part: Mail, shown: set[str], has_html: bool) -> bool:
    """A logo: a picture with a Content-ID that the HTML shows, or with none that could show it.

    A photo that a phone puts between the words has no Content-ID: that is a file.
    """
    if part.get_content_maintype() != "image" or "Content-ID" not in part:
        return False
    own = str(part.get("Content-ID", "")).strip("<> \t").lower()
    return own in shown or not has_html


def _given_name(part: Mail) -> str:
    """As `Content-Disposition` names it, else as `Content-Type` does."""
    for header_name, wanted in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        _first, given = parameters(str(part.get(header_name, "")))
        if given.get(wanted):
            return given[wanted]
    return ""


def _name(part: Mail, content: bytes) -> str:
    """Its own name; one without gets what its content shows."""
    given = _given_name(part)
    if given:
        return given
    kind = part.get_content_type()
    return _NAMES.get(kind) or f"tep-khong-ten{suffix_of(content)}"


def _content(part: Mail) -> bytes:
    if part.get_content_maintype() == "message":
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else part
        return inner.as_bytes() if isinstance(inner, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _letter_texts(mail: Mail, kind: str, most: int) -> list[Text]:
    """The letter's parts of that kind, in all at most so many letters and one that shows more."""
    found: list[Text] = []
    left = most + 1
    for part in leaves(mail):
        if left > 0 and _is_letter(part) and part.get_content_type() == kind:
            text = _decode_part(part, left)
            found.append(Text(text.words[:left], text.unreadable))
            left -= len(found[-1].words)
    return found


def _decode_part(part: Mail, most: int) -> Text:
    """The beginning of a part's text; `most` letters, of four bytes at most."""
    content = part.get_payload(decode=True)
    _first, given = parameters(str(part.get("Content-Type", "")))
    raw = content if isinstance(content, bytes) else b""
    return decode(_beginning(raw, 4 * most), given.get("charset"))


def _beginning(raw: bytes, most: int) -> bytes:
    """At most so many bytes, not cut inside a letter of UTF-8."""
    end = most
    while len(raw) > most and end > most - 4 and raw[end] & 0xC0 == 0x80:
        end -= 1
    return raw[:end]


def _joined(texts: list[Text], *, whole: bool = True) -> Written:
    words = "\n".join(text.words for text in texts)
    why = next((text.unreadable for text in texts if text.unreadable), "")
    return Written(words[:LONGEST_TEXT], why, whole=whole and len(words) <= LONGEST_TEXT)
