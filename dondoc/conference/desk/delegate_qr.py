"""A delegate's QR code: the address that opens this delegate on the desk's phone.

The code says nothing of the person, and opens nothing for who is not signed in.
"""

from __future__ import annotations

from urllib.parse import urlencode

import segno


def desk_address(base_url: str, conference_code: str, delegate_code: str) -> str:
    """«https://…/bang/hoi-nghi/hoi-nghi-2026/ban-don?ma=K7DQA»"""
    query = urlencode({"ma": delegate_code})
    return f"{base_url.rstrip('/')}/bang/hoi-nghi/{conference_code}/ban-don?{query}"


def qr_svg(text: str) -> str:
    """The code as SVG inside a page: black on white whatever the page's colours are."""
    return segno.make_qr(text, error="m").svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
