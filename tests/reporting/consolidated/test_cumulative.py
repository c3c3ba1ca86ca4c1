"""Six months hold the first quarter, quarter three stands by itself; nothing is counted twice."""

from __future__ import annotations

import pytest

from dondoc.reporting.consolidated.cumulative import (
    KnownFigure,
    added,
    inside,
    to_date,
    told,
    with_inside,
)

WHOLE, PARTLY = True, False


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("2027-Q1", ["2027-Q1"]),
        ("2027-Q2", ["2027-S1"]),
        ("2027-S1", ["2027-S1"]),
        ("2027-Q3", ["2027-S1", "2027-Q3"]),  # quý III is not «9 tháng»
        ("2027-Q4", ["2027"]),
        ("2027", ["2027"]),
    ],
)
def test_which_reports_tell_the_year_so_far(key: str, wanted: list[str]):
    assert wanted == list(to_date(key))


def test_the_year_holds_six_months_and_two_quarters_never_its_first_quarter_twice():
    assert ["2027-S1", "2027-Q3", "2027-Q4"] == list(inside("2027"))
    assert ["2027", "2027-S1", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"] == list(
        with_inside(["2027"])
    )


@pytest.mark.parametrize(
    ("key", "given", "wanted"),
    [
        ("2027-S1", {"2027-Q1": 12, "2027-S1": 30}, KnownFigure(30, WHOLE)),
        # What the unit said of six months stands, though its first quarter was more.
        ("2027-S1", {"2027-Q1": 12, "2027-S1": 9}, KnownFigure(9, WHOLE)),
        # Only quarters: what is known, and that it is not all.
        ("2027-S1", {"2027-Q1": 12}, KnownFigure(12, PARTLY)),
        ("2027-S1", {"2027-Q1": 12, "2027-Q2": 5}, KnownFigure(17, WHOLE)),
        ("2027", {"2027-Q1": 12, "2027-S1": 30, "2027-Q3": 8}, KnownFigure(38, PARTLY)),
        ("2027", {"2027-Q1": 12, "2027-Q3": 8}, KnownFigure(20, PARTLY)),
        ("2027", {"2027-Q1": 12, "2027-S1": 30, "2027-Q3": 8, "2027": 50}, KnownFigure(50, WHOLE)),
        ("2027", {}, None),
        ("2027-S1", {"2027-S1": 0}, KnownFigure(0, WHOLE)),
    ],
)
def test_what_is_said_of_a_period(key: str, given: dict[str, int], wanted: KnownFigure | None):
    assert wanted == told(key, given)


def test_the_year_up_to_quarter_three_adds_it_to_six_months():
    every = to_date("2027-Q3")

    assert KnownFigure(38, WHOLE) == added(
        every, {"2027-Q1": 12, "2027-S1": 30, "2027-Q3": 8}, at_end=False
    )
    assert KnownFigure(30, PARTLY) == added(every, {"2027-S1": 30}, at_end=False)
    assert KnownFigure(20, PARTLY) == added(every, {"2027-Q1": 12, "2027-Q3": 8}, at_end=False)


def test_what_stands_at_the_end_of_a_period_is_never_added_up():
    every = to_date("2027-Q3")

    assert KnownFigure(120, WHOLE) == added(every, {"2027-S1": 110, "2027-Q3": 120}, at_end=True)
    assert KnownFigure(110, PARTLY) == added(every, {"2027-S1": 110}, at_end=True)
    assert KnownFigure(90, PARTLY) == added(every, {"2027-Q1": 90}, at_end=True)
    assert None is added(every, {}, at_end=True)
