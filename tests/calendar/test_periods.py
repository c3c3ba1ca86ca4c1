"""Periods: NĐ 09/2019 (domain.md §1.1) and their Vietnamese names."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest

from dondoc.calendar.periods import Cadence, PeriodKind, event_key, period, periods_of
from dondoc.problems import Refused


@pytest.mark.parametrize(
    ("key", "start_on", "end_on"),
    [
        ("2027-Q1", date(2026, 12, 15), date(2027, 3, 14)),
        ("2027-Q2", date(2027, 3, 15), date(2027, 6, 14)),
        ("2027-Q3", date(2027, 6, 15), date(2027, 9, 14)),  # not «9 tháng»
        ("2027-Q4", date(2027, 9, 15), date(2027, 12, 14)),
        ("2027-S1", date(2026, 12, 15), date(2027, 6, 14)),  # cumulative
        ("2027-S2", date(2027, 6, 15), date(2027, 12, 14)),
        ("2027", date(2026, 12, 15), date(2027, 12, 14)),  # cumulative
        ("2027-M01", date(2026, 12, 15), date(2027, 1, 14)),
        ("2027-M10", date(2027, 9, 15), date(2027, 10, 14)),
    ],
)
def test_reporting_periods_run_from_the_15th_to_the_14th(
    key: str, start_on: date, end_on: date
) -> None:
    found = period(key, "reporting")

    assert (start_on, end_on) == (found.start_on, found.end_on)
    assert end_on == found.cutoff_on


@pytest.mark.parametrize(
    ("key", "start_on", "end_on"),
    [
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027-S2", date(2027, 7, 1), date(2027, 12, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2028-M02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027-W40", date(2027, 10, 4), date(2027, 10, 10)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_calendar_periods_are_those_of_the_wall_calendar(
    key: str, start_on: date, end_on: date
) -> None:
    found = period(key, "calendar")

    assert (start_on, end_on) == (found.start_on, found.end_on)


def test_an_event_has_the_span_of_its_year_and_a_key_of_its_own() -> None:
    found = period(event_key(2027, 12), "reporting")

    assert ("2027-E12", PeriodKind.EVENT, 12) == (found.key, found.kind, found.number)
    assert (date(2027, 12, 14), 2027) == (found.end_on, found.year)
    assert found != period("2027", "reporting")


def test_a_cutoff_on_a_day_off_stays_where_it_is() -> None:
    assert date(2026, 3, 14) == period("2026-Q1", "reporting").cutoff_on  # a Saturday


@pytest.mark.parametrize(
    ("key", "label", "short"),
    [
        ("2027", "năm 2027", "năm 2027"),
        ("2027-S1", "6 tháng đầu năm 2027", "6 tháng/2027"),
        ("2027-S2", "6 tháng cuối năm 2027", "6 tháng cuối năm/2027"),
        ("2027-Q1", "quý I năm 2027", "quý I/2027"),
        ("2027-Q3", "quý III năm 2027", "quý III/2027"),
        ("2027-Q4", "quý IV năm 2027", "quý IV/2027"),
        ("2027-M10", "tháng 10 năm 2027", "tháng 10/2027"),
        ("2027-M02", "tháng 02 năm 2027", "tháng 02/2027"),
        ("2027-M03", "tháng 3 năm 2027", "tháng 3/2027"),
        ("2027-W40", "tuần 40 năm 2027", "tuần 40/2027"),
        ("2027-E12", "lần 12 năm 2027", "lần 12 năm 2027"),
    ],
)
def test_a_period_has_a_name_for_a_sentence_and_one_for_a_table(
    key: str, label: str, short: str
) -> None:
    found = period(key, "reporting")

    assert (label, short) == (found.label(), found.short())


@pytest.mark.parametrize(
    "key",
    ["", "27", "2027-Q5", "2027-S3", "2027-M00", "2027-M13", "2027-W00", "2027-W53", "2027Q1",
     "2027-Q", "2027-E0", "2027-E012", "2027-E", "0000", "3027"],
)  # fmt: skip
def test_a_key_that_names_no_period_is_refused_with_examples(key: str) -> None:
    with pytest.raises(Refused) as refused:
        period(key, "reporting")

    assert f"kỳ «{key}»" in str(refused.value) or not key
    assert "không có kỳ này" in str(refused.value)


def test_a_key_is_read_however_it_is_typed() -> None:
    assert period("2027-Q1", "reporting") == period(" 2027-q1 ", "reporting")
    assert period("2027-W40", "calendar") == period("2027-w40", "calendar")


@pytest.mark.parametrize(
    ("cadence", "keys"),
    [
        ("four_reports", ["2027-Q1", "2027-S1", "2027-Q3", "2027"]),  # four, not seven
        ("quarterly", ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]),
        ("half_yearly", ["2027-S1", "2027-S2"]),
        ("yearly", ["2027"]),
        ("once", ["2027"]),
        ("on_event", []),
        ("on_demand", []),
    ],
)
def test_a_cadence_gives_its_periods_in_order(cadence: Cadence, keys: list[str]) -> None:
    assert keys == [found.key for found in periods_of(cadence, 2027, "reporting")]


def test_a_profile_can_split_out_the_second_and_the_fourth_quarter() -> None:
    found = periods_of("four_reports", 2027, "reporting", split_quarters=True)

    keys = ["2027-Q1", "2027-Q2", "2027-S1", "2027-Q3", "2027-Q4", "2027"]
    assert keys == [one.key for one in found]


@pytest.mark.parametrize(("year", "weeks"), [(2026, 53), (2027, 52)])
@pytest.mark.parametrize("cadence", ["weekly", "monthly"])
def test_weeks_and_months_follow_each_other_without_a_gap(
    cadence: Cadence, year: int, weeks: int
) -> None:
    found = periods_of(cadence, year, "calendar")

    assert (weeks if cadence == "weekly" else 12) == len(found)
    for one, following in pairwise(found):
        assert one.end_on + timedelta(days=1) == following.start_on


def test_importing_periods_does_not_pay_for_the_holidays() -> None:
    code = "import sys, dondoc.calendar.periods; sys.exit('holidays' in sys.modules)"

    subprocess.run([sys.executable, "-c", code], check=True)
