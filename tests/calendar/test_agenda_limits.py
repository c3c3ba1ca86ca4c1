"""When a duty has nothing to do, or only looks: before the plan, without it, waiting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dondoc.calendar.workdays import Workdays
from dondoc.plan.agenda import agenda
from dondoc.plan.registry import Registry

Days = Callable[..., list[str]]


def test_nothing_opens_before_the_plan_was_issued(report_days: Days) -> None:
    """A quarter opens on the day of issue; the month that had begun is not opened at all."""
    calendar = {"period_basis": "calendar", "opens": "start", "due": "end + 5wd"}

    assert report_days(cadence="quarterly", **calendar)[0] == "26/01 Báo cáo quý I/2021 · mở kỳ"
    assert report_days(cadence="monthly", **calendar)[0] == "01/02 Báo cáo tháng 02/2021 · mở kỳ"


def test_a_period_past_before_the_plan_was_issued_is_left_out(report_days: Days) -> None:
    found = report_days(cadence="monthly", opens="start", due="end + 1wd")

    assert "tháng 01/2021" not in " ".join(found)


@pytest.mark.parametrize(
    "changes",
    [{"cadence": "on_event"}, {"cadence": "on_demand"}, {"due": "event + 5wd"}],
)
def test_a_duty_that_waits_has_a_look_day_a_month(
    report_days: Days, changes: dict[str, str]
) -> None:
    found = report_days(**changes)

    expected = "26/01 01/02 01/03 01/04 04/05 01/06 01/07 02/08 01/09 01/10 01/11 01/12"
    assert expected.split() == [one[:5] for one in found]
    assert found[0].endswith("xem việc phát sinh")


def test_a_principle_has_nothing_to_do(report_days: Days) -> None:
    assert not report_days(kind="principle")


def test_a_year_without_the_plan_has_no_days_but_the_demo_has(
    report_days: Days, registry: Registry, workdays: Workdays
) -> None:
    year = (date(2030, 1, 1), date(2030, 12, 31))
    demo = registry.for_demo()
    duty = demo.plan.duty("III.1.1.c")

    assert not report_days(*year)
    assert agenda(duty, demo.plan, demo, workdays, start_on=year[0], end_on=year[1])
