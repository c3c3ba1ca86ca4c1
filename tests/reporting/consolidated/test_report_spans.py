"""A round belongs to the one report in whose days it falls due; a demand to the year so far."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.consolidated.report_spans import ReportSpan, Stretch, fell_due

REPORTS = ("2027-Q1", "2027-S1", "2027-Q3", "2027")


def _of_reports(rulebook: Rulebook, code: str, key: str) -> list[str]:
    duty = rulebook.registry.plan.duty(code)
    on = fell_due(rulebook, duty, key, date(2027, 1, 1))
    return [one for one in REPORTS if ReportSpan.of(one, on).holds(Stretch.PERIOD, on)]


@pytest.mark.parametrize(
    ("code", "key", "wanted"),
    [
        ("III.1.5.a", "2027-M02", ["2027-Q1", "2027-S1", "2027"]),  # 02/03
        ("III.1.5.a", "2027-M03", ["2027-S1", "2027"]),  # 02/04: its last two weeks are later
        ("III.1.7.b", "2027-Q1", ["2027-S1", "2027"]),  # 31/03
        ("III.2.b2", "2027", ["2027-Q3", "2027"]),  # 10/07
        ("II.3.4", "2027-S1", ["2027-Q3", "2027"]),  # 02/07
    ],
)
def test_a_round_belongs_where_it_falls_due(rulebook, code, key, wanted):
    assert wanted == _of_reports(rulebook, code, key)


def test_quarter_three_stands_by_itself_and_six_months_from_the_start():
    quarter, half = ReportSpan.of("2027-Q3", date(2027, 9, 18)), ReportSpan.of("2027-S1", REPORT_ON)

    assert (date(2027, 6, 15), date(2027, 9, 14)) == quarter.days(Stretch.PERIOD)
    assert (date(2026, 12, 15), date(2027, 9, 14)) == quarter.days(Stretch.TO_DATE)
    assert (date(2026, 6, 15), date(2026, 9, 14)) == quarter.days(Stretch.YEAR_BEFORE)
    assert half.days(Stretch.PERIOD) == half.days(Stretch.TO_DATE)


REPORT_ON = date(2027, 6, 18)


def test_what_is_reported_twice_a_year_says_nothing_of_quarter_three(rulebook):
    duty = rulebook.registry.plan.duty("III.1.8.b")
    span = ReportSpan.of("2027-Q3", date(2027, 9, 18))

    assert () == span.keys(duty, Stretch.PERIOD)
    assert ("2027-S1",) == span.keys(duty, Stretch.TO_DATE)


def test_a_report_on_demand_is_of_the_year_up_to_its_day(rulebook):
    duty = rulebook.registry.plan.duty("III.1.1.c")
    span = ReportSpan.of("2027-E3", date(2027, 10, 5))

    assert (date(2026, 12, 15), date(2027, 10, 5)) == span.days(Stretch.PERIOD)
    assert ("2027-S1", "2027-Q3") == span.keys(duty, Stretch.PERIOD)
    assert (Stretch.PERIOD, Stretch.TO_DATE) == span.stretches
    assert () == ReportSpan.of("2027-E1", date(2027, 2, 1)).keys(duty, Stretch.PERIOD)
