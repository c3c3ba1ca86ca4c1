"""The arithmetic of a deadline as a Vietnamese sentence that a clerk can check by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dondoc.calendar.deadlines import Anchors, deadline, rule_date
from dondoc.calendar.periods import period
from dondoc.calendar.rules import parse
from dondoc.calendar.workdays import Workdays
from dondoc.problems import Refused

# Each line: a rule | a reporting period, or the day of an event | the sentence.
GOLDEN = Path(__file__).with_name("golden_sentences.txt").read_text(encoding="utf-8")
LINES = [line.split(" | ") for line in GOLDEN.splitlines()]


def anchors_of(key: str) -> Anchors:
    if len(key) == len("2021-04-20"):
        return Anchors.of_event(date.fromisoformat(key))
    return Anchors.of(period(key, "reporting"), issued_on=date(2021, 1, 26))


@pytest.mark.parametrize(("rule", "key", "expected"), LINES)
def test_it_says_how_the_date_came_about(
    workdays: Workdays, rule: str, key: str, expected: str
) -> None:
    assert expected == deadline(parse(rule), anchors_of(key), workdays).arithmetic


@pytest.mark.parametrize(("name", "wanted"), [("issued", "ngày ban hành"), ("event", "sự kiện")])
def test_a_date_that_the_round_lacks_is_asked_for(
    workdays: Workdays, name: str, wanted: str
) -> None:
    anchors = Anchors.of(period("2027-Q1", "reporting"))

    with pytest.raises(Refused) as refused:
        rule_date(parse(f"{name} + 5wd"), anchors, workdays)

    assert f"«{name}»: đợt này chưa có" in str(refused.value)
    assert wanted in str(refused.value)
