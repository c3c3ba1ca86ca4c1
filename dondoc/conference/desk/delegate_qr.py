"""A delegate's QR code: the address that opens this delegate on the desk's phone.

The code says nothing of the person, and opens nothing for who is not signed in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import segno

_CONTENT_ID = re.compile(r"cid:(qr\.([a-z0-9-]{1,40})\.([A-Z0-9]{1,10})@dondoc)")


@dataclass(frozen=True)
class QrPicture:
    """A code as a picture inside a letter; `content_id` is the name that its text calls it by."""

    content_id: str
    name: str
    png: bytes


def desk_address(base_url: str, conference_code: str, delegate_code: str) -> str:
    """«https://…/bang/hoi-nghi/hoi-nghi-2026/ban-don?ma=K7DQA»"""
    query = urlencode({"ma": delegate_code})
    return f"{base_url.rstrip('/')}/bang/hoi-nghi/{conference_code}/ban-don?{query}"


def qr_svg(text: str) -> str:
    """The code as SVG inside a page: black on white whatever the page's colours are."""
    return segno.make_qr(text, error="m").svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )


def content_id(conference_code: str, delegate_code: str) -> str:
    """«qr.hoi-nghi-2026.K7DQA@dondoc»: says which picture it is, so that none is ever kept."""
    return f"qr.{conference_code}.{delegate_code}@dondoc"


def qr_pictures(html: str, base_url: str) -> Iterator[QrPicture]:
    """The pictures that a letter's text calls for, each once, drawn anew."""
    for name, conference_code, code in dict.fromkeys(_CONTENT_ID.findall(html)):
        text = desk_address(base_url, conference_code, code)
        yield QrPicture(name, f"ma-diem-danh-{code}.png", qr_png(text))


def qr_png(text: str) -> bytes:
    """Black on white, each module five points wide."""
    target = io.BytesIO()
    segno.make_qr(text, error="m").save(target, kind="png", scale=5, border=4)
    return target.getvalue()
