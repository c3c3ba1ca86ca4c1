"""The dates of the report rounds (domain.md §1.3), 2020 to 2030, and what must hold of them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendar.deadlines import Anchors, Deadline, deadline, rule_date
from dondoc.calendar.periods import Period, periods_of
from dondoc.calendar.rules import parse
from dondoc.calendar.workdays import Workdays, load_workdays

UNITS = "min(cutoff + 2wd, D18 back - 1wd)"
SO_NOI_VU = "D18 back"
REAL = load_workdays()
ROUNDS = [
    one for year in range(2020, 2031) for one in periods_of("four_reports", year, "reporting")
]
GOLDEN = Path(__file__).with_name("golden_due.csv")


def due(rule: str, period: Period) -> Deadline:
    return deadline(parse(rule), Anchors.of(period), REAL)


def dues(rule: str, year: int) -> list[str]:
    found = [due(rule, one) for one in periods_of("four_reports", year, "reporting")]
    return [f"{one.due_on:%d/%m}" for one in found]


def test_all_44_rounds_are_due_as_the_golden_table_says() -> None:
    golden = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))

    assert golden == [
        {
            "period": one.key,
            "cutoff": str(one.cutoff_on),
            "due": str(due(UNITS, one).due_on),
            "so_noi_vu": str(due(SO_NOI_VU, one).due_on),
        }
        for one in ROUNDS
    ]


@pytest.mark.parametrize(
    ("rule", "year", "expected"),
    [
        (UNITS, 2021, "16/03 16/06 16/09 16/12"),
        (UNITS, 2026, "17/03 16/06 16/09 16/12"),
        (SO_NOI_VU, 2021, "18/03 18/06 17/09 17/12"),
        (SO_NOI_VU, 2026, "18/03 18/06 18/09 18/12"),
        ("cutoff + 1wd", 2021, "15/03 15/06 15/09 15/12"),
        ("cutoff + 1wd", 2026, "16/03 15/06 15/09 15/12"),
        ("D01 forward", 2021, "01/03 01/06 01/09 01/12"),
        ("D01 forward", 2026, "02/03 01/06 03/09 01/12"),
    ],
)
def test_the_default_chain_has_the_dates_of_the_reference(
    rule: str, year: int, expected: str
) -> None:
    assert expected.split() == dues(rule, year)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("2022-Q3", date(2022, 9, 15)),
        ("2023-S1", date(2023, 6, 15)),
        ("2025-Q1", date(2025, 3, 17)),
    ],
)
def test_the_units_date_is_capped_before_so_noi_vu_s_own(key: str, expected: date) -> None:
    (period,) = [one for one in ROUNDS if one.key == key]

    assert expected == due(UNITS, period).due_on < due("cutoff + 2wd", period).due_on


def test_without_the_cap_17_rounds_would_fall_on_so_noi_vu_s_own_day() -> None:
    late = [one for one in ROUNDS if due("cutoff + 2wd", one).due_on >= due(SO_NOI_VU, one).due_on]

    expected = 17
    assert expected == len(late)


@pytest.mark.parametrize("period", ROUNDS, ids=lambda one: one.key)
def test_a_round_leaves_a_working_day_after_the_cutoff_and_before_the_level_above(
    period: Period,
) -> None:
    """NĐ 09/2019 Điều 8.5.b."""
    units, above = due(UNITS, period), due(SO_NOI_VU, period)

    assert REAL.count(period.cutoff_on, units.due_on) >= 1
    assert REAL.count(units.due_on, above.target_on) >= 1
    assert units.nominal_on == units.target_on == units.due_on


@pytest.mark.parametrize(
    ("year", "legal", "target"),
    [
        (2021, "22/03 21/06 20/09 20/12", "19/03 18/06 20/09 20/12"),
        (2026, "20/03 22/06 21/09 21/12", "20/03 19/06 18/09 18/12"),
    ],
)
def test_the_20th_is_late_after_the_next_working_day_and_aimed_at_before(
    year: int, legal: str, target: str
) -> None:
    """BLDS 2015 Điều 148.5 for the one, practice for the other."""
    found = [due("D20", one) for one in periods_of("four_reports", year, "reporting")]

    assert legal.split() == [f"{one.due_on:%d/%m}" for one in found]
    assert target.split() == [f"{one.target_on:%d/%m}" for one in found]
    assert {20} == {one.nominal_on.day for one in found}


def test_a_day_that_the_month_lacks_is_its_last(workdays: Workdays) -> None:
    """BLDS 2015 Điều 148.3."""
    s1, year = (one for one in ROUNDS if one.key in ("2027-S1", "2027"))

    assert date(2027, 6, 30) == rule_date(parse("D31"), Anchors.of(s1), workdays)
    assert date(2027, 2, 28) == rule_date(parse("02-29"), Anchors.of(year), workdays)


@given(
    on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(-60, 60).filter(bool),
    shift=st.integers(1, 99),
)
def test_a_rule_that_ends_in_working_days_falls_on_one(on: date, days: int, shift: int) -> None:
    rule = parse(f"event + {shift}d {'+' if days > 0 else '-'} {abs(days)}wd")

    found = deadline(rule, Anchors.of_event(on), REAL)

    assert REAL.is_workday(found.due_on)
    assert found.nominal_on == found.target_on == found.due_on
