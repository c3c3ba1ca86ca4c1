"""When the office got it decides lateness; when we learned of it decides what an `as_of` sees."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at, end_of
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import StandingKind
from models.database import transaction
from models.kinds import DecisionKind

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


def test_an_extension_of_today_does_not_change_what_stood_yesterday(life):
    life.ask(at(date(2027, 3, 12), 9), date(2027, 3, 17))
    life.decide(at(SIXTEENTH, 9), DecisionKind.EXTENSION_GRANTED, new_due_on=date(2027, 3, 17))

    yesterday = life.facts(end_of(date(2027, 3, 15)))
    assert (SIXTEENTH, SIXTEENTH, 1) == (yesterday.due_on, yesterday.first_due_on, yesterday.cycle)
    today = life.facts(at(SIXTEENTH, 10))
    assert (date(2027, 3, 17), 2) == (today.due_on, today.cycle)


def _figure(life, on):
    with transaction(life.engine, write=False) as session:
        shown = progress(
            session, life.rulebook, duty="III.1.1.c", period="2027-Q1", as_of=end_of(on)
        )
    return shown.figure()
