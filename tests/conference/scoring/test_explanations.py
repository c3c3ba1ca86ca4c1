"""An explanation belongs to the index year it was asked for, whatever year it is asked in."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.conference.scoring.ask_explanations import ask_explanations
from dondoc.conference.scoring.scoring_board import explanation_ids, scoring_board
from dondoc.demands.demand_form import event_duties
from dondoc.plan.rulebook import Rulebook
from models import Assignment
from models.database import transaction
from tests.support.cast import Cast
from tests.support.score_sheet import OFFICER, YEAR, ScoringYear

RESULT, ASKED = date(2027, 1, 19), at(date(2027, 1, 20), 9)
HEAD = "Đơn vị;Giải trình;Ngày giải trình\n"


@pytest.fixture
def year(engine: Engine, rulebook: Rulebook, cast: Cast) -> ScoringYear:
    made = ScoringYear(engine, rulebook)
    made.open()
    return made


def _ask(year: ScoringYear, index_year: int = YEAR) -> tuple[Assignment, ...]:
    with transaction(year.engine) as session:
        return ask_explanations(
            session,
            year.rulebook,
            index_year,
            {"result_on": f"{RESULT:%d/%m/%Y}"},
            [year.rulebook.registry.unit("so-y-te")],
            by=OFFICER,
            now=ASKED,
        )


def test_it_is_due_five_working_days_after_the_result(year: ScoringYear) -> None:
    [one] = _ask(year)

    assert date(2027, 1, 26) == one.due_on
    assert "cộng 5 ngày làm việc" in one.arithmetic
    assert () == _ask(year)


def test_two_index_years_do_not_mix(year: ScoringYear) -> None:
    [one], [other] = _ask(year), _ask(year, YEAR - 1)

    with transaction(year.engine, write=False) as session:
        assert ([one.id], [other.id]) == (
            explanation_ids(session, YEAR),
            explanation_ids(session, YEAR - 1),
        )
        board = scoring_board(session, year.rulebook, YEAR - 1, now=ASKED)
    assert 1 == len(board.explanations)
    assert ["so-y-te"] == [row.unit.code for row in board.units]


def test_an_export_completes_it_and_an_earlier_one_does_not(year: ScoringYear) -> None:
    _ask(year)
    on = date(2027, 1, 22)

    earlier = year.take(HEAD + "Sở Y tế;đã;15/01/2027\n", on=on, now=at(on, 9))
    assert () == earlier.completions
    later = year.take(HEAD + "Sở Y tế;đã;21/01/2027\n", on=on, now=at(on, 15), name="moi.csv")

    assert ["so-y-te"] == [one.line.unit.code for one in later.completions]
    with transaction(year.engine, write=False) as session:
        assert 1 == scoring_board(session, year.rulebook, YEAR, now=at(on, 16)).explained


def test_it_is_no_event_that_is_entered_for_any_duty(rulebook: Rulebook) -> None:
    slugs = {one.slug for one in event_duties(rulebook, RESULT)}

    assert "giai-trinh-cham-diem" not in slugs
    assert "trinh-cong-bo-tthc" in slugs
