"""The days on which a duty has something to do, with the shipped plan and calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dondoc.calendar.workdays import Workdays
from dondoc.plan.agenda import AgendaDay, agenda
from dondoc.plan.registry import Registry

Days = Callable[..., list[str]]


def test_the_report_has_its_days_of_2021(report_days: Days) -> None:
    """T−10 (02/03) falls in the quiet days after the opening."""
    found = report_days()

    assert found[:4] == [
        "01/03 Báo cáo quý I/2021 · mở kỳ",
        "09/03 Báo cáo quý I/2021 · nhắc trước 5 ngày",
        "12/03 Báo cáo quý I/2021 · nhắc trước 2 ngày",
        "16/03 Báo cáo quý I/2021 · đến hạn hôm nay",
    ]
    assert found[-1] == "16/12 Báo cáo năm 2021 · đến hạn hôm nay"
    expected = 16
    assert expected == len(found)


def test_both_ends_of_the_range_are_included(report_days: Days) -> None:
    days = (date(2021, 3, 1), date(2021, 3, 9))

    found = report_days(*days)

    expected = ["01/03", "09/03"]
    assert expected == [one[:5] for one in found]


def test_roles_with_different_rules_give_the_union_of_days(report_days: Days) -> None:
    """From 2026 communes report themselves, a working day before the departments."""
    days = (date(2027, 3, 1), date(2027, 3, 31))

    found = report_days(*days)

    expected = ["01/03", "08/03", "09/03", "11/03", "12/03", "15/03", "16/03"]
    assert expected == [one[:5] for one in found]


def test_a_role_without_units_adds_no_days(report_days: Days) -> None:
    """No district exists in 2027; what it would owe on the 10th is nobody's."""
    due = {"so_nganh": "D16", "cap_huyen": "D10", "cap_xa": "D16"}
    days = (date(2027, 3, 1), date(2027, 3, 31))

    found = report_days(*days, due=due)

    assert not [one for one in found if one.startswith("10/03")]


def test_two_items_on_a_day_are_joined(report_days: Days) -> None:
    found = report_days(cadence="monthly", period_basis="calendar", opens="D01", due="end + 1d")

    assert "01/06 Báo cáo tháng 5/2021 · đến hạn hôm nay; Báo cáo tháng 6/2021 · mở kỳ" in found


def test_a_period_told_twice_in_a_name_is_named_once(report_days: Days) -> None:
    due = {"so_nganh": "D16", "cap_huyen": "D19", "cap_xa": "D16"}

    found = report_days(due=due)

    named = "12/03 Báo cáo quý I/2021 · nhắc trước 2 ngày; nhắc trước 5 ngày (cấp huyện)"
    assert named in found


def test_a_due_date_on_a_day_off_names_the_date_that_counts(report_days: Days) -> None:
    found = report_days(due="D20")

    assert "19/03 Báo cáo quý I/2021 · đến mốc phấn đấu, hạn 22/03/2021" in found


def test_every_day_is_a_working_day_once(registry: Registry, workdays: Workdays) -> None:
    for duty in registry.plan.duties:
        days: list[AgendaDay] = agenda(
            duty, registry.plan, registry, workdays,
            start_on=date(2026, 11, 24), end_on=date(2027, 12, 31),
        )  # fmt: skip
        on = [one.on for one in days]

        assert sorted(set(on)) == on
        assert all(workdays.is_workday(one) for one in on)
