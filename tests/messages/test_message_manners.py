"""How every letter behaves: courteous, plain, readable on any machine."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from dondoc.messages.environment import FOLDER
from dondoc.messages.render import render, render_chat
from models.kinds import NoticeKind

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
TEMPLATES = sorted(FOLDER.iterdir())
ABBREVIATIONS = {
    "UBND",
    "UBMTTQ",
    "CCHC",
    "TTHC",
    "KH",
    "BC",
    "STC",
    "BN",
    "II",
    "III",
    "VT",
    "SNV",
}


def prose(path):
    """What a reader sees: no tags, no Jinja, no comment."""
    bare = re.sub(r"\{[{%#].*?[}%#]\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", bare)


def is_emoji(letter):
    return unicodedata.category(letter) == "So" or ord(letter) > 0x1F000


@pytest.mark.parametrize("path", [*TEMPLATES, *SAMPLES], ids=lambda path: path.name)
def test_it_is_composed_unicode(path):
    text = path.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("path", [*TEMPLATES, *SAMPLES], ids=lambda path: path.name)
def test_it_does_not_raise_its_voice(path):
    text = prose(path)

    assert "!" not in text
    assert not [letter for letter in text if is_emoji(letter)]
    assert not re.search(r"\b(dear|please|hello|xin chào)\b", text, re.IGNORECASE)


@pytest.mark.parametrize(
    "path", [path for path in SAMPLES if path.suffix != ".md"], ids=lambda path: path.name
)
def test_it_uses_no_capitals_for_emphasis(path):
    words = re.findall(r"\b[^\W\d_]{2,}\b", prose(path))

    assert set() == {word for word in words if word.isupper()} - ABBREVIATIONS


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_was_typed_in_pieces_leaves_in_one(kind, make):
    apart = unicodedata.normalize("NFD", "Sở Giáo dục và Đào tạo đề nghị")
    item = make(kind, unit_name=apart, reason=apart, title=apart, short=apart)

    message = render([item], to_name=apart)
    parts = [message.subject, message.text, message.html, *render_chat([item])]

    assert all(unicodedata.is_normalized("NFC", part) for part in parts)


def test_it_carries_nothing_invisible(make):
    hidden = "Thiếu\x00 mục\u202e II\ufeff.\r\nThiếu số\tliệu."
    message = render([make(NoticeKind.RETURNED, reason=hidden)], to_name="Sở Tài chính")

    assert "“Thiếu mục II.\nThiếu số liệu.”" in message.text


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_date_in_a_letter_has_its_weekday(kind, make):
    message = render([make(kind)], to_name="Sở Tài chính")

    said = message.text.partition("\nCăn cứ:")[0]
    bare = re.findall(r"(?<!, )ngày \d\d/\d\d/\d{4}", said)
    assert [] == bare


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_its_subject_and_its_words(kind):
    assert (FOLDER / f"{kind}.subject.txt").is_file()
    assert (FOLDER / f"{kind}.txt").is_file()
