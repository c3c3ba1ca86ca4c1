"""Vietnamese dates, written and read."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendar import date_words


def test_it_names_every_weekday() -> None:
    week = [date_words.weekday(date(2027, 3, 15) + timedelta(days=index)) for index in range(7)]

    names = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
    assert names == week
    assert all(unicodedata.is_normalized("NFC", name) for name in week)


def test_it_writes_a_date_in_its_forms() -> None:
    assert date_words.weekday_date(date(2027, 3, 16)) == "thứ Ba, 16/03/2027"
    assert date_words.short_date(date(2027, 3, 6)) == "06/03/2027"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2027, 3, 16), "ngày 16 tháng 3 năm 2027"),
        (date(2021, 1, 5), "ngày 05 tháng 01 năm 2021"),
        (date(2021, 2, 26), "ngày 26 tháng 02 năm 2021"),
        (date(2021, 12, 9), "ngày 09 tháng 12 năm 2021"),
    ],
)
def test_a_document_writes_a_zero_before_small_days_and_the_first_two_months(
    on: date, expected: str
) -> None:
    assert expected == date_words.long_date(on)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2027, 3, 15, 2, 14, tzinfo=UTC), "09:14 ngày 15/03/2027"),
        (datetime(2027, 3, 15, 17, 0, tzinfo=UTC), "00:00 ngày 16/03/2027"),
        (datetime(2027, 3, 15, 9, 0, tzinfo=timezone(timedelta(hours=7))), "09:00 ngày 15/03/2027"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_viet_nam(at: datetime, expected: str) -> None:
    assert expected == date_words.moment(at)


def test_the_local_day_starts_at_17_00_utc() -> None:
    assert date(2027, 3, 15) == date_words.local_date(datetime(2027, 3, 15, 16, 59, 59, tzinfo=UTC))
    assert date(2027, 3, 16) == date_words.local_date(datetime(2027, 3, 15, 17, 0, tzinfo=UTC))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        date_words.moment(datetime(2027, 3, 15, 9, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "15/3/2027",
        "15/03/2027",
        "15-3-27",
        "15.03.2027",
        "2027-03-15",
        "2027/3/15",
        " 15 / 3 / 2027 ",
        "15/3/2027.",
        "15–3–2027",
        "15\u00a0/\u00a03/2027",
        "\u200b15/03/2027",
        "１５／０３／２０２７",
        "ngày 15/3/2027",
        "Ngày 15/3/2027",
        "trước ngày 15/03/2027",
        "thứ Hai, 15/03/2027",
        "thứ 2, ngày 15/03/2027",
        "ngày 15 tháng 3 năm 2027",
        "15 tháng 03 năm 2027",
        unicodedata.normalize("NFD", "ngày 15/03/2027"),
    ],
)
def test_it_reads_a_date_however_it_is_written(text: str) -> None:
    assert date(2027, 3, 15) == date_words.parse_date(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31/02/2027", "Ngày 31/02/2027 không có trong lịch. Hãy ghi như 15/03/2027."),
        ("2027-02-31", "Ngày 31/02/2027 không có trong lịch. Hãy ghi như 15/03/2027."),
        ("3/15/2027", "Ngày 03/15/2027 không có trong lịch. Hãy ghi như 15/03/2027."),
        ("29/2/27", "Ngày 29/02/2027 không có trong lịch. Hãy ghi như 15/03/2027."),
        ("15/3", "Ngày «15/3» thiếu năm. Hãy ghi như 15/03/2027."),
        ("ngày 15/3", "Ngày «ngày 15/3» thiếu năm. Hãy ghi như 15/03/2027."),
        ("", "Chưa ghi ngày. Hãy ghi như 15/03/2027."),
        ("  ", "Chưa ghi ngày. Hãy ghi như 15/03/2027."),
        ("hôm qua", "Không đọc được ngày «hôm qua». Hãy ghi như 15/03/2027."),
        ("15/3/027", "Không đọc được ngày «15/3/027». Hãy ghi như 15/03/2027."),
        ("15/03/0207", "Năm 207 trong «15/03/0207» không hợp lý. Hãy ghi như 15/03/2027."),
        ("15/03/2027 lúc 9 giờ", "Không đọc được ngày «15/03/2027 lúc 9 giờ»."),
    ],
)
def test_a_date_it_cannot_read_is_answered_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:
        date_words.parse_date(text)

    assert str(raised.value).startswith(message)


@given(on=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_it_reads_back_whatever_it_writes(on: date) -> None:
    for write in (
        date_words.short_date,
        date_words.weekday_date,
        date_words.long_date,
        date.isoformat,
    ):
        assert on == date_words.parse_date(write(on))


@given(text=st.text(max_size=20))
def test_nothing_else_ever_comes_out_than_a_date_or_a_sentence(text: str) -> None:
    try:
        answer = date_words.short_date(date_words.parse_date(text))
    except ValueError as error:
        answer = str(error)

    assert re.search(r"(Hãy ghi như 15/03/2027\.|^\d\d/\d\d/\d{4})$", answer)
