"""When the calendar moves, dates move with it: kept, and told once to whom they concern."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.calendar_move import kept_dates, settle_dates
from dondoc.notices.write import plan_notices
from dondoc.problems import Refused
from dondoc.rounds.opening import open_period
from models import Assignment, Notice, Round
from models.database import transaction
from models.kinds import DecisionKind, NoticeKind
from tests.support.other_calendar import with_day_off

pytestmark = pytest.mark.one_database

NOW = at(date(2027, 3, 8), 7, 30)


@pytest.fixture
def moved_rulebook(rulebook, tmp_path: Path):
    """The same plan, with Monday 15/03/2027 a day off: two working days after 14/03 is 17/03."""
    return with_day_off(rulebook, tmp_path, "2027-03-15")


def _settle(life, rulebook, now=NOW):
    with transaction(life.engine) as session:
        return settle_dates(session, rulebook, life.duty, now=now)


def _told(life):
    with transaction(life.engine, write=False) as session:
        notices = session.exec(select(Notice)).all()
    return [notice for notice in notices if notice.kind == NoticeKind.MOVED]


def test_nothing_moves_while_the_calendar_stands(life):
    assert [] == _settle(life, life.rulebook)


def test_the_dates_move_and_what_moved_is_said(life, moved_rulebook):
    moved = _settle(life, moved_rulebook)

    words = {one.words() for one in moved}
    assert (
        "14 đơn vị đổi hạn từ thứ Ba, 16/03/2027 sang thứ Tư, 17/03/2027"
        " do lịch nghỉ thay đổi" in words
    )
    facts = life.facts(NOW)
    assert date(2027, 3, 17) == facts.due_on == facts.first_due_on
    assert "17/03/2027" in facts.arithmetic
    assert 2 == facts.cycle


def test_each_unit_is_told_once(life, moved_rulebook):
    _settle(life, moved_rulebook)
    assert [] == _settle(life, moved_rulebook)

    assert 3 == len(_told(life))  # the units of the cast that have a clerk, but for its own slot
    assert all(notice.immediate for notice in _told(life))


def test_what_stood_before_still_stands_in_the_past(life, moved_rulebook):
    _settle(life, moved_rulebook)

    yesterday = life.facts(at(date(2027, 3, 7), 9))
    assert date(2027, 3, 16) == yesterday.due_on == yesterday.first_due_on


def test_who_has_handed_in_is_not_told_and_keeps_the_date_that_it_kept(life, moved_rulebook):
    life.submit(at(date(2027, 3, 5), 9), document_on="04/03/2027")
    _settle(life, moved_rulebook)

    assert 2 == len(_told(life))
    facts = life.facts(NOW)
    assert (date(2027, 3, 16), date(2027, 3, 16), 1) == (
        facts.due_on,
        facts.first_due_on,
        facts.cycle,
    )


def test_a_date_that_a_person_gave_stays(life, moved_rulebook):
    friday = date(2027, 3, 5)
    life.ask(at(friday, 9), date(2027, 3, 17))
    life.decide(at(friday, 10), DecisionKind.EXTENSION_GRANTED, new_due_on=date(2027, 3, 17))

    _settle(life, moved_rulebook)

    kinds = [decision.kind for decision in life.facts(NOW).decisions]
    assert DecisionKind.MOVED not in kinds


def test_what_is_past_on_both_calendars_is_left_alone(life, moved_rulebook):
    assert [] == _settle(life, moved_rulebook, now=at(date(2027, 3, 22), 8))


def test_no_date_moves_to_a_day_that_has_come(life, moved_rulebook):
    """On the 17th nobody can still be told that the 17th is the day."""
    assert [] == _settle(life, moved_rulebook, now=at(date(2027, 3, 17), 7, 30))
    assert date(2027, 3, 16) == life.facts(at(date(2027, 3, 17), 8)).due_on


@pytest.mark.parametrize("day", [10, 15, 16])
def test_a_day_wrongly_off_taken_out_does_not_move_the_announced_date_back(
    life, moved_rulebook, day
):
    _settle(life, moved_rulebook)
    now = at(date(2027, 3, day), 7, 30)

    assert [] == _settle(life, life.rulebook, now)
    facts, announced = life.facts(now), date(2027, 3, 17)
    assert (announced, announced) == (facts.due_on, facts.first_due_on)
    assert 3 == len(_told(life))  # nobody is told anew
    [kept] = kept_dates(life.rulebook, [facts])
    assert (
        "Lịch nghỉ nay tính hạn thứ Ba, 16/03/2027, đã báo thứ Tư, 17/03/2027:"
        " giữ ngày đã báo (1 đơn vị)" == kept.words()
    )
    assert [] == kept_dates(moved_rulebook, [facts])


def test_who_hands_in_on_the_announced_day_is_on_time(life, moved_rulebook):
    _settle(life, moved_rulebook)
    _settle(life, life.rulebook, at(date(2027, 3, 10), 7, 30))
    wednesday = at(date(2027, 3, 17), 16)
    life.submit(wednesday)

    assert life.standing(wednesday).on_time is True


def test_a_day_off_decided_on_the_day_itself_leaves_a_whole_day_of_work(life, tmp_path):
    """Tuesday 16/03 is off since this morning: the units hear on Wednesday and have Thursday."""
    now, off = at(date(2027, 3, 16), 7), with_day_off(life.rulebook, tmp_path, "2027-03-16")
    moved = _settle(life, off, now)

    assert {date(2027, 3, 18)} == {one.after_on for one in moved}
    assert date(2027, 3, 18) == life.facts(now).first_due_on
    assert [] == _settle(life, off, at(date(2027, 3, 17), 7))


def _plan(life, rulebook, now):
    with transaction(life.engine) as session:
        plan_notices(session, rulebook, now=now, after_due=True)


def _said(life) -> list[tuple[str, int]]:
    """What was said of the unit's assignment to its clerk, and in which cycle."""
    with transaction(life.engine, write=False) as session:
        query = select(Notice).where(col(Notice.assignment_id) == life.id)
        return [(one.kind, one.cycle) for one in session.exec(query.order_by(col(Notice.id)))]


