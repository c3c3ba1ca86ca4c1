"""What a report tells beside its sums: each from the ledger, of the days it is about."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts, consolidated_facts
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.reporting.consolidated.shortcomings import SaidAs
from dondoc.rounds.opening import open_rounds
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Round
from models.database import transaction
from models.kinds import Way
from tests.support.counting import Counting
from tests.support.life import Life, figures

REPORT, GUIDES, EXAMPLES = "III.1.2.a4", "III.1.2.a1", "III.1.2.b2"
MARCH, FREEZE = at(date(2027, 3, 12), 9), at(date(2027, 3, 18), 9)


def facts(life: Life, as_of: datetime, period: str, duty: str = REPORT) -> ConsolidatedFacts:
    with transaction(life.engine, write=False) as session:
        return consolidated_facts(session, life.rulebook, duty=duty, period=period, as_of=as_of)


def open_on(life: Life, duty: str, on: date) -> None:
    with transaction(life.engine) as session:
        open_rounds(session, life.rulebook, life.rulebook.registry.plan.duty(duty), now=at(on, 8))


def number(session: Session, duty: str, period: str, unit: str) -> int:
    query = select(Assignment.id).join(Round).where(col(Assignment.unit_code) == unit)
    found = session.exec(query.where(col(Round.duty) == duty, col(Round.period) == period)).one()
    return found or 0


def answer(life: Life, duty: str, period: str, unit: str, now: datetime, given: Given) -> None:
    with transaction(life.engine) as session:
        record_submission(
            session,
            life.rulebook,
            assignment_id=number(session, duty, period, unit),
            given=given,
            source=SubmissionSource(by="contact:1", way=Way.LINK, received_at=now),
            now=now,
        )


def test_each_part_tells_what_is_of_its_days(life: Life):
    open_on(life, GUIDES, date(2027, 1, 26))
    open_on(life, EXAMPLES, date(2027, 1, 26))
    guide = Given(document_number="15/SNV-CCHC", document_on="10/02/2027", signer="Trần Văn Bình")
    answer(life, GUIDES, "2027", "so-noi-vu", at(date(2027, 2, 10), 9), guide)
    life.submit(MARCH, note="Kinh phí chậm, " * 100)
    life.id = life_row(life, "so-y-te")
    life.submit(MARCH, answer="not_done", reason="Thiếu biên chế", figures={})
    press = Counting(life.engine, life.rulebook, EXAMPLES)
    press.add(
        MARCH,
        period="2027-Q1",
        unit="so-noi-vu",
        title="Trả kết quả tại nhà",
        done_on="11/03/2027",
        about_unit="Sở Tài chính",
        figure="Rút ngắn 3 ngày",
    )

    found = facts(life, FREEZE, "2027-Q1")

    (direction,) = [one for one in found.directions if one.duty.code == GUIDES]
    assert [("15/SNV-CCHC", date(2027, 2, 10))] == [(p.number, p.on) for p in direction.papers]
    assert (1, 1) == (direction.issued, direction.asked)
    (example,) = found.examples
    assert ("Sở Tài chính", "Rút ngắn 3 ngày") == (example.about.name, example.figure)
    said = {(one.row.unit.code, one.said_as): one.text for one in found.shortcomings.words}
    assert "Thiếu biên chế" == said["so-y-te", SaidAs.NOT_DONE]
    assert said["so-tai-chinh", SaidAs.NOTE].endswith("…")
    assert {"so-y-te"} <= {r.unit.code for one in found.shortcomings.short for r in one.rows}
    nexts = [(one.duty.code, one.period.key, one.due_on) for one in found.next_due]
    assert ("III.1.1.c", "2027-S1", date(2027, 6, 16)) in nexts
    assert (REPORT, "2027-S1", date(2027, 6, 18)) == nexts[-1]
    assert nexts == sorted(nexts, key=lambda one: one[2])
    assert nexts[0][2] > date(2027, 3, 18)
    assert found.head.units() == "1/139 đơn vị"
    assert "Số liệu quý I/2027 cũng là số lũy kế từ đầu năm" == found.head.to_date_rule()

    in_quarter_three = facts(life, FREEZE, "2027-Q3").directions
    assert [((), 1)] == [(one.papers, one.issued) for one in in_quarter_three]


def life_row(life: Life, unit: str) -> int:
    with transaction(life.engine, write=False) as session:
        return number(session, life.duty.code, "2027-Q1", unit)


def test_the_same_period_a_year_before_stands_beside_it(life: Life):
    open_on(life, "III.1.1.c", date(2026, 3, 2))
    past = Given(
        document_number="12/BC-STC",
        document_on="13/03/2026",
        signer="Nguyễn Văn An",
        figures=figures(tin_bai="300"),
    )
    answer(life, "III.1.1.c", "2026-Q1", "so-tai-chinh", at(date(2026, 3, 13), 9), past)
    life.id = life_row(life, "so-tai-chinh")
    life.submit(MARCH)

    found = facts(life, FREEZE, "2027-Q1")

    of_reports = found.result("III.1.1.c")
    assert of_reports is not None
    here = of_reports.figures[0].sums
    assert (12, 300) == (here[Stretch.PERIOD].value, here[Stretch.YEAR_BEFORE].value)
    (jump,) = found.doubtful
    assert "12 (quý I/2027), chỉ bằng một phần 10 trở xuống so với 300 (quý I/2026)" == jump.words()


def test_a_report_on_demand_is_of_the_year_so_far(life: Life):
    life.submit(MARCH)

    found = facts(life, at(date(2027, 4, 5), 9), "2027-E1", "III.1.2.a5")

    of_reports = found.result("III.1.1.c")
    assert of_reports is not None
    assert 12 == of_reports.figures[0].sums[Stretch.PERIOD].value
    assert (date(2026, 12, 15), date(2027, 4, 5)) == (found.head.first_on, found.head.last_on)
    assert (0, 0) == (found.head.reported, found.head.asked)
