"""What a unit did is counted in the period of its date, and never late."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from dondoc.activities.record_activity import activities_of
from dondoc.clock import at
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.standing_words import standing_words
from models import Audit
from models.database import transaction
from tests.support.counted_plan import QUARTERLY, counted_rulebook
from tests.support.counting import MARCH, Counting

DAY = at(date(2027, 3, 15), 9)


@pytest.fixture(scope="session")
def counted(tmp_path_factory):
    return counted_rulebook(tmp_path_factory.mktemp("ke-hoach") / "data")


@pytest.fixture
def month(engine, cast, counted):
    found = Counting(engine, counted)
    found.open(date(2027, 3, 3))
    return found


@pytest.fixture
def reports(sqlite_engine, sqlite_cast, counted):
    found = Counting(sqlite_engine, counted, QUARTERLY)
    found.open(date(2027, 2, 1))
    return found


def test_what_was_done_is_kept_and_counted(month):
    recorded = month.add(
        DAY, title="  Một  cửa điện tử ", done_on="ngày 14/3/2027", link="https://stc.example/1"
    )

    with transaction(month.engine, write=False) as session:
        (kept,) = activities_of(session, recorded.assignment_id, as_of=DAY)
        audited = [row.act for row in session.exec(select(Audit))]
    assert ("Một cửa điện tử", date(2027, 3, 14)) == (kept.title, kept.done_on)
    assert "https://stc.example/1" == kept.link
    assert 1 == month.count(DAY)
    assert "ghi hoạt động" in audited


def test_a_figure_of_the_past_stays_what_it_was(month):
    first = month.add(DAY, title="Tin một", done_on="10/03/2027")
    month.add(at(date(2027, 3, 17), 9), title="Tin hai", done_on="10/03/2027")
    month.withdraw(first.activity_id, at(date(2027, 3, 19), 9))

    found = [month.count(at(date(2027, 3, day), 12)) for day in (14, 15, 17, 19)]

    assert [0, 1, 2, 1] == found


def test_what_is_withdrawn_stays_in_the_ledger(month):
    first = month.add(DAY, title="Tin một", done_on="10/03/2027")
    month.withdraw(first.activity_id, at(date(2027, 3, 16), 9))
    month.withdraw(first.activity_id, at(date(2027, 3, 20), 9))

    with transaction(month.engine, write=False) as session:
        (kept,) = activities_of(session, month.id(), as_of=at(date(2027, 3, 21), 9))
    assert at(date(2027, 3, 16), 9) == kept.withdrawn_at
    month.add(at(date(2027, 3, 22), 9), title="Tin một", done_on="10/03/2027")
    assert 1 == month.count(at(date(2027, 3, 22), 9))


def test_two_at_once_are_both_kept_and_a_double_tap_is_one(month):
    with ThreadPoolExecutor(2) as pool:
        titles = [f"Tin số {number}" for number in (1, 2, 3, 3, 3)]
        list(pool.map(lambda title: month.add(DAY, title=title, done_on="10/03/2027"), titles))

    assert 3 == month.count(DAY)


def test_it_is_never_late_whatever_the_day(month):
    days = [date(2027, 3, 3), date(2027, 3, 31), date(2027, 4, 1), date(2027, 4, 2)]

    found = [month.standing(at(day, 9)).kind for day in [*days, date(2027, 12, 31)]]

    still, below = StandingKind.OPEN, StandingKind.BELOW
    assert [still, still, still, below, below] == found


def test_it_says_how_many_of_how_many(month):
    plan = month.rulebook.registry.plan

    def said(now):
        return standing_words(month.facts(now), month.standing(now), now, plan).phrase

    before = said(DAY)
    month.four(DAY, "so-tai-chinh", count=3)
    after = said(at(date(2027, 4, 2), 9))
    month.add(DAY, title="Tin số 4", done_on="11/03/2027")

    assert ("đang ghi 0/4", "chưa đạt 3/4", "đã đạt 4/4") == (before, after, said(DAY))


def test_the_round_says_who_reached_the_threshold(month):
    month.four(DAY, "so-tai-chinh")
    month.four(DAY, "so-tu-phap", count=5)
    units = len(month.progress(DAY).rows)

    during, after = month.progress(DAY), month.progress(at(date(2027, 4, 2), 9))

    rest = units - 2
    assert f"Tháng 3/2027: 2/{units} đơn vị đạt ngưỡng, {rest} đang ghi" == during.sentence()
    assert f"Tháng 3/2027: 2/{units} đơn vị đạt ngưỡng, {rest} chưa đạt" == after.sentence()
    assert f"2/{units} đạt ngưỡng" == after.figure()


def test_a_month_ends_with_the_month(month):
    month.open(date(2027, 4, 1))
    april = at(date(2027, 4, 1), 10)

    month.add(april, title="Tin cuối tháng", done_on="31/03/2027", period="2027-M04")
    month.add(april, title="Tin đầu tháng", done_on="01/04/2027", period=MARCH)

    assert (1, 1) == (month.count(april), month.count(april, "2027-M04"))


@pytest.mark.parametrize(
    ("done_on", "period"),
    [
        ("15/12/2026", "2027-Q1"),
        ("14/03/2027", "2027-Q1"),
        ("15/03/2027", "2027-S1"),
        ("14/06/2027", "2027-S1"),
        ("15/06/2027", "2027-Q3"),
    ],
)
def test_a_report_period_ends_on_the_14th(reports, done_on, period):
    reports.open(date(2027, 6, 15))
    now = at(date(2027, 6, 16), 9)

    reports.add(now, period="2027-Q1", title="Chuyên mục", done_on=done_on, minutes="15")

    assert 1 == reports.count(now, period)


def test_a_period_is_not_judged_on_the_14th_but_on_its_look_day(reports):
    days = [date(2027, 3, 14), date(2027, 3, 15), date(2027, 3, 16)]

    found = [reports.progress(at(day, 9), "2027-Q1").tally.below for day in days]

    asked = reports.progress(DAY, "2027-Q1").tally.asked
    assert asked > 0
    assert [0, 0, asked] == found


def test_minutes_are_wanted_where_the_duty_counts_them(reports):
    with pytest.raises(Refused, match=r"Thời lượng \(phút\)"):
        reports.add(DAY, period="2027-Q1", title="Chuyên mục", done_on="10/03/2027")

    recorded = reports.add(
        DAY, period="2027-Q1", title="Chuyên mục", done_on="10/03/2027", minutes="1.250"
    )
    with transaction(reports.engine, write=False) as session:
        (kept,) = activities_of(session, recorded.assignment_id, as_of=DAY)
    assert 1250 == kept.minutes


def test_of_who_is_asked_it_says_what_there_is_and_no_word_of_falling_short(month):
    now, plan = at(date(2027, 4, 2), 9), month.rulebook.registry.plan
    facts = replace(month.facts(now), tone="request")

    assert "đã có 0/4" == standing_words(facts, month.standing(now), now, plan).phrase
