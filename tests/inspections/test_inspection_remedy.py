"""What a conclusion asks of a unit: an assignment of its own, with its date, ladder and answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.demands.open_by_hand import Stands
from dondoc.inspections import sample, visit
from dondoc.inspections.remedy import Remedy, ask_remedy, remedy_duty
from dondoc.notices.write import plan_notices
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.settings import Settings
from models import Assignment, Contact, Notice
from models.database import transaction
from tests.support.cast import VERIFIED
from tests.support.post import letters_leave

pytestmark = pytest.mark.one_database

NOW = at(date(2021, 3, 15), 9, 0)
FINDING = Remedy("Chưa lưu biên bản hội nghị.", "30/03/2021", "30/TB-SNV", "15/03/2021")


class Inspected:
    """A unit that was drawn, and visited."""

    def __init__(self, engine: Engine, rulebook: Rulebook) -> None:
        self.engine, self.rulebook = engine, rulebook
        self.duty = rulebook.registry.plan.duty("III.1.2.a3.2")
        keywords: dict[str, Any] = {"seed": 7, "by": "account:1", "now": NOW}
        with transaction(engine) as session:
            drawn = sample.keep_draw(session, rulebook, self.duty, "2021", **keywords)
            self.unit = rulebook.registry.unit(drawn.units[0])
            session.add(
                Contact(unit_code=self.unit.code, address="vt@don-vi.example", verified_at=VERIFIED)
            )

    def row(self, session: Session) -> Assignment:
        return visit.drawn_unit(session, self.duty, "2021", self.unit)

    def minutes(self) -> None:
        keywords: dict[str, Any] = {"words": "", "by": "account:1", "now": NOW}
        with transaction(self.engine) as session:
            visit.record_minutes(
                session,
                self.row(session),
                number="12/BB-SNV",
                signed_on=date(2021, 3, 15),
                **keywords,
            )

    def ask(self, remedy: Remedy = FINDING) -> Stands:
        keywords: dict[str, Any] = {"remedy": remedy, "by": "account:1", "now": NOW}
        with transaction(self.engine) as session:
            row = self.row(session)
            return ask_remedy(session, self.rulebook, self.duty, self.unit, row, **keywords)


@pytest.fixture
def inspected(engine: Engine, rulebook: Rulebook) -> Inspected:
    return Inspected(engine, rulebook)


def test_a_finding_is_an_assignment_with_its_own_date(inspected: Inspected):
    inspected.minutes()
    stands = inspected.ask()

    (row,) = stands.new
    assert ("2021-E1", inspected.unit.code) == (stands.period, row.unit_code)
    assert ("Chưa lưu biên bản hội nghị", date(2021, 3, 30)) == (row.subject, row.due_on)
    expected = "do thông báo kết luận số 30/TB-SNV ngày 15/03/2021 ấn định: thứ Ba, 30/03/2021"
    assert expected == row.arithmetic
    assert {inspected.unit.code} == stands.told


def test_two_findings_are_two_and_the_same_twice_is_one(inspected: Inspected):
    inspected.minutes()
    other = Remedy("Chưa có kế hoạch", "30/03/2021", "30/TB-SNV", "15/03/2021")

    periods = [inspected.ask(one).period for one in (FINDING, other, FINDING)]

    assert ["2021-E1", "2021-E2", "2021-E1"] == periods


def test_a_finding_is_chased_like_everything_else(inspected: Inspected, settings: Settings):
    inspected.minutes()
    (row,) = inspected.ask().new
    letters_leave(inspected.engine, settings, inspected.rulebook, NOW)

    kinds = []
    for day in (23, 26, 30, 31):
        with transaction(inspected.engine) as session:
            now = at(date(2021, 3, day), 7, 55)
            plan_notices(session, inspected.rulebook, now=now, after_due=True)
    with transaction(inspected.engine, write=False) as session:
        query = select(Notice).where(col(Notice.assignment_id) == row.id).order_by(col(Notice.id))
        kinds = [f"{one.kind} {one.rung}" for one in session.exec(query)]
    assert ["remedy remedy", "reminder T-5", "reminder T-2", "reminder T", "overdue T+1"] == kinds


def test_there_is_no_finding_before_the_minutes(inspected: Inspected):
    with pytest.raises(Refused, match="chưa có biên bản kiểm tra"):
        inspected.ask()


@pytest.mark.parametrize(
    ("inspection_code", "remedy_code"),
    [("III.1.2.a3.2", "III.1.2.a3.3"), ("III.1.3.b4", "III.1.3.b4.2")],
)
def test_each_inspection_has_its_own_duty_to_answer_under(
    rulebook: Rulebook, inspection_code: str, remedy_code: str
):
    duty = rulebook.registry.plan.duty(inspection_code)

    assert remedy_code == remedy_duty(rulebook, duty, now=NOW).code


def test_a_plan_without_such_a_duty_says_what_to_add(rulebook: Rulebook):
    registry = rulebook.registry
    plan = registry.plan
    duties = tuple(one for one in plan.duties if one.cadence != "on_event")
    without = Registry(plan.model_copy(update={"duties": duties}), registry.roles, registry.units)
    duty = plan.duty("III.1.3.b4")

    with pytest.raises(Refused, match="hãy bổ sung trong"):
        remedy_duty(Rulebook(without, rulebook.workdays), duty, now=NOW)
