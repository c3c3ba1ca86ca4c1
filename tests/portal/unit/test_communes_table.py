"""A district's page: its own document, and under it its communes, each saved as it is filled in."""

from __future__ import annotations

import pytest

from models import Notice, Submission
from tests.support.commune_table import DONE, NOT, Table
from tests.support.districts import NA_HANG
from tests.support.portal import Portal
from tests.support.reading import Page


@pytest.fixture
def table(portal: Portal) -> Table:
    return Table(portal)


def test_the_page_has_its_own_form_and_a_row_for_each_commune(table: Table) -> None:
    page = table.page()

    assert {"nop", "xa"} <= set(page.forms)
    assert "Các xã, phường, thị trấn" in [said for _, said in page.headings]
    assert 12 == page.html.count('<tr id="xa_')
    assert "Chưa có văn bản, 0/12 xã đã trả lời." in page.text
    assert "Xã Sinh Long" in page.text


def test_all_rows_that_are_filled_in_are_saved_at_once(table: Table) -> None:
    answer = table.save(DONE, NOT)

    assert (303, f"{table.home}/viec/{table.districts.id()}?da-luu=2#cac-xa") == (
        answer.status_code,
        answer.headers["location"],
    )
    first, second = table.ids[:2]
    assert [
        (first, "done", "5/KH-UBND"),
        (second, "not_done", "Chưa bố trí được cán bộ"),
    ] == table.kept()
    text = table.portal.page(answer.headers["location"]).text
    assert "Đã lưu 2 xã." in text
    assert "2/12 xã đã trả lời: 1 đã thực hiện, 1 chưa thực hiện." in text
    assert "✓ đã thực hiện số 5/KH-UBND ngày 03/02/2021" in text


def test_it_is_recorded_as_the_district_s_contact(table: Table) -> None:
    table.save(DONE)

    (row,) = table.portal.rows(Submission)
    assert (f"unit:{NA_HANG}", "link") == (row.recorded_by, row.way.value)
    assert [] == table.portal.rows(Notice)


def test_a_wrong_row_takes_nothing_from_the_others(table: Table) -> None:
    answer = table.save(DONE, {**DONE, "document_number": "năm"}, {"answer": "not_done"})

    assert 422 == answer.status_code
    assert [(table.ids[0], "done", "5/KH-UBND")] == table.kept()
    page = Page(answer.text)
    assert "Có 2 xã cần sửa" in page.text
    assert "Đã lưu 1 xã khác." in page.text
    assert "năm" == page.values("xa")[f"xa_{table.ids[1]}_document_number"]
    assert f"#xa_{table.ids[1]}_document_number" in page.links
    assert f"#xa_{table.ids[2]}_reason" in page.links


def test_one_row_is_saved_and_the_others_stay_as_typed(table: Table) -> None:
    answer = table.save(DONE, NOT, only=table.ids[1])

    assert [(table.ids[1], "not_done", "Chưa bố trí được cán bộ")] == table.kept()
    page = Page(answer.text)
    assert 200 == answer.status_code
    assert "số 5 /kh-ubnd" == page.values("xa")[f"xa_{table.ids[0]}_document_number"]
    assert "Đã lưu 1 xã. Những xã nhập dở vẫn còn ở dưới, chưa lưu." in page.text
