"""The proposed chain of dates, reckoned from the shipped rules (domain research, §1.3)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.calendar.deadlines import Anchors, deadline, rule_date
from dondoc.calendar.periods import periods_of
from dondoc.calendar.rules import parse
from dondoc.calendar.workdays import Workdays
from dondoc.plan.registry import Registry


def days(text: str, year: int) -> list[date]:
    return [date(year, int(one[3:]), int(one[:2])) for one in text.split()]


@pytest.mark.parametrize(
    ("year", "duty", "role", "expected"),
    [
        (2021, "III.1.1.c", "so_nganh", "16/03 16/06 16/09 16/12"),
        (2021, "III.1.1.c", "cap_huyen", "16/03 16/06 16/09 16/12"),
        (2021, "III.1.2.a4", "so_noi_vu", "18/03 18/06 17/09 17/12"),
        (2026, "III.1.1.c", "so_nganh", "17/03 16/06 16/09 16/12"),
        (2026, "III.1.1.c", "cap_xa", "16/03 15/06 15/09 15/12"),
        (2026, "III.1.2.a4", "so_noi_vu", "18/03 18/06 18/09 18/12"),
    ],
)
def test_each_level_is_due_on_the_proposed_days(
    registry: Registry, workdays: Workdays, year: int, duty: str, role: str, expected: str
) -> None:
    owed = registry.plan.duty(duty)
    rounds = [
        deadline(parse(owed.due_rule(role)), Anchors.of(period), workdays)
        for period in periods_of(owed.cadence, year, owed.period_basis)
    ]

    assert days(expected, year) == [one.due_on for one in rounds]
    assert [one.due_on for one in rounds] == [one.target_on for one in rounds]


@pytest.mark.parametrize(
    ("year", "expected"), [(2021, "01/03 01/06 01/09 01/12"), (2026, "02/03 01/06 03/09 01/12")]
)
def test_both_reports_open_on_the_first_working_day_of_the_last_month(
    registry: Registry, workdays: Workdays, year: int, expected: str
) -> None:
    for duty in map(registry.plan.duty, ("III.1.1.c", "III.1.2.a4")):
        opened = [
            rule_date(parse(duty.opens), Anchors.of(period), workdays)
            for period in periods_of(duty.cadence, year, duty.period_basis)
        ]
        assert days(expected, year) == opened
