"""What is owed every month is said at its opening and on the day, no more (decision 0006)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.calendar.ladder import LADDERS, LadderCode, ladder_for
from dondoc.plan.agenda import agenda
from dondoc.plan.rulebook import Rulebook


@pytest.mark.parametrize(
    ("expected", "ladder", "tone", "cadence"),
    [
        ("E1M", "E1", "order", "monthly"),
        ("E1M", "E1", "order", "weekly"),
        ("E1", "E1", "order", "quarterly"),
        ("E1", "E1", "order", "four_reports"),
        ("E1", "E1", "order", "on_event"),
        ("E2M", "E1", "request", "monthly"),
        ("E2M", "E2", "request", "monthly"),
        ("E2", "E2", "request", "quarterly"),
        ("E3", "E3", "order", "monthly"),
    ],
)
def test_only_what_comes_every_month_has_fewer_reminders(
    expected: str, ladder: LadderCode, tone: str, cadence: str
) -> None:
    assert expected == ladder_for(ladder, tone, cadence)


def test_after_the_day_it_is_urged_like_everything_else() -> None:
    codes = {ladder: [rung.code for rung in rungs] for ladder, rungs in LADDERS.items()}

    reminders = {"T-10", "T-5", "T-2"}
    for ladder in ("E1", "E2"):
        assert [one for one in codes[ladder] if one not in reminders] == codes[f"{ladder}M"]


def test_the_monthly_review_has_two_days_a_month(rulebook: Rulebook) -> None:
    registry = rulebook.registry
    duty = registry.plan.duty("II.3.3")
    days = agenda(
        duty,
        registry.plan,
        registry,
        rulebook.workdays,
        start_on=date(2027, 3, 1),
        end_on=date(2027, 4, 30),
    )

    assert [
        (date(2027, 3, 22), "Rà soát công bố TTHC tháng 3/2027 · mở kỳ"),
        (date(2027, 3, 31), "Rà soát công bố TTHC tháng 3/2027 · đến hạn hôm nay"),
        (date(2027, 4, 20), "Rà soát công bố TTHC tháng 4/2027 · mở kỳ"),
        (date(2027, 4, 29), "Rà soát công bố TTHC tháng 4/2027 · đến mốc phấn đấu, hạn 04/05/2027"),
    ] == [(day.on, day.name(duty)) for day in days]
