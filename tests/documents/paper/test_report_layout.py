"""A report read back: the layout that NĐ 30/2020 gives, what it says, and always the same bytes."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from docx.shared import Mm

from dondoc.documents.paper.paper_templates import REPORT
from dondoc.documents.paper.render_paper import paper
from tests.support.papers import AS_OF, lines, opened, report_values


@pytest.fixture(scope="module")
def report() -> bytes:
    return paper(REPORT, report_values(), as_of=AS_OF)


def test_it_is_an_a4_page_with_the_margins_of_the_decree(report: bytes) -> None:
    page, annexes = opened(report).sections

    assert (210, 297) == (round(page.page_width.mm), round(page.page_height.mm))
    assert (297, 210) == (round(annexes.page_width.mm), round(annexes.page_height.mm))
    for one in (page, annexes):
        margins = (one.top_margin, one.bottom_margin, one.left_margin, one.right_margin)
        assert [20, 20, 30, 15] == [round(margin / Mm(1)) for margin in margins]


def test_it_says_who_what_and_to_whom_and_leaves_number_and_date(report: bytes) -> None:
    said = [line.replace("\N{NO-BREAK SPACE}", "_") for line in lines(report)]

    wanted = [
        "Ủy ban nhân dân tỉnh Tuyên Quang",
        "Sở Nội vụ",
        "Số: ______/BC-SNV",
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Độc lập - Tự do - Hạnh phúc",
        "Tuyên Quang, ngày _____ tháng _____ năm 2027",
        "Báo cáo",
        "Kết quả tuyên truyền cải cách hành chính quý I năm 2027",
        "Kính gửi: Ủy ban nhân dân tỉnh Tuyên Quang",
        "I. Công tác chỉ đạo, triển khai",
        "[Cần viết: nêu các văn bản đã ban hành trong kỳ]",
        "1. Theo hình thức",
        "- Tin, bài: 1.234 (24/27 đơn vị)",
        "V. Tồn tại, hạn chế và nguyên nhân",
        "Chậm.",
        "Do thiếu người.",
        "Trên đây là báo cáo của Sở Nội vụ./.",
        "- UBND tỉnh (báo cáo);",
        "- Lưu: VT, CCHC.",
        "KT. Giám đốc",
        "Phó Giám đốc",
        "Phụ lục I. Số liệu",
    ]
    assert wanted == [line for line in said if line in wanted]


def test_the_same_facts_give_the_same_bytes(report: bytes) -> None:
    assert report == paper(REPORT, report_values(), as_of=AS_OF)

    about = opened(report).core_properties
    assert (AS_OF, AS_OF) == (about.created, about.modified)
    assert ("Sở Nội vụ", "Sở Nội vụ", 1) == (about.author, about.last_modified_by, about.revision)
    later = paper(REPORT, report_values(), as_of=datetime(2027, 3, 19, 1, tzinfo=UTC))
    assert report != later


def test_without_annexes_there_is_no_page_for_them() -> None:
    values = dataclasses.replace(report_values(), annexes=())

    (page,) = opened(paper(REPORT, values, as_of=AS_OF)).sections

    assert page.page_width < page.page_height
    assert page.different_first_page_header_footer


def test_the_number_stands_on_every_page_but_the_first(report: bytes) -> None:
    page, annexes = opened(report).sections

    assert page.different_first_page_header_footer
    assert not annexes.different_first_page_header_footer
    numbers = ["PAGE" in one._element.xml for one in (page.first_page_header, page.header)]
    assert [False, True] == numbers
    assert annexes.header.is_linked_to_previous


@pytest.mark.parametrize(("draft", "marks"), [(True, 2), (False, 0)])
def test_a_draft_is_marked_across_each_page_until_it_is_issued(draft: bool, marks: int) -> None:
    page = opened(paper(REPORT, report_values(draft=draft), as_of=AS_OF)).sections[0]

    headers = page.first_page_header._element.xml + page.header._element.xml
    assert marks == headers.count('string="DỰ THẢO"')
