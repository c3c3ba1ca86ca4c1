"""A form with something wrong comes back whole: what was typed stays, and each place is shown."""

from __future__ import annotations

from models import Submission
from tests.support.portal import TYPED, Portal
from tests.support.reading import Page


def test_it_names_each_place_on_top_and_at_the_field(portal: Portal) -> None:
    answer = portal.hand_in(portal.link(), document_on="31/02/2027", figure_hoi_nghi="chín")

    page = Page(answer.text)
    assert 422 == answer.status_code
    assert "Có 2 chỗ cần sửa" in page.text
    assert {"#document_on", "#figure_hoi_nghi"} <= set(page.links)
    field = page.by_id("document_on")
    assert "true" == field["aria-invalid"]
    assert "document_on-goi-y document_on-loi" == field["aria-describedby"]
    assert "Ngày 31/02/2027 không có trong lịch. Hãy ghi như 15/03/2027." in page.text
    assert [] == portal.rows(Submission)


def test_what_was_typed_stays(portal: Portal) -> None:
    answer = portal.hand_in(
        portal.link(), document_number="mười hai", note="Đã gửi bản giấy <b>hôm qua</b>"
    )

    values = Page(answer.text).values()
    assert "mười hai" == values["document_number"]
    assert "Đã gửi bản giấy <b>hôm qua</b>" == values["note"]
    assert {**TYPED, "document_number": "mười hai"}.items() <= values.items()
    assert "<b>hôm qua" not in answer.text


def test_the_file_stays_too(portal: Portal) -> None:
    home = portal.link()
    pdf = ("Báo cáo.pdf", b"%PDF-1.7 mot", "application/pdf")
    wrong = Page(portal.hand_in(home, files={"file": pdf}, document_on="").text)

    assert "Báo cáo.pdf" in wrong.text
    form = {**wrong.values(), **TYPED}
    receipt = portal.client.post(f"{home}/nop", data=form).headers["location"]

    assert "Tệp kèm theo Báo cáo.pdf" in portal.page(receipt).text


def test_a_nil_return_is_refused_where_the_duty_takes_none(portal: Portal) -> None:
    home = portal.link()

    assert "Không phát sinh" not in portal.page(home).text
    answer = portal.hand_in(home, answer="nil", reason="Kỳ này không có")

    assert 422 == answer.status_code
    assert "không nhận trả lời «không phát sinh»" in answer.text
    assert [] == portal.rows(Submission)


def test_an_answer_that_no_form_offers_is_refused(portal: Portal) -> None:
    answer = portal.hand_in(portal.link(), answer="xong")

    assert 422 == answer.status_code
    assert "hãy chọn một trong các câu trả lời đã nêu" in answer.text


def test_not_done_needs_a_reason_and_its_part_is_open_for_it(portal: Portal) -> None:
    home = portal.link()
    form = {"assignment": portal.assignment(), "answer": "not_done", "reason": " "}

    answer = portal.client.post(f"{home}/nop", data=form)

    assert "#not_done_reason" in Page(answer.text).links
    assert "<details open>\n<summary>Chưa thực hiện được</summary>" in answer.text


def test_not_done_with_a_reason_leaves_the_work_open(portal: Portal) -> None:
    home = portal.link()
    form = {
        "assignment": portal.assignment(),
        "answer": "not_done",
        "reason": "Đang chờ số liệu của xã",
    }

    receipt = portal.client.post(f"{home}/nop", data=form).headers["location"]

    assert "Đã nhận trả lời “chưa thực hiện được” lúc 09:14" in portal.page(receipt).text
    page = portal.page(home)
    assert "✗ Báo chưa thực hiện" in page.text
    assert "document_number" in page.values()


def test_characters_that_a_database_cannot_keep_do_no_harm(portal: Portal) -> None:
    answer = portal.hand_in(portal.link(), signer="Nguyễn\0 Văn An")

    assert 303 == answer.status_code
    assert ["Nguyễn Văn An"] == [kept.signer for kept in portal.rows(Submission)]


def test_a_date_without_its_year_is_shown_in_full_before_it_counts(portal: Portal) -> None:
    home = portal.link()
    page = Page(portal.hand_in(home, document_on="2/12").text)

    assert "Ngày ký: thiếu năm, đã ghi lại là thứ Tư, 02/12/2026; đúng thì gửi lần nữa" in page.text
    assert "02/12/2026" == page.values()["document_on"]
    assert [] == portal.rows(Submission)
