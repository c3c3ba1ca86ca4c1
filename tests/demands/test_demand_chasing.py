"""A demand is chased, answered and entered on paper like everything else."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.composing.compose import compose_item
from dondoc.demands.demand import open_demand
from dondoc.demands.demand_form import Demand
from dondoc.messages.render import render
from dondoc.notices.write import plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.progress import progress
from dondoc.settings import Settings
from dondoc.submissions.paper import Paper, record_paper
from models import Assignment, Notice
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.cast import Cast
from tests.support.post import letters_leave

pytestmark = pytest.mark.one_database

ASKED_AT = at(date(2027, 3, 8), 9, 0)
DEMAND = Demand("Hội nghị", "Sở Tài chính", "16/03/2027", "45/SNV-CCHC", "08/03/2027")


@pytest.fixture
def asked(engine: Engine, rulebook: Rulebook, cast: Cast, settings: Settings) -> Engine:
    with transaction(engine) as session:
        open_demand(session, rulebook, demand=DEMAND, by="account:1", now=ASKED_AT)
    letters_leave(engine, settings, rulebook, ASKED_AT)
    return engine


def _rungs(engine: Engine, rulebook: Rulebook, days: list[int]) -> list[tuple[int, str]]:
    found = []
    for day in days:
        with transaction(engine) as session:
            before = set(session.exec(select(Notice.id)))
            plan_notices(session, rulebook, now=at(date(2027, 3, day), 7, 55), after_due=True)
            every = session.exec(select(Notice).order_by(col(Notice.id)))
            new = [one for one in every if one.id not in before]
            found += [(day, f"{one.kind} {one.rung}") for one in new]
    return found


def test_the_ladder_follows_without_a_second_opening(asked: Engine, rulebook: Rulebook):
    expected = [
        (11, "reminder T-2"),  # a day early, where a letter leaves then (decision 0059)
        (16, "reminder T"),
        (17, "overdue T+1"),
        (17, "overdue_head T+1"),
        (18, "overdue T+6"),
        (18, "overdue_head T+6"),
    ]
    assert expected == _rungs(asked, rulebook, [9, 10, 11, 12, 15, 16, 17, 18, 19])


def test_a_paper_is_entered_by_hand_and_ends_the_chase(asked: Engine, rulebook: Rulebook):
    paper = Paper(
        duty="bao-cao-dot-xuat-cua-don-vi",
        period="2027-E1",
        unit="STC",
        document_number="12/BC-STC",
        document_on="11/03/2027",
        signer="Nguyễn Văn An",
    )
    with transaction(asked) as session:
        now = at(date(2027, 3, 11), 15, 0)
        entered = record_paper(session, rulebook, paper, by="account:1", key=None, now=now)

    assert "lần 1 năm 2027" in entered.sentence()
    assert [] == _rungs(asked, rulebook, [12, 16, 17])
    with transaction(asked, write=False) as session:
        seen = progress(session, rulebook, duty=entered.duty.code, period="2027-E1", as_of=now)
    assert "1/1" == seen.figure()


def test_the_reminder_says_what_it_is_about(asked: Engine, rulebook: Rulebook, settings: Settings):
    with transaction(asked, write=False) as session:
        number = session.exec(select(Assignment.id)).one()
        item = compose_item(
            session,
            rulebook,
            settings,
            assignment_id=number or 0,
            kind=NoticeKind.OVERDUE,
            now=at(date(2027, 3, 17), 8, 0),
        )
    mail = render([item], to_name=item.unit_name)

    assert "chưa nhận được báo cáo đột xuất của đơn vị “Hội nghị” của Quý cơ quan" in mail.text
    assert mail.subject.startswith("[Quá hạn] BC đột xuất, hạn T3 16/03 – Hội nghị")
    assert "lần 1" not in mail.text
