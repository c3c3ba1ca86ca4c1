"""Every kind of paper, read back: what NĐ 30/2020 asks of all of them, and what Word asks."""

from __future__ import annotations

import re

import pytest

from dondoc.documents.paper.office_zip import pack, unpack
from dondoc.documents.paper.paper_styles import NAMES, SHAPES, Style
from dondoc.documents.paper.paper_templates import FOLDER, TEMPLATES
from dondoc.documents.paper.render_paper import paper
from tests.support.papers import AS_OF, every_paper, opened
from tests.support.word_schema import disorder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    return {kind.file: paper(kind, values, as_of=AS_OF) for kind, values in every_paper().items()}


@pytest.fixture(params=[kind.file for kind in TEMPLATES])
def content(request, papers: dict[str, bytes]) -> bytes:
    return papers[request.param]


def test_its_elements_stand_in_the_order_that_word_asks_for(content: bytes) -> None:
    assert [] == disorder(content)


@pytest.mark.parametrize("kind", TEMPLATES, ids=lambda kind: kind.file)
def test_so_do_those_of_its_template(kind) -> None:
    assert [] == disorder((FOLDER / kind.file).read_bytes())


def test_nothing_in_it_leads_out_or_runs(content: bytes) -> None:
    parts = unpack(content)

    assert [] == [name for name in parts if not name.endswith((".xml", ".rels"))]
    text = b"".join(parts.values()).decode()
    assert [] == re.findall(r'TargetMode="External"|vbaProject|<w:hyperlink|{{|{%', text)
    assert {"PAGE"} == set(re.findall(r"<w:instrText[^>]*> *(\w+)", text))


def test_its_letters_are_black_times_new_roman_in_the_sizes_of_the_decree(content: bytes) -> None:
    styles = opened(content).styles
    fonts = styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")

    assert {"Times New Roman"} == set(fonts.attrib.values())
    assert "000000" == fonts.getnext().get(f"{W}val")
    sizes = {style: styles[NAMES[style]].font.size.pt for style in Style}
    assert sizes == {style: shape.size for style, shape in SHAPES.items()}
    assert all(12 <= sizes[style] <= 13 for style in (Style.NATION, Style.SUPERIOR, Style.ORGAN))
    assert all(13 <= sizes[style] <= 14 for style in (Style.MOTTO, Style.TITLE, Style.ABOUT))
    assert all(13 <= sizes[style] <= 14 for style in (Style.BODY, Style.PLACE, Style.AUTHORITY))
    assert (13, 12, 11) == (sizes[Style.NUMBER], sizes[Style.RECIPIENTS], sizes[Style.RECIPIENT])
    assert all(10 <= sizes[style] <= 13 for style in Style if NAMES[style].startswith("Bảng"))
    bold = {style for style in Style if styles[NAMES[style]].font.bold}
    assert {Style.NATION, Style.MOTTO, Style.ORGAN, Style.TITLE, Style.AUTHORITY} <= bold
    assert not bold & {Style.SUPERIOR, Style.BODY, Style.NUMBER, Style.RECIPIENT}


def test_no_empty_paragraph_makes_room_and_lines_are_drawn(content: bytes) -> None:
    document = opened(content)
    names = {style.style_id: style.name for style in document.styles}
    drawn = {SHAPES[style].name for style in (Style.SHORT_LINE, Style.TITLE_LINE)}
    empty = []
    for one in document.element.body.iter(f"{W}p"):
        style = names[one.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        breaks = one.find(f"{W}pPr/{W}sectPr") is not None
        in_cell = style.startswith("Bảng")
        if not (one.findall(f".//{W}t") or breaks or in_cell or style in drawn):
            empty.append(style)

    assert [] == empty
    for style in (Style.MOTTO, Style.SHORT_LINE, Style.TITLE_LINE):
        look = document.styles[NAMES[style]].element
        assert "single" == look.find(f"{W}pPr/{W}pBdr/{W}bottom").get(f"{W}val")
    words = " ".join(t.text or "" for t in document.element.body.iter(f"{W}t"))
    assert [] == re.findall(r"[_–—-]{3,}", words)


def test_a_table_repeats_its_head_and_tears_no_row(papers: dict[str, bytes]) -> None:
    tables = opened(papers["bao-cao-tong-hop.docx"]).element.body.findall(f"{W}tbl")
    drawn = [table for table in tables if table.find(f"{W}tblPr/{W}tblBorders") is not None]

    assert 6 == len(drawn)
    for table in drawn:
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


def test_the_last_line_goes_with_the_signature(papers: dict[str, bytes]) -> None:
    document = opened(papers["bao-cao-tong-hop.docx"])
    last = next(one for one in document.paragraphs if one.text.endswith("./."))

    assert last.paragraph_format.keep_with_next


def test_another_order_of_elements_would_be_seen(papers: dict[str, bytes]) -> None:
    parts = unpack(papers["cong-van.docx"])
    text = re.sub(rb"<w:cantSplit/></w:trPr>", rb"<w:jc/></w:trPr>", parts["word/document.xml"])
    styles = parts["word/styles.xml"].replace(b"<w:b/><w:i/>", b"<w:i/><w:b/>")

    edited = {**parts, "word/document.xml": text, "word/styles.xml": styles}
    found = disorder(pack(edited, dated=AS_OF))

    assert {"word/document.xml", "word/styles.xml"} == {one.split(":")[0] for one in found}
