"""The ladder's numbers, as DESIGN §6 gives them, and where they are told."""

from __future__ import annotations

from datetime import date

from deployments.description import describe_follow_up
from dondoc.calendar.ladder import LADDERS, rung_days
from dondoc.calendar.workdays import Workdays


def test_what_stays_late_stands_in_four_lists_five_working_days_apart(workdays: Workdays):
    """Any day of its week will do; alone it leaves on the last."""
    due_on = date(2027, 3, 16)
    days = rung_days("E1", date(2027, 3, 1), due_on, due_on, workdays)
    again = [(day.on, day.alone_on) for day in days if day.rung.repeat]

    weeks = [tuple(workdays.count(due_on, on) for on in week) for week in again]
    assert [(2, 6), (7, 11), (12, 16), (17, 21)] == weeks


def test_openings_and_early_reminders_wait_for_another_message_and_t2_goes_ahead_with_one(
    workdays: Workdays,
):
    due_on = date(2027, 3, 31)
    days = rung_days("E1", date(2027, 3, 1), due_on, due_on, workdays)
    before = {day.rung.code: day for day in days if day.rung.offset <= 0}
    waits = {code: workdays.count(day.own_on, day.alone_on) for code, day in before.items()}
    ahead = {code: workdays.count(day.on, day.own_on) for code, day in before.items()}

    assert {"OPEN": 3, "T-10": 3, "T-5": 3, "T-2": 0, "T": 0} == waits
    assert {"OPEN": 0, "T-10": 0, "T-5": 0, "T-2": 1, "T": 0} == ahead


def test_it_reminds_before_and_urges_after():
    offsets = [rung.offset for rung in LADDERS["E1"] if rung.code != "OPEN" and not rung.repeat]

    assert [-10, -5, -2, 0, 1, 7] == offsets


def test_the_page_of_the_flow_tells_them():
    words = " ".join(describe_follow_up().split())

    assert "(sau hạn 1 ngày làm việc, rồi trong danh sách việc còn quá hạn, 5 ngày làm" in words
    assert "nhiều nhất bốn lần). Cấp trên được báo từ ngày làm việc thứ 7 sau hạn" in words
