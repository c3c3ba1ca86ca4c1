"""The ladder's numbers, as DESIGN §6 gives them, and where they are told."""

from __future__ import annotations

from datetime import date

from deployments.description import describe_follow_up
from dondoc.calendar.ladder import LADDERS, rung_days
from dondoc.calendar.workdays import Workdays


def test_after_the_superior_it_is_repeated_four_times_every_five_working_days(workdays: Workdays):
    due_on = date(2027, 3, 16)
    days = rung_days("E1", date(2027, 3, 1), due_on, due_on, workdays)
    again = [day.on for day in days if day.rung.repeat]

    assert [12, 17, 22, 27] == [workdays.count(due_on, on) for on in again]


def test_it_reminds_before_and_urges_after():
    offsets = [rung.offset for rung in LADDERS["E1"] if rung.code != "OPEN" and not rung.repeat]

    assert [-10, -5, -2, 0, 1, 3, 7] == offsets


def test_the_page_of_the_flow_tells_them():
    words = " ".join(describe_follow_up().split())

    assert "(sau hạn 1, 3, 7 ngày làm việc, rồi cứ 5 ngày một lần, nhiều nhất bốn lần)" in words
