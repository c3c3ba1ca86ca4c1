"""A page is read in the codec that makes Vietnamese of it, whatever is declared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.web.page_text import decode_page
from dondoc.web.tcvn3 import _GLYPHS, _LETTERS

TEXT = (
    "Thủ tục hành chính về cấp giấy phép xây dựng được quy định tại Nghị định của Chính phủ; hồ sơ"
    " gồm những giấy tờ nào, người dân nộp ở đâu."
)
HTML = f"<html><body><p>{TEXT}</p></body></html>"
TO_TCVN3 = str.maketrans(_LETTERS, _GLYPHS)
LEGACY = f"<html><body><p>{TEXT.lower().translate(TO_TCVN3)}</p></body></html>"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_cp1258(text: str) -> bytes:
    """As Windows writes it: a letter with its hat, then its tone."""
    apart = []
    for letter in unicodedata.normalize("NFD", text):
        if apart and letter not in _TONES and unicodedata.combining(letter):
            tones = [apart.pop()] if apart[-1] in _TONES else []
            apart[-1] = unicodedata.normalize("NFC", apart[-1] + letter)
            apart += tones
        else:
            apart.append(letter)
    return "".join(apart).encode("cp1258")


@pytest.mark.parametrize(
    ("body", "declared", "charset"),
    [
        (HTML.encode(), "utf-8", "utf-8"),
        (HTML.encode(), "", "utf-8"),
        (HTML.encode(), "cp1252", "utf-8"),  # as many servers have it
        (HTML.replace("<body>", '<meta charset="iso-8859-1">').encode(), "", "utf-8"),
        (HTML.encode("utf-8-sig"), "", "utf-8-sig"),
        (HTML.encode("utf-16"), "", "utf-16"),
        (unicodedata.normalize("NFD", HTML).encode(), "", "utf-8"),
        (as_cp1258(HTML), "cp1258", "cp1258"),
        (as_cp1258(HTML), "", "cp1258"),
        (as_cp1258(HTML), "utf-8", "cp1258"),
        (HTML.encode()[:100] + b"\xff" + HTML.encode()[100:], "utf-8", "utf-8"),
    ],
)
def test_it_reads_vietnamese(body, declared, charset):
    page = decode_page(body, declared)

    assert TEXT[-60:] in page.text
    assert (charset, False) == (page.charset, page.legacy_font)


@pytest.mark.parametrize(
    ("body", "declared", "charset"),
    [
        (LEGACY.encode("latin-1"), "", "tcvn3"),
        (LEGACY.encode("latin-1"), "cp1252", "cp1252"),
        (LEGACY.encode(), "utf-8", "utf-8"),
        ((LEGACY + HTML + "<p>Bản quyền © Sở Y tế</p>").encode(), "utf-8", "utf-8"),
    ],
)
def test_a_page_in_a_legacy_font_is_read_and_said_to_be_one(body, declared, charset):
    page = decode_page(body, declared)

    assert TEXT.lower() in page.text
    assert (charset, True) == (page.charset, page.legacy_font)


def test_beside_a_legacy_passage_the_rest_stays_as_it_is():
    page = decode_page((LEGACY + HTML + "<p>Windows® 11, já, não, 50 µm</p>").encode())

    assert TEXT in page.text
    assert "<p>Windows® 11, já, não, 50 µm</p>" in page.text


@pytest.mark.parametrize("text", ["", "<p>Only ASCII</p>", "<p>Microsoft® và ©</p>", "50 µm"])
def test_without_evidence_it_is_utf_8(text):
    page = decode_page(text.encode())

    assert (text, "utf-8", False) == (page.text, page.charset, page.legacy_font)


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "cp1258", "cp1252"]))
def test_no_bytes_break_it(body, declared):
    page = decode_page(body, declared)

    assert bool(body) >= bool(page.text)
    assert page.text == page.text.encode("utf-8", "surrogatepass").decode("utf-8")
