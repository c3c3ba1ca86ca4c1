"""A news item counts in the month that its page states; elsewhere another day is only flagged."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.web.link_check import LinkState, LinkVerdict
from tests.support.counting import Counting

pytestmark = pytest.mark.one_database

NOW = at(date(2027, 3, 15), 9)
LINK = "https://cong.example/tin/1"
NEWS = {"title": "Tin cải cách hành chính", "done_on": "10/03/2027", "link": LINK}
PORTAL = "so-khoa-hoc-cong-nghe"


def dated(published_on: date | None):
    return lambda _link: LinkVerdict(LinkState.ALIVE, published_on=published_on)


@pytest.fixture
def month(engine, cast, rulebook: Rulebook) -> Counting:
    found = Counting(engine, rulebook, "III.1.5.a")
    found.open(date(2027, 3, 1))
    return found


@pytest.mark.parametrize(
    ("published_on", "flags"),
    [
        (None, ()),
        (date(2027, 3, 10), ()),
        (date(2027, 3, 9), ("Trang ghi đăng ngày 09/03/2027.",)),
    ],
)
def test_a_day_of_the_month_counts(month: Counting, published_on: date | None, flags) -> None:
    kept = month.add(NOW, unit=PORTAL, link_check=dated(published_on), **NEWS)

    assert flags == kept.flags


def test_a_day_of_another_month_is_refused_with_both(month: Counting) -> None:
    with pytest.raises(Refused) as refused:
        month.add(NOW, unit=PORTAL, link_check=dated(date(2027, 2, 28)), **NEWS)

    assert "trang ghi đăng ngày 28/02/2027, ngoài tháng 3/2027" in str(refused.value)


def test_news_of_a_meeting_may_come_later(engine, cast, rulebook: Rulebook) -> None:
    quarter = Counting(engine, rulebook, "II.3.2.b")
    quarter.open(date(2027, 1, 27))

    kept = quarter.add(
        at(date(2027, 4, 2), 9),
        period="2027-Q1",
        link_check=dated(date(2027, 4, 1)),
        **{**NEWS, "done_on": "31/03/2027"},
    )

    assert "Trang ghi đăng ngày 01/04/2027, ngoài quý I/2027." in kept.flags
