"""An office's own template: used where it fits, refused in words that name what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.documents.paper.office_zip import pack, unpack
from dondoc.documents.paper.own_templates import (
    check_own_templates,
    check_template,
    copy_templates,
)
from dondoc.documents.paper.paper_templates import FOLDER, LETTER, REPORT
from dondoc.documents.paper.render_paper import paper
from dondoc.limits import LARGEST_TEMPLATE
from dondoc.problems import Refused
from tests.support.papers import AS_OF, every_paper, lines, report_values

DOCUMENT, RELS = "word/document.xml", "word/_rels/document.xml.rels"
FILE = LETTER.file


def edited(folder: Path, old: str, new: str, part: str = DOCUMENT, file: str = FILE) -> Path:
    parts = unpack((FOLDER / file).read_bytes())
    text = parts[part].decode()
    assert old in text
    changed = {**parts, part: text.replace(old, new, 1).encode()}
    (folder / file).write_bytes(pack(changed, dated=AS_OF))
    return folder / file


def with_part(folder: Path, name: str, content: bytes = b"") -> Path:
    parts = unpack((FOLDER / FILE).read_bytes())
    (folder / FILE).write_bytes(pack({**parts, name: content}, dated=AS_OF))
    return folder / FILE


def test_what_the_office_wrote_is_in_the_paper(tmp_path: Path) -> None:
    values = every_paper()[LETTER]
    edited(tmp_path, "Nơi nhận:", "Gửi tới:")

    said = lines(paper(LETTER, values, as_of=AS_OF, own=tmp_path))

    assert "Gửi tới:" in said
    assert "Gửi tới:" not in lines(paper(LETTER, values, as_of=AS_OF))


def test_a_style_that_another_program_renamed_is_found_by_its_name(tmp_path: Path) -> None:
    parts = unpack((FOLDER / FILE).read_bytes())
    renamed = {name: part.replace(b'"ThanVan"', b'"Thnvnbn"') for name, part in parts.items()}
    (tmp_path / FILE).write_bytes(pack(renamed, dated=AS_OF))

    made = paper(LETTER, every_paper()[LETTER], as_of=AS_OF, own=tmp_path)

    document = unpack(made)[DOCUMENT].decode()
    assert 'w:val="Thnvnbn"' in document
    assert 'w:val="ThanVan"' not in document


def test_ours_are_copied_to_be_edited_and_fit(tmp_path: Path) -> None:
    copied = copy_templates(tmp_path / "mau")

    check_own_templates(tmp_path / "mau")
    assert {one.name for one in FOLDER.iterdir()} == {one.name for one in copied}
    with pytest.raises(Refused, match="đã có bao-cao-tong-hop"):
        copy_templates(tmp_path / "mau")


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("{{ co_quan }}", "{{ ten_co_quan }}", "không có trường «ten_co_quan»; mẫu này có: "),
        ("{{p noi_dung }}", "…", "thiếu «{{p noi_dung }}»"),
        ("{{p noi_dung }}", "{{ noi_dung }}", "riêng một đoạn"),
        ("{{ co_quan }}", "{{ co_quan", "thẻ viết sai ở đoạn «{{ co_quan"),
        ("{{ co_quan }}", "{{ co_quan | batch(2) }}", "không có cách ghi «| batch»"),
        ("{{ co_quan }}", "{{ co_quan.__class__ }}", "không được hỏi «.__class__»"),
        ("{{ co_quan }}", "{{ co_quan.x() }}", "thẻ dùng «Call» không được phép"),
        ("{{ co_quan }}", "{{ 'a' * 999999999 }}", "thẻ dùng «Mul» không được phép"),
        ("{{ co_quan }}", "{% set a = 1 %}", "thẻ dùng «Assign» không được phép"),
        ("{{ co_quan }}", "{% include 'a' %}", "thẻ dùng «Include» không được phép"),
        ("{%p if co_quan_chu_quan %}", "{% if co_quan_chu_quan %}", "thẻ"),
        ("{{ co_quan }}", "{{ co_quan.ten }}", "không có trường «ten»"),
    ],
)
def test_a_tag_that_does_not_fit_is_named(tmp_path: Path, old: str, new: str, wanted: str) -> None:
    file = edited(tmp_path, old, new)

    with pytest.raises(Refused) as refused:
        check_template(file)

    assert f"Mẫu {FILE}: " in str(refused.value)
    assert wanted in str(refused.value)
    with pytest.raises(Refused):
        paper(LETTER, every_paper()[LETTER], as_of=AS_OF, own=tmp_path)


INSTRUCTION = (
    "<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r>"
    '<w:r><w:instrText>TEXT "a"</w:instrText></w:r></w:p>'
)
LINK = '<Relationship Id="a" Type="b" Target="https://a.example" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda to: with_part(to, "word/vbaProject.bin"), "macro"),
        (lambda to: with_part(to, "word/embeddings/a.xlsx"), "đối tượng nhúng"),
        (lambda to: with_part(to, "word/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "a.xml"),
        (lambda to: with_part(to, "word/a.xml", b"<a>" * 1000 + b"</a>" * 1000), "a.xml"),
        (lambda to: with_part(to, "word/a.png", bytes(60_000_000)), "không mở được"),
        (lambda to: edited(to, "</Relationships>", f"{LINK}</Relationships>", RELS), "ra ngoài"),
        (lambda to: edited(to, "<w:body>", f"<w:body>{INSTRUCTION}"), "«INCLUDETEXT»"),
        (
            lambda to: edited(to, "document.main+xml", "macroEnabled", "[Content_Types].xml"),
            "macro",
        ),
        (lambda to: edited(to, "Thân văn bản", "Khác", "word/styles.xml"), "«Thân văn bản»"),
    ],
)
def test_a_file_that_runs_fetches_or_is_none_is_refused(tmp_path: Path, make, wanted: str) -> None:
    with pytest.raises(Refused) as refused:
        check_template(make(tmp_path))

    assert wanted in str(refused.value)


def test_what_is_no_docx_or_too_large_is_refused(tmp_path: Path) -> None:
    for content, wanted in (
        (b"", "không mở được"),
        (pack({"a.xml": b"<a/>"}, dated=AS_OF), "không phải tệp .docx"),
        (bytes(LARGEST_TEMPLATE + 1), "lớn hơn 5 MB"),
    ):
        (tmp_path / FILE).write_bytes(content)
        with pytest.raises(Refused, match=wanted):
            check_template(tmp_path / FILE)
    with pytest.raises(Refused, match="tên tệp không phải tên mẫu"):
        check_template(tmp_path / "mau-cua-toi.docx")


def test_one_whose_drafts_would_not_be_marked_is_named(tmp_path: Path) -> None:
    parts = unpack((FOLDER / FILE).read_bytes())
    bare = {name: part.replace(b"{{r dau_du_thao }}", b"") for name, part in parts.items()}
    (tmp_path / FILE).write_bytes(pack(bare, dated=AS_OF))

    with pytest.raises(Refused, match="dau_du_thao"):
        check_template(tmp_path / FILE)


def test_one_that_lacks_a_field_of_an_annex_is_named(tmp_path: Path) -> None:
    edited(tmp_path, "{{ phu_luc.ten }}", "{{ phu_luc.so }}", file=REPORT.file)

    with pytest.raises(Refused, match="không có trường «so»"):
        paper(REPORT, report_values(), as_of=AS_OF, own=tmp_path)
