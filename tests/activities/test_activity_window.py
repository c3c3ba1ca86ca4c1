"""What is told to the press about a report counts in that report's round, though it comes later."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.activities.slots import counted_days
from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from tests.support.counting import Counting

pytestmark = pytest.mark.one_database

OPENED = date(2027, 3, 18)  # the day of the report of quý I
NOTE = {"unit": "so-noi-vu", "period": "2027-Q1", "title": "Thông cáo về kết quả quý I"}


@pytest.fixture
def press(engine, cast, rulebook: Rulebook) -> Counting:
    found = Counting(engine, rulebook, "III.1.2.b1")
    found.open(OPENED)
    return found


@pytest.mark.parametrize("done_on", ["18/03/2027", "24/03/2027", "17/06/2027"])
def test_from_the_report_to_the_next_one_it_counts(press: Counting, done_on: str) -> None:
    kept = press.add(at(date(2027, 6, 17), 9), done_on=done_on, **NOTE)

    assert press.id("2027-Q1", "so-noi-vu") == kept.assignment_id


def test_before_the_report_there_is_nothing_to_tell(press: Counting) -> None:
    with pytest.raises(Refused, match="không thuộc kỳ nào đang mở"):
        press.add(at(date(2027, 3, 19), 9), done_on="17/03/2027", **NOTE)


def test_once_told_it_is_reached(press: Counting) -> None:
    press.add(at(date(2027, 3, 22), 9), done_on="22/03/2027", **NOTE)

    row = press.progress(at(date(2027, 3, 26), 9), "2027-Q1").rows[0]
    assert StandingKind.REACHED is row.standing.kind


def test_the_days_of_one_year_follow_one_another(rulebook: Rulebook) -> None:
    duty = rulebook.registry.plan.duty("III.1.2.b1")
    spans = [counted_days(rulebook, duty, one.key) for one in rulebook.periods(duty, 2026)]

    assert [
        (date(2026, 3, 18), date(2026, 6, 17)),
        (date(2026, 6, 18), date(2026, 9, 17)),
        (date(2026, 9, 18), date(2026, 12, 17)),
        (date(2026, 12, 18), date(2027, 3, 17)),
    ] == spans


def test_the_conclusion_on_a_month_is_drawn_in_the_next(rulebook: Rulebook) -> None:
    duty = rulebook.registry.plan.duty("III.1.3.b2.2")

    expected = (date(2027, 4, 1), date(2027, 5, 3))  # 30/4 to 03/05 are days off
    assert expected == counted_days(rulebook, duty, "2027-M03")
