"""By which date lateness is judged, and by which day of receipt."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at, end_of
from dondoc.rounds.standing import StandingKind
from models.kinds import DecisionKind

DUE, AFTER, THURSDAY = date(2027, 3, 16), date(2027, 3, 17), date(2027, 3, 18)
LATER = date(2027, 3, 26)
WHY = "Thiếu mục II"

pytestmark = pytest.mark.one_database


def _extend(life, on: date, until: date) -> None:
    life.ask(at(on, 10), until)
    life.decide(at(on, 11), DecisionKind.EXTENSION_GRANTED, new_due_on=until)


def test_an_extension_of_the_correction_makes_nobody_on_time(life):
    """Handed in late, returned, extended: as late as a neighbour that came the same day."""
    life.submit(at(AFTER, 9))
    life.decide(at(AFTER, 10), DecisionKind.RETURNED, WHY)
    _extend(life, THURSDAY, LATER)
    life.submit(at(LATER, 9))
    life.decide(at(LATER, 10), DecisionKind.ACCEPTED)
    mine, own = life.standing(at(LATER, 11)), life.facts(at(LATER, 11))
    life.id = life.assignment("so-y-te")
    life.submit(at(AFTER, 9))
    life.decide(at(AFTER, 10), DecisionKind.ACCEPTED)

    neighbour = life.standing(at(LATER, 11))
    assert (False, False) == (mine.on_time, neighbour.on_time)
    assert (LATER, DUE) == (own.due_on, own.first_due_on)


def test_who_kept_the_first_date_and_the_extended_one_of_its_correction_is_on_time(life):
    life.submit(at(DUE, 9))
    life.decide(at(DUE, 10), DecisionKind.RETURNED, WHY)
    _extend(life, AFTER, LATER)
    life.submit(at(LATER, 9))

    assert (True, True) == (
        life.standing(at(LATER, 10)).on_time,
        life.standing(at(LATER, 10)).returned,
    )


def test_while_nothing_was_handed_in_an_extension_moves_the_date_that_counts(life):
    """«Chưa thực hiện» hands nothing in."""
    life.submit(at(date(2027, 3, 9), 9), answer="not_done", reason="Chưa có số liệu")
    life.decide(at(date(2027, 3, 9), 10), DecisionKind.RETURNED, "Hãy làm")
    _extend(life, date(2027, 3, 10), AFTER)
    life.submit(at(AFTER, 9))

    assert life.standing(at(AFTER, 10)).on_time is True


def test_each_day_past_has_the_date_that_counted_then(life):
    _extend(life, date(2027, 3, 12), AFTER)
    life.submit(at(THURSDAY, 9))
    life.decide(at(THURSDAY, 10), DecisionKind.RETURNED, WHY)
    _extend(life, date(2027, 3, 19), LATER)

    days = [date(2027, 3, 11), date(2027, 3, 15), THURSDAY, date(2027, 3, 19)]
    then = [life.facts(end_of(day)) for day in days]
    assert [DUE, AFTER, AFTER, AFTER] == [facts.first_due_on for facts in then]
    assert [DUE, AFTER, date(2027, 3, 22), LATER] == [facts.due_on for facts in then]
    assert StandingKind.RETURNED is life.standing(end_of(date(2027, 3, 22))).kind


def test_a_paper_of_the_15th_entered_after_a_late_click_came_on_the_15th(life):
    """What the office got first counts; a day before the paper was entered knows the click."""
    life.submit(at(AFTER, 9))
    life.submit(at(THURSDAY, 9), received_at=at(date(2027, 3, 15), 15))

    assert life.standing(at(THURSDAY, 10)).on_time is True
    assert life.standing(end_of(AFTER)).on_time is False


def test_a_later_click_makes_nobody_late(life):
    life.submit(at(DUE, 9))
    life.submit(at(THURSDAY, 9))

    assert life.standing(at(THURSDAY, 10)).on_time is True


def test_what_came_after_the_return_answers_the_return_alone(life):
    """Late on the 17th, returned; the next comes within the return's date, and it stays late."""
    life.submit(at(AFTER, 9))
    life.decide(at(AFTER, 10), DecisionKind.RETURNED, WHY)
    life.submit(at(THURSDAY, 9))

    assert life.standing(at(THURSDAY, 10)).on_time is False


def test_a_paper_that_came_before_the_return_counts_though_it_is_entered_after_it(life):
    life.submit(at(AFTER, 9))
    life.decide(at(AFTER, 10), DecisionKind.RETURNED, WHY)
    before = life.standing(at(AFTER, 11))
    life.submit(at(THURSDAY, 9), received_at=at(DUE, 15))

    assert life.standing(at(THURSDAY, 10)).on_time is True
    assert before == life.standing(at(AFTER, 11))
