"""A demand in the ledger: who is asked, by when, on what basis, and who is told at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.dates import give_date
from dondoc.demands.demand import OpenedDemand, open_demand
from dondoc.demands.demand_form import Demand
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Audit, Notice, Round
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.cast import Cast
from tests.support.two_at_once import just_before

NOW = at(date(2027, 3, 8), 9, 0)  # a Monday, in office hours
DEMAND = Demand(
    subject="Kết quả dịch vụ công trực tuyến tháng 02.",
    units="Sở Tài chính; so-y-te",
    due_on="16/03/2027",
    document_number="45/snv-cchc",
    document_on="8/3/2027",
)


def _open(
    engine: Engine, rulebook: Rulebook, *, now: datetime = NOW, **changes: str
) -> OpenedDemand:
    with transaction(engine) as session:
        demand = replace(DEMAND, **changes)
        return open_demand(session, rulebook, demand=demand, by="account:1", now=now)


def test_each_unit_has_an_assignment_by_the_date_of_the_document(
    engine: Engine, rulebook: Rulebook, cast: Cast
):
    opened = _open(engine, rulebook)

    with transaction(engine, write=False) as session:
        round_ = session.exec(select(Round)).one()
        rows = session.exec(select(Assignment).order_by(col(Assignment.unit_code))).all()
    assert ("III.1.2.a5.2", "2027-E1", True) == (round_.duty, round_.period, round_.confirmed)
    assert ["so-tai-chinh", "so-y-te"] == [row.unit_code for row in rows]
    assert {"Kết quả dịch vụ công trực tuyến tháng 02"} == {row.subject for row in rows}
    assert {date(2027, 3, 16)} == {row.nominal_on for row in rows} | {row.due_on for row in rows}
    expected = "do văn bản số 45/SNV-CCHC ngày 08/03/2027 ấn định: thứ Ba, 16/03/2027"
    assert {expected} == {row.arithmetic for row in rows}
    assert all(row.chased for row in rows)
    assert opened.sentence() == (
        "Đã yêu cầu 2 đơn vị (Sở Tài chính, Sở Y tế): Báo cáo đột xuất của đơn vị lần 1 năm 2027"
        " «Kết quả dịch vụ công trực tuyến tháng 02», hạn thứ Ba, 16/03/2027."
    )


def test_the_clerks_are_told_at_once_and_once(engine: Engine, rulebook: Rulebook, cast: Cast):
    _open(engine, rulebook)
    again = _open(engine, rulebook)

    with transaction(engine, write=False) as session:
        notices = session.exec(select(Notice)).all()
    assert again.repeated
    assert "Đã có từ trước" in again.sentence()
    assert ["demand", "demand"] == [one.kind for one in notices]
    assert {(NOW, True)} == {(one.not_before, one.immediate) for one in notices}


def test_in_the_evening_it_waits_for_the_next_opening(
    engine: Engine, rulebook: Rulebook, cast: Cast
):
    _open(engine, rulebook, now=at(date(2027, 3, 12), 18, 0), document_on="12/03/2027")

    with transaction(engine, write=False) as session:
        told = {one.not_before for one in session.exec(select(Notice))}
    assert {at(date(2027, 3, 15), 7, 30)} == told


def test_the_same_demand_joins_its_round_and_another_gets_the_next_number(
    engine: Engine, rulebook: Rulebook, cast: Cast
):
    first = _open(engine, rulebook)
    more = _open(engine, rulebook, units="Sở Tài chính; Sở Tư pháp")
    other = _open(engine, rulebook, subject="Hội nghị trực tuyến")

    assert ("2027-E1", "2027-E1", "2027-E2") == (first.period, more.period, other.period)
    assert ["so-tu-phap"] == [unit.code for unit in more.units]


def test_it_is_known_by_what_is_asked_and_the_day_not_by_a_sentence(
    engine: Engine, rulebook: Rulebook, cast: Cast
):
    """The date moved since, and the document is written otherwise: it is the same."""
    first = _open(engine, rulebook)
    with transaction(engine) as session:
        query = select(Assignment).where(col(Assignment.round_id) == first.round_id)
        act = DecisionAct(Actor.account(1), NOW)
        on = date(2027, 3, 18)
        for one in session.exec(query).all():
            give_date(session, rulebook, one, DecisionKind.EXTENSION_GRANTED, act, due_on=on)
    more = _open(engine, rulebook, document_number="46/snv-cchc", units="Sở Tư pháp")
    later = _open(engine, rulebook, due_on="17/03/2027")

    assert ("2027-E1", "2027-E2") == (more.period, later.period)


def test_a_unit_without_contact_is_named(engine: Engine, rulebook: Rulebook, cast: Cast):
    opened = _open(engine, rulebook, units="Sở Xây dựng")

    assert opened.sentence().endswith("Chưa có đầu mối nhận thư, cần gọi điện: Sở Xây dựng.")


def test_who_asked_stands_in_the_audit(engine: Engine, rulebook: Rulebook, cast: Cast):
    _open(engine, rulebook)

    with transaction(engine, write=False) as session:
        acts = session.exec(select(Audit)).all()
    assert {("account:1", "yêu cầu báo cáo đột xuất")} == {(one.actor, one.act) for one in acts}
    assert "45/SNV-CCHC" in acts[0].detail


@pytest.mark.parametrize("same", [True, False])
def test_two_officers_at_once_get_two_numbers_or_one_round(
    engine: Engine, rulebook: Rulebook, cast: Cast, *, same: bool
):
    subjects = ["Hội nghị", "Hội nghị" if same else "Tờ rơi"]

    with ThreadPoolExecutor(2) as pool:
        periods = pool.map(lambda one: _open(engine, rulebook, subject=one).period, subjects)

    assert (["2027-E1"] if same else ["2027-E1", "2027-E2"]) == sorted(set(periods))


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("before", ["LIKE", "JOIN assignment", "INSERT INTO round"])
def test_the_very_same_asked_between_two_questions_is_one_round(
    engine: Engine, rulebook: Rulebook, cast: Cast, before: str
):
    with just_before(engine, before, lambda: _open(engine, rulebook)):
        second = _open(engine, rulebook)

    assert ("2027-E1", True) == (second.period, second.repeated)
