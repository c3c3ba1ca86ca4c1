"""From which day to which, and whether the figures are cumulative: quý III is not nine months."""

from __future__ import annotations

import pytest

from dondoc.calendar.period_words import span_words, year_before
from dondoc.calendar.periods import PeriodBasis, period


@pytest.mark.parametrize(
    ("key", "basis", "figures", "words"),
    [
        ("2027-Q3", "reporting", True, "số liệu từ 15/06/2027 đến 14/09/2027, không cộng dồn"),
        ("2027-S1", "reporting", True, "số liệu từ 15/12/2026 đến 14/06/2027, cộng dồn"),
        ("2027", "reporting", True, "số liệu từ 15/12/2026 đến 14/12/2027, cộng dồn"),
        ("2027-M03", "calendar", False, "từ 01/03/2027 đến 31/03/2027"),
        ("2027", "calendar", False, ""),
        ("2027-E12", "calendar", True, ""),
    ],
)
def test_the_days_of_a_period(key: str, basis: PeriodBasis, figures: bool, words: str) -> None:
    assert words == span_words(period(key, basis), figures=figures)


def test_the_same_kind_of_period_a_year_before() -> None:
    assert ["2026-Q3", "2026", "2026-M03"] == list(
        map(year_before, ["2027-Q3", "2027", "2027-M03"])
    )