def test_a_day_off_after_a_reminder_went_is_one_letter(life, moved_rulebook):
    """T-5 is 09/03 on both calendars; on 11/03 the date alone is news."""
    _plan(life, life.rulebook, at(date(2027, 3, 9), 7, 30))
    thursday = at(date(2027, 3, 11), 7, 30)
    _settle(life, moved_rulebook, now=thursday)
    _plan(life, moved_rulebook, thursday)

    assert [("reminder", 1), ("moved", 2)] == _said(life)


def test_a_date_that_moved_before_anybody_heard_of_it_is_told_by_the_opening(life, tmp_path):
    with transaction(life.engine) as session:
        open_period(session, life.rulebook, life.duty, "2027-S1", now=at(date(2027, 3, 2), 9))
        query = select(Assignment.id).join(Round).where(col(Round.period) == "2027-S1")
        life.id = session.exec(query.where(col(Assignment.unit_code) == "so-tai-chinh")).one()
    june = with_day_off(life.rulebook, tmp_path, "2027-06-15")
    _settle(life, june, now=at(date(2027, 3, 5), 7, 30))
    assert date(2027, 6, 17) == life.facts(at(date(2027, 3, 5), 8)).due_on
    _settle(life, life.rulebook, now=at(date(2027, 3, 6), 7, 30))  # and back: nobody heard of it
    assert date(2027, 6, 16) == life.facts(at(date(2027, 3, 6), 8)).due_on
    _settle(life, june, now=at(date(2027, 3, 8), 7, 30))
    _plan(life, june, at(date(2027, 6, 1), 7, 30))

    assert date(2027, 6, 17) == life.facts(at(date(2027, 6, 1), 8)).due_on
    assert [("opening", 1)] == _said(life)


def test_the_example_of_a_new_date_is_one_that_is_taken(life):
    monday = at(date(2027, 3, 15), 9)
    with pytest.raises(Refused, match=r"hãy ghi ngày mới, như 17/03/2027") as refused:
        life.decide(monday, DecisionKind.EXTENSION_GRANTED, "Chờ biểu mẫu mới")

    assert ["new_due_on"] == [problem.field for problem in refused.value.problems]
    on = date(2027, 3, 17)
    assert on == life.decide(monday, DecisionKind.EXTENSION_GRANTED, "Chờ", new_due_on=on)
