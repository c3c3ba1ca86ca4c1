"""After a period the monitoring body is told once who did less than wanted; units never are."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from models import Contact, Message, Notice
from models.database import transaction
from models.kinds import MessageState
from tests.support.counted_plan import QUARTERLY, counted_rulebook
from tests.support.counting import MARCH, Counting
from tests.support.post import Postman

DAY = at(date(2027, 3, 15), 9)
LOOK = at(date(2027, 4, 2), 7, 30)


@pytest.fixture(scope="session")
def counted(tmp_path_factory):
    return counted_rulebook(tmp_path_factory.mktemp("ke-hoach") / "data")


@pytest.fixture
def month(engine, cast, counted):
    found = Counting(engine, counted)
    found.open(date(2027, 3, 3))
    return found


def notices(month):
    with transaction(month.engine, write=False) as session:
        query = select(Notice, Contact).join(Contact).order_by(col(Notice.id))
        return [(notice.kind, contact.unit_code) for notice, contact in session.exec(query)]


def test_nobody_is_told_anything_before_the_look_day(month):
    for day in (date(2027, 3, 3), date(2027, 3, 31), date(2027, 4, 1)):
        month.plan(at(day, 7, 30), after_due=True)

    assert [] == notices(month)


def test_the_monitoring_body_is_told_once_by_the_duty_on_its_day(month):
    first = month.plan(LOOK)
    again = month.plan(LOOK), month.plan(at(date(2027, 4, 5), 7, 30), after_due=True)

    assert [("below_threshold", "so-noi-vu")] == notices(month)
    assert (1, 0, 0) == (first.notices, *(one.notices for one in again))
    assert at(date(2027, 4, 2), 8) == first.first_at


def test_follow_up_tells_what_the_duty_missed(month):
    assert 1 == month.plan(at(date(2027, 4, 8), 7, 30), after_due=True).notices


def test_a_period_long_past_is_not_told_out_of_nowhere(month):
    assert 0 == month.plan(at(date(2027, 7, 8), 7, 30), after_due=True).notices


def test_each_round_has_its_own_note(month):
    month.open(date(2027, 4, 1))
    month.plan(LOOK)
    month.plan(at(date(2027, 5, 5), 7, 30))

    assert [("below_threshold", "so-noi-vu")] * 2 == notices(month)


def test_nothing_is_said_where_everybody_reached_it(month):
    for row in month.progress(DAY).rows:
        month.four(DAY, row.facts.unit_code)

    assert 0 == month.plan(LOOK).notices


def test_report_periods_are_looked_at_two_working_days_after_the_14th(month, counted):
    reports = Counting(month.engine, counted, QUARTERLY)
    reports.open(date(2027, 2, 1))

    found = [reports.plan(at(date(2027, 3, day), 7, 30)).notices for day in (15, 16)]

    assert [0, 1] == found


def sent(month, settings, now):
    dispatch_window(month.engine, settings, month.rulebook, now, Postman())
    with transaction(month.engine, write=False) as session:
        return list(session.exec(select(Message)))


def test_the_note_names_who_is_below_when_it_leaves(month, settings):
    month.four(DAY, "so-tai-chinh")
    month.four(DAY, "so-tu-phap", count=3)
    month.plan(LOOK)
    month.four(at(date(2027, 4, 2), 7, 45), "so-y-te")

    (message,) = sent(month, settings, at(date(2027, 4, 2), 8))

    asked = month.progress(LOOK).tally.asked
    assert f"2/{asked} đơn vị đạt ngưỡng 4 tin, bài" in message.text
    assert "– Sở Tư pháp: 3/4" in message.text
    assert "Sở Y tế" not in message.text
    assert f"ky={MARCH}&loc=chua-dat" in message.text


def test_the_note_is_dropped_where_nobody_is_below_any_more(month, settings):
    month.plan(LOOK)
    for row in month.progress(DAY).rows:
        month.four(at(date(2027, 4, 2), 7, 45), row.facts.unit_code)

    (message,) = sent(month, settings, at(date(2027, 4, 2), 8))

    assert MessageState.CANCELLED == message.state
