"""What began before the plan was issued is not asked for, where nobody could have done it."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.plan.agenda import agenda
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook, load_rulebook


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize(
    ("duty", "year", "asked"),
    [
        # Issued on 26/01: of January five days were left, and its review was due on 01/02.
        ("II.3.3", 2021, [f"2021-M{month:02d}" for month in range(2, 13)]),
        ("III.1.3.b2.2", 2026, [f"2026-M{month:02d}" for month in range(2, 13)]),
        # Two thirds of the quarter, and more of the half-year, were still to come.
        ("III.1.6.a", 2021, ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]),
        ("II.3.2.a", 2021, ["2021-S1", "2021-S2"]),
        # The first report of the year is wanted though its figures begin on 15/12/2020.
        ("III.1.1.c", 2021, ["2021-Q1", "2021-S1", "2021-Q3", "2021"]),
        ("III.1.1.a1", 2021, ["2021"]),
        # The request to Mặt trận is for six months and for the year, as its grounds say.
        ("III.1.8.a.2", 2021, ["2021-S1", "2021"]),
        ("III.1.8.b", 2026, ["2026-S1", "2026"]),
        # Weekly checks are counted in one row a year.
        ("III.1.3.b2", 2026, ["2026"]),
    ],
)
def test_these_periods_are_opened(book: Rulebook, duty: str, year: int, asked: list[str]) -> None:
    periods = book.periods(book.registry.plan.duty(duty), year)

    assert asked == [one.key for one in periods]


def test_the_schedule_has_no_day_for_a_month_before_the_plan(
    registry: Registry, workdays: object
) -> None:
    duty = registry.plan.duty("II.3.3")
    begins, ends = date(2021, 1, 1), date(2021, 2, 28)

    days = agenda(duty, registry.plan, registry, workdays, start_on=begins, end_on=ends)  # type: ignore[arg-type]

    assert {"2021-M02"} == {item.period.key for day in days for item in day.items}
