"""The report's figures are the board's: the same rows, the same sums, of the same instant."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dondoc.clock import at
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts, consolidated_facts
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.rounds.figure_parts import Counted
from dondoc.rounds.indicator_sums import sums
from dondoc.rounds.progress import progress
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.life import Life, figures

REPORTS, REPORT = "III.1.1.c", "III.1.2.a4"
FREEZE = at(date(2027, 3, 18), 9)


def facts(life: Life, as_of: datetime, period: str = "2027-Q1") -> ConsolidatedFacts:
    with transaction(life.engine, write=False) as session:
        return consolidated_facts(session, life.rulebook, duty=REPORT, period=period, as_of=as_of)


def hand_in(life: Life, unit: str, now: datetime, **changed: str) -> None:
    life.id = life.assignment(unit)
    life.submit(now, figures=figures(**changed))


@pytest.fixture
def reported(life: Life) -> Life:
    """Two in time, one late; one waived, one given more time, one sent back."""
    hand_in(life, "so-tai-chinh", at(date(2027, 3, 12), 9))
    hand_in(life, "so-y-te", at(date(2027, 3, 16), 9), tin_bai="5")
    life.decide(at(date(2027, 3, 16), 10), DecisionKind.RETURNED, "Thiếu mục II")
    hand_in(life, "so-tu-phap", at(date(2027, 3, 17), 9), tin_bai="7")
    life.id = life.assignment("thanh-tra-tinh")
    life.decide(at(date(2027, 3, 15), 9), DecisionKind.WAIVED, "Sáp nhập")
    return life


def test_the_facts_are_the_rounds_figures_and_the_boards_sums(reported: Life):
    found = facts(reported, FREEZE)
    with transaction(reported.engine, write=False) as session:
        board = progress(session, reported.rulebook, duty=REPORTS, period="2027-Q1", as_of=FREEZE)
        added = sums(session, reported.rulebook, reported.duty, board)

    head, here = found.head, found.discipline
    assert (board.tally.handed_in, board.tally.asked) == (head.reported, head.asked)
    assert (2, 138) == (head.reported, head.asked)
    assert head.asked - head.reported == len(head.missing)
    assert board.tally == here.progress.tally
    tallied = {
        Counted.ON_TIME: board.tally.on_time,
        Counted.OVERDUE: board.tally.overdue,
        Counted.RETURNED: board.tally.returned,
        Counted.UNREACHED: board.tally.unreached,
        Counted.NOT_YET: board.tally.not_yet,
        Counted.WAIVED: board.tally.waived,
    }
    assert tallied == {one: here.count(one) for one in tallied}
    assert tallied == {**dict.fromkeys(tallied, 0), **{g.counts: len(g) for g in here.groups}}
    every = [*(row for group in here.groups for row in group.rows), *here.sent_late]
    every += here.sent_unjudged
    assert sorted(row.facts.id for row in every) == sorted(row.facts.id for row in board.rows)
    of_reports = found.result(REPORTS)
    assert of_reports is not None
    now = [(one.title, one.sums[Stretch.PERIOD].value) for one in of_reports.figures]
    assert list(added.values) == now
    assert {(added.units, board.tally.asked)} == {
        (one.sums[Stretch.PERIOD].units, one.sums[Stretch.PERIOD].of) for one in of_reports.figures
    }


def test_who_is_late_and_what_came_back_is_listed(reported: Life):
    here = facts(reported, FREEZE).discipline

    assert ["Sở Tư pháp"] == [row.unit_name for row in here.sent_late]
    assert ["Sở Y tế"] == [row.unit_name for row in here.came_back]
    assert {"Sở Tư pháp"} <= {row.unit_name for row in here.late}
