"""On which days the consolidated report is drafted, as its agenda names them."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.plan.agenda import agenda
from dondoc.plan.rulebook import Rulebook

REPORT, UNITS = "III.1.2.a4", "III.1.1.c"


def drafts(rulebook: Rulebook, start_on: date, end_on: date) -> dict[date, str]:
    registry = rulebook.registry
    duty = registry.plan.duty(REPORT)
    days = agenda(
        duty, registry.plan, registry, rulebook.workdays, start_on=start_on, end_on=end_on
    )
    return {day.on: day.name(duty) for day in days if "dự thảo" in day.name(duty)}


def test_from_the_day_after_the_units_date_to_its_own(rulebook: Rulebook):
    assert {
        date(2027, 3, 17): "Báo cáo tổng hợp quý I/2027 · dự thảo",
        date(2027, 3, 18): "Báo cáo tổng hợp quý I/2027 · đến hạn hôm nay; dự thảo",
    } == drafts(rulebook, date(2027, 3, 1), date(2027, 5, 31))


@pytest.mark.parametrize("on", [date(2021, 9, 17), date(2026, 3, 18), date(2027, 12, 17)])
def test_where_no_day_lies_between_it_is_its_own(rulebook: Rulebook, on: date):
    month = drafts(rulebook, on.replace(day=1), on.replace(day=28))

    assert [on] == list(month)


def test_what_consolidates_nothing_is_not_drafted(rulebook: Rulebook):
    duty = rulebook.registry.plan.duty(UNITS)

    assert rulebook.drafted_from(duty, "2027-Q1") is None
    assert date(2027, 3, 17) == rulebook.drafted_from(
        rulebook.registry.plan.duty(REPORT), "2027-Q1"
    )
