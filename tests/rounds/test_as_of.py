"""When the office got it decides lateness; when we learned of it decides what an `as_of` sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import col, select

from dondoc.clock import at, end_of
from dondoc.decisions.calendar_move import settle_dates
from dondoc.demands.demand import open_demand
from dondoc.demands.demand_form import Demand
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import StandingKind
from models import Round
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.other_calendar import with_day_off

SIXTEENTH, EIGHTEENTH, NINETEENTH = date(2027, 3, 16), date(2027, 3, 18), date(2027, 3, 19)


def test_a_paper_of_the_16th_typed_on_the_19th_is_on_time(life):
    life.submit(at(NINETEENTH, 9), received_at=at(SIXTEENTH, 15))

    here = life.standing(at(NINETEENTH, 10))
    assert (StandingKind.SUBMITTED, True) == (here.kind, here.on_time)


def test_a_figure_shown_on_the_18th_stays_what_it_was(life):
    before = _figure(life, EIGHTEENTH)

    life.submit(at(NINETEENTH, 9), received_at=at(SIXTEENTH, 15))

    assert before == _figure(life, EIGHTEENTH)
    assert before != _figure(life, NINETEENTH)


def test_a_unit_that_nobody_could_tell_stays_so_on_days_before_its_paper_was_typed(life):
    """Its paper of the 16th shows that it knew; on the 18th nobody had seen it."""
    life.id = life.assignment("thanh-tra-tinh")  # it has no contact
    before = life.standing(end_of(EIGHTEENTH))

    life.submit(at(NINETEENTH, 9), received_at=at(SIXTEENTH, 15), by="account:1")

    assert StandingKind.UNREACHED is before.kind
    assert before == life.standing(end_of(EIGHTEENTH))


def test_an_extension_of_today_does_not_change_what_stood_yesterday(life):
    life.ask(at(date(2027, 3, 12), 9), date(2027, 3, 17))
    life.decide(at(SIXTEENTH, 9), DecisionKind.EXTENSION_GRANTED, new_due_on=date(2027, 3, 17))

    yesterday = life.facts(end_of(date(2027, 3, 15)))
    assert (SIXTEENTH, SIXTEENTH, 1) == (yesterday.due_on, yesterday.first_due_on, yesterday.cycle)
    today = life.facts(at(SIXTEENTH, 10))
    assert (date(2027, 3, 17), 2) == (today.due_on, today.cycle)


def test_every_day_past_is_rebuilt_whole_from_rows(life, tmp_path):
    """A calendar, a return and an extension later, nothing of a day before them is another."""
    off = with_day_off(life.rulebook, tmp_path, "2027-03-15")
    days = [date(2027, 3, day) for day in (4, 5, 9, 11)]
    acts = [
        lambda now: _settle(life, off, now),
        lambda now: life.submit(now, document_on="04/03/2027"),
        lambda now: life.decide(now, DecisionKind.RETURNED, "Thiếu mục II"),
        lambda now: life.decide(now, DecisionKind.EXTENSION_GRANTED, new_due_on=date(2027, 3, 17)),
    ]
    stood = []
    for day, act in zip(days, acts, strict=True):
        stood.append(life.facts(at(day, 8)))
        act(at(day, 9))

    assert stood == [life.facts(at(day, 8)) for day in days]
    assert [1, 2, 2, 3] == [facts.cycle for facts in stood]
    assert 4 == life.facts(at(NINETEENTH, 8)).cycle
    first, second, *_ = stood
    assert (SIXTEENTH, date(2027, 3, 17)) == (first.first_due_on, second.first_due_on)
    assert first.arithmetic != second.arithmetic


def test_of_two_changes_in_one_instant_the_first_tells_what_stood(life, tmp_path):
    now = at(date(2027, 3, 4), 9)
    before = life.facts(at(date(2027, 3, 4), 8))
    _settle(life, with_day_off(life.rulebook, tmp_path, "2027-03-15"), now)
    life.submit(now, document_on="04/03/2027")
    life.decide(now, DecisionKind.RETURNED, "Thiếu mục II")

    assert before == life.facts(at(date(2027, 3, 4), 8))
    assert 3 == life.facts(now).cycle


def _settle(life, rulebook, now):
    with transaction(life.engine) as session:
        settle_dates(session, rulebook, life.duty, now=now)


def _figure(life, on):
    with transaction(life.engine, write=False) as session:
        shown = progress(
            session, life.rulebook, duty="III.1.1.c", period="2027-Q1", as_of=end_of(on)
        )
    return shown.figure()


def test_who_was_added_to_a_demand_later_is_not_there_before(life):
    days = [date(2027, 3, day) for day in (1, 8)]
    demand = Demand("Hội nghị", "Sở Tài chính", "22/03/2027", "45/SNV-CCHC", "01/03/2027")
    with transaction(life.engine) as session:
        for day, units in zip(days, ("Sở Tài chính", "Sở Y tế"), strict=True):
            asked = replace(demand, units=units)
            open_demand(session, life.rulebook, demand=asked, by="account:1", now=at(day, 9))

    assert [1, 2] == [_demanded(life, day) for day in days]


def _demanded(life, day) -> int:
    with transaction(life.engine, write=False) as session:
        (found,) = session.exec(select(Round).where(col(Round.period).contains("-E")))
        return progress(
            session, life.rulebook, duty=found.duty, period=found.period, as_of=end_of(day)
        ).tally.asked
