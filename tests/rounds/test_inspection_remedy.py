"""What a conclusion asks of a unit: an assignment of its own, with its date, ladder and answers."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.plan.registry import DATA_FOLDER
from dondoc.problems import Refused
from dondoc.rounds import inspection, sample
from dondoc.rounds.event import Stands
from dondoc.rounds.notices import plan_notices
from dondoc.rounds.remedy import Remedy, ask_remedy, remedy_duty
from dondoc.rounds.rulebook import Rulebook, load_rulebook
from models import Assignment, Contact, Notice
from models.database import transaction

NOW = at(date(2021, 3, 15), 9, 0)
DUTY = """\
duties:
  - code: III.1.2.thu
    slug: khac-phuc-thu
    kind: duty
    title: Khắc phục sau kiểm tra
    short: Khắc phục sau kiểm tra
    noun: Khắc phục sau kiểm tra
    clause: III.1.2, gạch đầu dòng thứ nhất
    bullet: III.1.2 gạch 1
    flow: inspection
    responsible: [{role: so_nganh}, {role: cap_huyen}, {role: cap_xa}]
    monitored_by: so_noi_vu
    cadence: on_event
    opens: event
    due: event
    basis: {kind: default, text: Hạn do thông báo kết luận ấn định., confirmed: true}
    ladder: E1
    evidence: {fields: [], optional: [number, date, link_or_file]}
    acceptance: officer
    confirmed: true
"""
FINDING = Remedy("Chưa lưu biên bản hội nghị.", "30/03/2021", "30/TB-SNV", "15/03/2021")


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The plan with a duty under which findings are answered."""
    folder = tmp_path_factory.mktemp("ke-hoach") / "data"
    shutil.copytree(DATA_FOLDER, folder)
    plan: Path = folder / "plan.yaml"
    words = plan.read_text(encoding="utf-8").replace("duties:\n", DUTY, 1)
    plan.write_text(words, encoding="utf-8")
    return load_rulebook(folder)


class Inspected:
    """A unit that was drawn, and visited."""

    def __init__(self, engine: Engine, rulebook: Rulebook) -> None:
        self.engine, self.rulebook = engine, rulebook
        self.duty = rulebook.registry.plan.duty("III.1.2.a3.2")
        keywords: dict[str, Any] = {"seed": 7, "by": "account:1", "now": NOW}
        with transaction(engine) as session:
            drawn = sample.keep_draw(session, rulebook, self.duty, "2021", **keywords)
            self.unit = rulebook.registry.unit(drawn.units[0])
            session.add(Contact(unit_code=self.unit.code, address="vt@don-vi.example"))

    def row(self, session: Session) -> Assignment:
        return inspection.drawn_unit(session, self.duty, "2021", self.unit)

    def minutes(self) -> None:
        keywords: dict[str, Any] = {"words": "", "by": "account:1", "now": NOW}
        with transaction(self.engine) as session:
            inspection.record_minutes(
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
def inspected(engine: Engine, extended: Rulebook) -> Inspected:
    return Inspected(engine, extended)


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


def test_a_finding_is_chased_like_everything_else(inspected: Inspected):
    inspected.minutes()
    (row,) = inspected.ask().new

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


def test_a_plan_without_such_a_duty_says_what_to_add(rulebook: Rulebook):
    inspection_of_posting = rulebook.registry.plan.duty("III.1.3.b4")

    with pytest.raises(Refused, match="hãy bổ sung trong"):
        remedy_duty(rulebook, inspection_of_posting, now=NOW)
