"""Which days are off: the public sector's calendars of 2021 to 2027 (domain.md §2.2, §2.3)."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from dondoc.calendar.workdays import Workdays, load_workdays

# Working days (Monday to Friday) lost, as domain.md §2.2 lists them.
LOST = {
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
}
SATURDAYS_WORKED = ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]
PER_YEAR = {2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249, 2027: 249}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=index) for index in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", LOST)
def test_it_knows_the_weekdays_that_are_off(workdays: Workdays, year: int) -> None:
    off = [on for on in days_of(year) if on.weekday() < 5 and not workdays.is_workday(on)]

    assert LOST[year].split() == [on.isoformat()[5:] for on in off]


def test_only_the_decided_saturdays_are_worked(workdays: Workdays) -> None:
    worked = [
        on.isoformat()
        for year in range(2020, 2031)
        for on in days_of(year)
        if on.weekday() >= 5 and workdays.is_workday(on)
    ]

    assert worked == SATURDAYS_WORKED


@pytest.mark.parametrize(("year", "expected"), PER_YEAR.items())
def test_a_year_has_its_number_of_working_days(
    workdays: Workdays, year: int, expected: int
) -> None:
    assert expected == len(workdays.between(date(year, 1, 1), date(year, 12, 31)))


@pytest.mark.parametrize(
    ("on", "off_on"),
    [
        (date(2024, 5, 4), date(2024, 4, 29)),
        (date(2025, 4, 26), date(2025, 5, 2)),
        (date(2026, 1, 10), date(2026, 1, 2)),
        (date(2026, 8, 22), date(2026, 8, 31)),
    ],
)
def test_a_swap_makes_a_saturday_worked_and_a_weekday_off(
    workdays: Workdays, on: date, off_on: date
) -> None:
    assert workdays.is_workday(on)
    assert workdays.label(on) is None
    assert workdays.made_up(on)
    assert not workdays.is_workday(off_on)
    assert "thay cho ngày" in (workdays.label(off_on) or "")


def test_the_library_alone_misses_the_swap_of_new_year_2026(workdays: Workdays) -> None:
    """The day this fails, the library has caught up and the entry may go."""
    library = holidays.country_holidays("VN", years=2026, language="vi")

    assert date(2026, 1, 2) not in library
    assert not workdays.is_workday(date(2026, 1, 2))
    assert date(2026, 1, 2) not in holidays.country_holidays("VN", years=2026), "no leak"


def test_days_in_lieu_around_tet_are_off(workdays: Workdays) -> None:
    """`observed=False` would lose 29 Tết and mùng 5 of 2021."""
    assert workdays.holiday(date(2021, 2, 10)) == "29 Tết"
    assert workdays.holiday(date(2021, 2, 16)) == "Mùng năm Tết Nguyên Đán"


@pytest.mark.parametrize(("year", "month", "day"), [(2007, 2, 17), (2030, 2, 2)])
def test_tet_follows_the_vietnamese_lunar_calendar(year: int, month: int, day: int) -> None:
    """Not the Chinese one, which differs in these years."""
    assert load_workdays().holiday(date(year, month, day)) == "Tết Nguyên Đán"


@pytest.mark.parametrize("language", ["en_US.UTF-8", "C.UTF-8", "th_TH.UTF-8"])
def test_labels_do_not_follow_the_machine_s_language(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for name in ("LANG", "LANGUAGE", "LC_ALL"):
        monkeypatch.setenv(name, language)

    assert Workdays().label(date(2021, 4, 21)) == "Ngày Giỗ Tổ Hùng Vương"


def test_a_weekend_is_labelled_by_its_weekday(workdays: Workdays) -> None:
    assert workdays.label(date(2026, 3, 14)) == "thứ Bảy"
    assert workdays.label(date(2026, 3, 15)) == "Chủ nhật"
    assert workdays.label(date(2026, 3, 16)) is None
    assert workdays.holiday(date(2026, 3, 14)) is None


def test_a_holiday_on_a_sunday_is_made_up_for_on_monday(workdays: Workdays) -> None:
    assert workdays.label(date(2026, 4, 26)) == "Ngày Giỗ Tổ Hùng Vương"
    assert workdays.label(date(2026, 4, 27)) == "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"
