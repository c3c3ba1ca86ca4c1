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
WHOLE = {
    f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8")
    for path in (*TEMPLATES, *SAMPLES)
}
WORD = re.compile(r"\b[^\W\d_]{2,}\b")
ABBREVIATIONS = {
    "UBND",
    "QR",
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
    "TTĐT",
}


def prose(text):
    """What a reader sees: no tags, no Jinja, no comment."""
    bare = re.sub(r"\{[{%#].*?[}%#]\}", " ", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", bare)


def is_emoji(letter):
    return unicodedata.category(letter) == "So" or ord(letter) > 0x1F000


def test_everything_is_composed_unicode():
    assert [] == [
        name for name, text in WHOLE.items() if not unicodedata.is_normalized("NFC", text)
    ]
    assert len(WHOLE) > 140


def test_nothing_raises_its_voice():
    loud = re.compile(r"!|\b(dear|please|hello|xin chào)\b", re.IGNORECASE)
    read = {name: prose(text) for name, text in WHOLE.items()}

    assert [] == [(name, found[0]) for name, text in read.items() for found in loud.finditer(text)]
    assert [] == [(name, one) for name, text in read.items() for one in text if is_emoji(one)]


def test_nothing_uses_capitals_for_emphasis():
    letters = {
        path.name: prose(path.read_text("utf-8")) for path in SAMPLES if path.suffix != ".md"
    }
    words = [(name, word) for name, text in letters.items() for word in WORD.findall(text)]

    assert [] == [pair for pair in words if pair[1].isupper() and pair[1] not in ABBREVIATIONS]
    assert len(letters) > 80


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
