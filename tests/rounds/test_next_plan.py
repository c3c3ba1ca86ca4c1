"""After the next year's plan took over: what the plan before opened is chased to its end."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from dondoc.cli.plan_draft import draft_plan
from dondoc.clock import at
from dondoc.decisions.calendar_move import settle_dates
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.notices.write import plan_notices
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.reporting.chase_words import duty_codes
from dondoc.rounds.opening import open_rounds
from models import Assignment, Notice, Round
from models.database import transaction
from tests.support.post import Postman

pytestmark = pytest.mark.one_database

SETTLEMENT = "III.2.b3"  # of 2027: opens 17/01/2028, owed by 30/03/2028
NEWS = "III.1.4.a.2"
OPENED = at(date(2028, 1, 17), 7, 30)
REMINDED = at(date(2028, 3, 23), 7, 30)  # T-5
LATE = at(date(2028, 3, 31), 7, 30)


@pytest.fixture(scope="session")
def following(tmp_path_factory) -> Rulebook:
    """The plan of 2028, in which nobody settles accounts any more."""
    drafted: Path = tmp_path_factory.mktemp("ke-hoach") / "2028"
    draft_plan(2021, 2028, str(drafted))
    folder = drafted.with_name("2028-da-sua")  # a folder is read once in a process
    shutil.copytree(drafted, folder)
    file = folder / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    short = re.sub(rf"  - code: {re.escape(SETTLEMENT)}\n(?:    .*\n|\n)+", "", text, count=1)
    assert short != text
    file.write_text(short, encoding="utf-8")
    return load_rulebook(folder)


@pytest.fixture
def left_over(engine, cast, rulebook):
    """What was opened while the plan before applied."""
    with transaction(engine) as session:
        for code in (SETTLEMENT, NEWS):
            open_rounds(session, rulebook, rulebook.registry.plan.duty(code), now=OPENED)
    return engine


def rungs(engine, following: Rulebook, *days) -> list[tuple[str, str]]:
    with transaction(engine) as session:
        for now in days:
            only = col(Round.duty).in_(duty_codes(following))
            plan_notices(session, following, only, now=now, after_due=True)
        mine = select(Notice.rung, Notice.kind).join(Assignment).join(Round)
        mine = mine.where(col(Assignment.unit_code) == "so-tai-chinh", Round.duty == SETTLEMENT)
        return [tuple(row) for row in session.exec(mine.order_by(col(Notice.id)))]


def test_it_is_reminded_and_chased_though_the_new_plan_has_no_such_duty(left_over, following):
    expected = [("T-5", "reminder"), ("T+1", "overdue"), ("T+1", "overdue_head")]

    assert expected == rungs(left_over, following, REMINDED, LATE)


def test_its_letters_name_the_plan_that_it_rests_on(left_over, following, settings):
    rungs(left_over, following, REMINDED)
    postman = Postman()

    dispatch_window(left_over, settings, following, at(date(2028, 3, 23), 8), postman)

    (letter,) = postman.to("van-thu%40so-tai-chinh.example") or postman.to("van-thu@so-tai-chinh")
    assert "Căn cứ: Kế hoạch số 15/KH-UBND ngày 26/01/2021" in letter.body
    assert "quyết toán kinh phí" in letter.body


def test_its_dates_stay(left_over, following):
    with transaction(left_over) as session:
        duties = [following.registry.plan.duty(code) for code in (SETTLEMENT, NEWS)]
        assert [[], []] == [settle_dates(session, following, one, now=REMINDED) for one in duties]


def test_nothing_more_is_opened_of_what_ended(left_over, following):
    ended = following.registry.plan.duty(SETTLEMENT)

    assert () == following.rounds(ended, 2028)
    with transaction(left_over) as session:
        assert [] == open_rounds(session, following, ended, now=at(date(2029, 1, 15), 7, 30))


def test_the_new_plan_opens_its_own_rounds_beside_them(left_over, following):
    duty = following.registry.plan.duty(NEWS)
    with transaction(left_over) as session:
        open_rounds(session, following, duty, now=at(date(2028, 2, 3), 7, 30))
        rounds = session.exec(select(Round.plan, Round.period).where(Round.duty == NEWS)).all()

    assert [("KH-UBND-2028", "2028-Q1")] == [
        tuple(one) for one in rounds if one[0] == following.registry.plan.code
    ]


def test_the_new_plan_applies_to_its_year_alone(following):
    report = following.registry.plan.duty("III.1.1.c")

    assert ["2028-Q1", "2028-S1", "2028-Q3", "2028"] == [
        one.key for one in following.periods(report, 2028)
    ]
    assert [] == following.periods(report, 2027)
