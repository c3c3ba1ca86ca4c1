"""Number and date in a person's own words (replies.md §5.11); what is not plain is a doubt."""

from __future__ import annotations

import pytest

from dondoc.forms.document_number import document_number
from dondoc.incoming.document_reference import read_reference


@pytest.mark.parametrize(
    "text",
    [
        "đã nộp, số 12/BC-STC ngày 15/3/2027",
        "Đã nộp báo cáo số 12/BC-STC ngày 15-3-27.",
        "số 12 /bc-stc, ngày 15.03.2027",
        "Số: 12/BC-STC\nNgày: 15/3/2027",
        "Báo cáo 12/BC-STC ký ngày 15 tháng 3 năm 2027",
        "Ngày 15/3/2027, số 12/BC-STC",
        "da nop so 12/BC-STC ngay 15/3/2027",
        "da nop so 12/BC-STC - ngay 15/3/2027",
        "Báo cáo số 12/BC-STC của Sở Tài chính ngày 15/3/2027",
        "Báo cáo 12/BC-STC (ngày 15/3/2027) đã gửi qua trục liên thông ngày 16/3/2027",
        "Thực hiện Kế hoạch số 15/KH-UBND, Sở đã nộp báo cáo số 12/BC-STC ngày 15/3/2027",
        "Đã gửi 12/BC-STC ngày 15/3/2027\nNguyễn Quang Huy, https://x.example/9/AB",
    ],
)
def test_the_number_and_its_date_are_read(text):
    found = read_reference(text, cited=["15/KH-UBND"])

    assert ("", "") == (found.lacks, found.doubt)
    assert found.complete
    assert "12/BC-STC" == found.number.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "Sở chưa nộp báo cáo số 12/BC-STC ngày 15/3/2027",
        "Sở sẽ nộp báo cáo số 12/BC-STC ngày 15/3/2027",
        "Báo cáo số 12/BC-STC ngày 15/3/2027 đang trình lãnh đạo",
        "chua nop, so 12/BC-STC ngay 15/3/2027",
        "Xin gia hạn, báo cáo số 12/BC-STC ngày 15/3/2027",
    ],
)
def test_not_yet_is_no_answer(text):
    assert "Thư nói chưa nộp, sẽ nộp, hoặc xin thay đổi." == read_reference(text).doubt


def test_what_is_in_doubt_is_read_as_far_as_it_goes():
    found = read_reference("Sở chưa nộp báo cáo số 12/BC-STC ngày 15/3/2027")

    assert ("12/BC-STC", "15/3/2027", False) == (found.number, found.signed_on, found.complete)


def test_a_question_is_no_answer():
    assert (
        "Thư có câu hỏi."
        == read_reference("Số 12/BC-STC ngày 15/3/2027 đã đến nơi rồi phải không?").doubt
    )


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Đã nộp qua hệ thống văn bản.", "Chưa thấy số, ký hiệu và ngày của văn bản."),
        ("Đã nộp ngày 15/3/2027", "Chưa thấy số, ký hiệu và ngày của văn bản."),
        ("Đã nộp số 12/BC-STC", "Chưa thấy ngày của văn bản, đủ ngày, tháng, năm."),
        ("Số 12/BC-STC ngày 31/2", "Ngày «31/2» thiếu năm. Hãy ghi như 15/03/2027."),
        ("Số 12/BC-STC gửi ngày 16/3/2027", "Chưa thấy ngày của văn bản, đủ ngày, tháng, năm."),
        ("Ký ngày 15/3/2027", "Chưa thấy số, ký hiệu của văn bản."),
    ],
)
def test_what_is_missing_is_named(text, lacks):
    assert lacks == read_reference(text).lacks


def test_a_date_without_its_year_is_read_where_it_is_called_one():
    """Which year is taken is said by the receipt; «16/20» is no date."""
    found = read_reference("Đã nộp số 12/BC-STC ngày 15/3, 16/20 xã đã có")

    assert ("15/3", "", "") == (found.signed_on, found.lacks, found.doubt)


@pytest.mark.parametrize(
    ("text", "sent_on"),
    [
        ("12/BC-STC (ngày 15/3/2027) đã gửi qua hệ thống văn bản ngày 16/3/2027", "16/3/2027"),
        ("12/BC-STC ngày 15/3/2027 đã nộp trên trục liên thông ngày 16/3", "16/3"),
        ("12/BC-STC ngày 15/3/2027 đã gửi bưu điện ngày 16/3/2027", ""),
    ],
)
def test_the_day_of_sending_through_the_document_system_is_read(text, sent_on):
    assert sent_on == read_reference(text).sent_on


def test_a_day_that_does_not_exist_is_said():
    lacks = read_reference("số 12/BC-STC ngày 31/2/2027").lacks

    assert lacks.startswith("Ngày 31/02/2027 không có trong lịch.")


def test_several_numbers_or_dates_are_a_doubt():
    two = read_reference("số 12/BC-STC ngày 15/3/2027 và số 13/BC-STC ngày 15/3/2027").doubt
    assert "Thư nêu nhiều số văn bản: 12/BC-STC, 13/BC-STC." == two
    assert read_reference(
        "số 12/BC-STC ngày 14/3/2027, số 12/BC-STC ngày 15/3/2027"
    ).doubt.startswith("Thư nêu nhiều ngày")


def test_our_sample_has_no_number():
    assert "" == read_reference("như: đã nộp, số …/BC-… ngày …/…/….").number


@pytest.mark.parametrize(
    "written",
    [
        *("51/BC\u2010UBND", "51/BC\u2011UBND", "51/BC\u2013UBND", "51/BC\u2212UBND"),
        *("51/\u200bBC-UBND", "51/BC\u00ad-UBND", "\ufeff51/BC-UBND", "51/BC- UBND", "51/BC -UBND"),
        *("51/BC-\nUBND", "51 /BC - UBND", "51/BC\uff0dUBND", "\uff15\uff11/BC-UBND"),
    ],
)
def test_a_number_is_one_whatever_hyphen_or_hidden_letter_is_in_it(written):
    assert "51/BC-UBND" == document_number(written)
    found = read_reference(f"đã nộp số {written} ngày 15/3/2027")
    assert ("51/BC-UBND", True) == (document_number(found.number), found.complete)


@pytest.mark.parametrize(
    "written",
    [
        "51/BC~UBND",
        "51/BC=UBND",
        "51/BC_UBND",
        "51/BC UBND",
        "51/BC - ubnd",
        "51/BC-ÚBND",
        "51/BC/A",
    ],
)
def test_a_number_is_never_cut_to_what_fits(written):
    found = read_reference(f"đã nộp số {written} ngày 15/3/2027")

    assert not found.complete
    assert "51/BC" not in found.number or "Số văn bản" in found.doubt


def test_the_icelandic_letter_is_ours_in_a_number():
    assert "12/QĐ-STC" == document_number("12/Q\u00d0-STC")


def test_a_longer_number_than_a_hundred_letters_is_none():
    assert document_number("1/" + "A" * 98)
    assert document_number("1/" + "A" * 99) is None


@pytest.mark.parametrize("text", ["Sở chua nộp, số 12/BC-STC ngày 15/3/2027", "ko kịp 12/BC-STC"])
def test_not_yet_is_understood_without_its_marks_among_words_that_have_theirs(text):
    assert read_reference(text).doubt
