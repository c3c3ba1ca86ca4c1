"""Whatever a unit wrote, the paper opens and says it; what is dropped is said in `safe_words`."""

from __future__ import annotations

import pytest

from dondoc.documents.paper.office_zip import unpack
from dondoc.documents.paper.paper_templates import REPORT
from dondoc.documents.paper.passages import (
    ChapterLine,
    ListLine,
    Narrative,
    Passages,
    TextLine,
)
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.paper.safe_words import safe_words
from dondoc.documents.paper.safe_xml import read_xml
from dondoc.documents.paper.table import Column, Table
from tests.support.papers import AS_OF, report_values
from tests.support.word_schema import disorder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = {
    "controls": ("a\x00b\x07c\x1b\x0b\x0cd", "abc\n\nd"),
    "halves of pairs": ("a\ud800b\udfff", "ab"),
    "no letters": ("a\ufffe\uffffb", "ab"),
    "directions": ("abc\u202etxt\u2066\u200f\ufeff", "abctxt"),
    "Arabic and Hebrew": ("نص שלום", "نص שלום"),
    "a pasted table": ("Tên\tSố\r\nA\t1\r\n", "Tên\tSố\nA\t1\n"),
    "line ends": ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
    "a formula": ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    "a template": ("{{ so }}{% for %}{{p x }}{#", "{{ so }}{% for %}{{p x }}{#"),
    "markup": ("<w:t>&amp;\"'</w:t>]]>", "<w:t>&amp;\"'</w:t>]]>"),
    "emoji": ("👩‍👩‍👧 ﷽", "👩‍👩‍👧 ﷽"),
    "two forms": ("Tuye\u0302n Quang", "Tuyên Quang"),
    "fifty thousand": ("dài &" * 10_000, "dài &" * 10_000),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_is_kept_and_what_is_dropped(name: str) -> None:
    given, kept = WORDS[name]

    assert kept == safe_words(given)


@pytest.fixture(scope="module")
def hostile() -> bytes:
    texts = [given for given, _ in WORDS.values()]
    table = Table(
        "".join(texts), (Column(texts[0]), Column("b")), tuple((one, one) for one in texts)
    )
    passages: Passages = (table,)
    for number, text in enumerate(texts):
        passages += (
            ChapterLine(text),
            TextLine(text, lead=text),
            ListLine(text),
            Narrative(f"a{number}", text, text),
            Narrative(f"b{number}", text),
        )
    everywhere = {name: "".join(texts) for name in ("organ", "about", "signer", "addressee")}
    values = report_values(**everywhere, results=passages, recipients=tuple(texts))
    return paper(REPORT, values, as_of=AS_OF)


def test_a_paper_of_such_words_is_in_order(hostile: bytes) -> None:
    parts = unpack(hostile)

    assert [] == disorder(hostile)
    assert all(read_xml(part) is not None for part in parts.values())


def test_each_word_stands_in_it_as_it_was_kept(hostile: bytes) -> None:
    root = read_xml(unpack(hostile)["word/document.xml"])
    found = {_said(one) for one in root.iter(f"{W}p")}

    assert [] == [name for name, (_, kept) in WORDS.items() if f"- {kept}" not in found]


def _said(paragraph) -> str:
    signs = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        one.text or "" if signs[one.tag] is None else signs[one.tag]
        for one in paragraph.iter(*signs)
    )
