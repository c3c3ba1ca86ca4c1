"""When the calendar moves, dates move with it: kept, and told once to whom they concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from dondoc.calendar.workdays import load_workdays
from dondoc.clock import at
from dondoc.decisions.calendar_moved import settle_dates
from models import Notice
from models.database import transaction
from models.kinds import DecisionKind, NoticeKind

pytestmark = pytest.mark.one_database

NOW = at(date(2027, 3, 8), 7, 30)
OFF = """
  - year: 2027
    scope: days
    title: Nghỉ bù một ngày (dùng trong kiểm thử)
    source: kiểm thử
    confirmed: true
    days_off:
      - {date: 2027-03-15, label: nghỉ bù}
"""


@pytest.fixture
def moved_rulebook(rulebook, tmp_path: Path):
    """The same plan, with Monday 15/03/2027 a day off: two working days after 14/03 is 17/03."""
    shipped = Path("dondoc/plan/data/calendar.yaml").read_text(encoding="utf-8")
    calendar = tmp_path / "calendar.yaml"
    calendar.write_text(shipped.rstrip() + "\n" + OFF, encoding="utf-8")
    return replace(rulebook, workdays=load_workdays(calendar))


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
        "15 đơn vị đổi hạn từ thứ Ba, 16/03/2027 sang thứ Tư, 17/03/2027"
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


def test_who_has_handed_in_is_not_told_and_is_judged_by_the_new_date(life, moved_rulebook):
    life.submit(at(date(2027, 3, 5), 9), document_on="04/03/2027")
    _settle(life, moved_rulebook)

    assert 2 == len(_told(life))
    assert date(2027, 3, 17) == life.facts(NOW).first_due_on


def test_a_date_that_a_person_gave_stays(life, moved_rulebook):
    friday = date(2027, 3, 5)
    life.ask(at(friday, 9), date(2027, 3, 17))
    life.decide(at(friday, 10), DecisionKind.EXTENSION_GRANTED, new_due_on=date(2027, 3, 17))

    _settle(life, moved_rulebook)

    kinds = [decision.kind for decision in life.facts(NOW).decisions]
    assert DecisionKind.MOVED not in kinds


def test_what_is_past_on_both_calendars_is_left_alone(life, moved_rulebook):
    assert [] == _settle(life, moved_rulebook, now=at(date(2027, 3, 22), 8))
