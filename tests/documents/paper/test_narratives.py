"""What a person wrote in a draft is read again, whichever program saved it; no hostile file is."""

from __future__ import annotations

import pytest

from dondoc.documents.paper.narratives import read_narratives
from dondoc.documents.paper.office_zip import pack, unpack
from dondoc.documents.paper.paper_templates import REPORT
from dondoc.documents.paper.passages import Narrative
from dondoc.documents.paper.render_paper import paper
from dondoc.limits import LONGEST_NARRATIVE
from dondoc.problems import Refused
from tests.support.papers import AS_OF, report_values

DOCUMENT = "word/document.xml"
ASKED = "[Cần viết: nêu các văn bản đã ban hành trong kỳ]"
TRACKED = (
    "Mới</w:t></w:r><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    "<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>!</w:t></w:r></w:ins>"
)
UTF_16 = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'


@pytest.fixture(scope="module")
def draft() -> bytes:
    return paper(REPORT, report_values(), as_of=AS_OF)


def changed(draft: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    parts = unpack(draft)
    text = parts[part].decode()
    assert old in text
    return pack({**parts, part: text.replace(old, new, 1).encode()}, dated=AS_OF)


def test_what_was_written_is_read_and_what_was_not_is_left_out(draft: bytes) -> None:
    assert {"ton_tai": "Chậm.\nDo thiếu người."} == read_narratives(draft)


def test_what_was_emptied_is_empty(draft: bytes) -> None:
    style = (
        '<w:style w:type="character" w:styleId="a1"><w:name w:val="Placeholder Text"/></w:style>'
    )
    word = '<w:r><w:rPr><w:rStyle w:val="a1"/></w:rPr><w:t>Click or tap here.</w:t></w:r>'
    emptied = changed(draft, f"{ASKED}</w:t></w:r>", f"</w:t></w:r>{word}")
    emptied = changed(emptied, "</w:styles>", f"{style}</w:styles>", "word/styles.xml")

    assert {"chi_dao": "", "ton_tai": "Chậm.\nDo thiếu người."} == read_narratives(emptied)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (ASKED, "Sở ban hành 02 văn bản.", "Sở ban hành 02 văn bản."),
        (ASKED, f"{ASKED} Sở ban hành 02 văn bản.", "Sở ban hành 02 văn bản."),
        (f"{ASKED}</w:t>", "Một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t>", "Một\nhai\tba"),
        (
            f"{ASKED}</w:t></w:r>",
            TRACKED,
            "Mới!",
        ),
    ],
)
def test_it_is_read_as_word_saves_it(draft: bytes, old: str, new: str, wanted: str) -> None:
    assert wanted == read_narratives(changed(draft, old, new))["chi_dao"]


def test_a_paragraph_added_behind_it_in_its_style_belongs_to_it(draft: bytes) -> None:
    """As LibreOffice saves: no control, a bookmark without its end, ids of its own making."""
    text = unpack(draft)[DOCUMENT].decode()
    start = text.index("<w:bookmarkStart", text.index("V. Tồn tại"))
    end = text.index("<w:bookmarkEnd", start)
    behind = text.index("/>", end) + 2
    mark = '<w:bookmarkStart w:id="7" w:name="viet_ton_tai"/>'
    line = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>{}<w:r><w:t>{}</w:t></w:r></w:p>'
    saved = (
        line.format("Phn", mark, "Chậm.")
        + line.format("Phn", mark.replace("7", "8") + '<w:bookmarkEnd w:id="8"/>', "Thiếu người.")
        + line.format("Phn", "", "Và thiếu máy.")
    )
    parts = unpack(draft)
    styles = parts["word/styles.xml"].replace(b'"PhanNguoiViet"', b'"Phn"')
    document = (text[:start] + saved + text[behind:]).encode()
    again = pack({**parts, DOCUMENT: document, "word/styles.xml": styles}, dated=AS_OF)

    assert "Chậm.\nThiếu người.\nVà thiếu máy." == read_narratives(again)["ton_tai"]


def test_what_is_read_is_drawn_again_as_it_was(draft: bytes) -> None:
    written = changed(draft, ASKED, "Sở ban hành 02 văn bản &amp; &lt;thư&gt;.")
    read = read_narratives(written)

    again = report_values(
        direction=(Narrative("chi_dao", "nêu các văn bản đã ban hành trong kỳ", read["chi_dao"]),)
    )

    assert read == read_narratives(paper(REPORT, again, as_of=AS_OF))


HOSTILE = {
    "no zip": lambda draft: b"PK" + draft[2:60],
    "nothing": lambda draft: b"",
    "no document": lambda draft: pack({"a.xml": b"<a/>"}, dated=AS_OF),
    "no part of ours": lambda draft: changed(
        pack({**unpack(draft), DOCUMENT: unpack(draft)["word/header1.xml"]}, dated=AS_OF),
        "w:hdr",
        "w:hdr",
    ),
    "an entity": lambda draft: changed(
        draft, "<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document'
    ),
    "an entity in UTF-16": lambda draft: pack(
        {**unpack(draft), DOCUMENT: UTF_16.encode("utf-16")}, dated=AS_OF
    ),
    "deep nesting": lambda draft: changed(
        draft, "<w:body>", "<w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    ),
    "not closed": lambda draft: changed(draft, "</w:body>", ""),
    "a bomb": lambda draft: pack(
        {**unpack(draft), "word/media/a.bmp": b"\0" * 60_000_000}, dated=AS_OF
    ),
    "too many tags": lambda draft: changed(draft, "<w:body>", "<w:body>" + "<w:p/>" * 1_300_000),
    "too long": lambda draft: changed(draft, ASKED, "dài " * (LONGEST_NARRATIVE // 4 + 1)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_none_of_ours_is_refused_in_a_sentence(draft: bytes, name: str) -> None:
    with pytest.raises(Refused, match=r"^Tệp Word.*(hãy|chưa)"):
        read_narratives(HOSTILE[name](draft))
