"""Mail that a stranger builds to stop whoever reads it; each by its name, none a megabyte more than
it needs."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable

_FROM = b"From: Ai <ai@noi-khac.example>\nTo: tra-loi@don-doc.example\nSubject: x\n"
_BODY = b"Content-Type: text/plain; charset=utf-8\n\n"
CODECS = (
    *("punycode", "idna", "undefined", "zip", "zlib", "rot13", "unicode_escape", "uu", "hex"),
    *("raw_unicode_escape", "bz2", "utf-7", "utf-16", "base64", "mbcs", "string_escape", "hz"),
    "iso2022_jp",
)
"""Names under which Python finds something that is no code of letters, or a slow one."""


def _nested_multiparts() -> bytes:
    lines = [_FROM]
    for depth in range(1000):
        lines.append(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (depth, depth))
    return b"".join([*lines, _BODY, b"12/BC-STC\n"])


def _nested_mails() -> bytes:
    return _FROM + b"Content-Type: message/rfc822\n\n" * 1500 + _BODY + b"x\n"


def _many_parts(count: int, kind: bytes) -> bytes:
    head = _FROM + b"Content-Type: multipart/mixed; boundary=b\n\n"
    return head + (b"--b\n" + kind + b"\n\nx\n") * count + b"--b--\n"


def _odd_docx() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("wxyz", "x")
    raw = packed.getvalue().replace(b"wxyz", b"\xff\xfe\xfd\xfc")
    marked = bytearray(raw)
    at = marked.rfind(b"PK\x01\x02")
    marked[at + 9] |= 0x08  # «the names are UTF-8»
    name = b'Content-Disposition: attachment; filename="a.docx"\n'
    kind = b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n" + name
    head = _FROM + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + kind + b"\n"
    return head + base64.encodebytes(bytes(marked)) + b"--b--\n"


def _many_names() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(30_000):
            archive.writestr(f"{number:05d}", "")
    kind = b"Content-Disposition: attachment; filename=a.zip\nContent-Transfer-Encoding: base64\n\n"
    head = _FROM + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + kind
    return head + base64.encodebytes(packed.getvalue()) + b"--b--\n"


def _subject(words: bytes) -> bytes:
    return b"From: a@b.example\nSubject: " + words + b"\n" + _BODY + b"x\n"


def _html(letters: bytes) -> bytes:
    return _FROM + b"Content-Type: text/html; charset=utf-8\n\n" + letters


def _split_name(count: int) -> bytes:
    pieces = b"".join(b";\n filename*%d*=a%%20" % place for place in range(count))
    return _FROM + b"Content-Disposition: attachment" + pieces + b"\n\nx\n"


def _times(letters: bytes, size: int) -> bytes:
    return (letters * (size // len(letters) + 1))[:size]


BUILT: dict[str, Callable[[], bytes]] = {
    "nested multiparts": _nested_multiparts,
    "nested mails": _nested_mails,
    "NUL in an encoded word": lambda: _subject(b"=?utf-8?q?a=00b?="),
    "NUL in a charset": lambda: _subject(b"=?utf\x00-8?q?a?="),
    "ids": lambda: (
        b"References: " + b" ".join(b"<%d@x>" % n for n in range(250_001)) + b"\n" + _FROM
    ),
    "ids in lines": lambda: (
        b"References: " + b"\n ".join(b"<%d@x>" % n for n in range(250_001)) + b"\n\n"
    ),
    "From of brackets": lambda: b"From: " + b"<" * 200_000 + b"\n" + _BODY,
    "From of quotes": lambda: b"From: " + b'"' * 200_001 + b"\n" + _BODY,
    "From of open comments": lambda: b"From: " + b"(" * 200_000 + b"\n" + _BODY,
    "recipients": lambda: (
        b"To: " + b", ".join(b"a%d@b.example" % n for n in range(10_000)) + b"\n\n"
    ),
    "parts": lambda: _many_parts(5000, b"Content-Type: text/plain"),
    "attachments": lambda: _many_parts(12_000, b"Content-Disposition: attachment; filename=a"),
    "pieces of a name": lambda: _split_name(20_000),
    "a piece with a long number": lambda: b"Content-Type: a/b; n*" + b"1" * 9000 + b"*=x\n\n",
    "one letter": lambda: _FROM + _BODY + b"a" * 100_000,
    "one letter, no blank, a sign": lambda: _FROM + _BODY + b"1/" * 50_000,
    "dates": lambda: _FROM + _BODY + b"12/BC-STC 1/1/2027 " * 10_000,
    "blanks": lambda: _FROM + _BODY + b"V\xc3\xa0o" + b" " * 200_000 + "đã viết:".encode(),
    "blanks in lines": lambda: _FROM + _BODY + b"ng\xc3\xa0y \n" * 30_000,
    "html of open tags": lambda: _html(_times(b"<a <a", 198_000)),
    "html of open sections": lambda: _html(_times(b"<![<![", 200_000)),
    "html of open comments": lambda: _html(_times(b"<!--<!--", 200_000)),
    "html of open blocks": lambda: _html(b"<div>" * 50_000 + b"x"),
    "html of open quotes": lambda: _html(b'<blockquote class="' * 20_000),
    "html of signs": lambda: _html(b"&#" + b"9" * 5000 + b";" + b"&" * 100_000),
    "encoded words": lambda: _subject(_times(b"=?utf-8?q?a?= ", 700_000)),
    "open encoded words": lambda: _subject(_times(b"=?utf-8?q?", 700_000)),
    "headers": lambda: b"a: b\n" * 200_000 + b"\n",
    "no header": lambda: b"\n\nBC\n",
    "nothing": lambda: b"",
    "blanks alone": lambda: b"\r\n" * 1000,
    "a boundary with a charset": lambda: (
        b"Content-Type: multipart/mixed; boundary*=undefined''b\n\n--b\n"
    ),
    "html parts": lambda: _many_parts(90, b"Content-Type: text/html\n\n" + b"<a>" * 40_000),
    "text parts": lambda: _many_parts(
        90, b"Content-Type: text/plain; charset=utf-8\n\n" + "đã ".encode() * 20_000
    ),
    "a zip of very many names": _many_names,
    "a docx with an odd name": _odd_docx,
    "a report with nothing": lambda: (
        b"Content-Type: multipart/report; report-type=delivery-status\n\nx"
    ),
    "letters of every kind": lambda: bytes(range(256)) * 500,
    **{
        f"encoded word in {name}": (
            lambda name=name: _subject(f"=?{name}?b?eJwDAAAAAAE=?=".encode())
        )
        for name in CODECS
    },
    **{
        f"body in {name}": (
            lambda name=name: (
                _FROM + f"Content-Type: text/plain; charset={name}\n\n12/BC-STC +AGE-".encode()
            )
        )
        for name in CODECS
    },
    **{
        f"file name in {name}": (
            lambda name=name: (
                _FROM + f"Content-Disposition: attachment; filename*={name}''%78%9c\n\nx".encode()
            )
        )
        for name in CODECS
    },
}
