"""Ministries' decisions in the ledger: asked once, of the right unit, by a date it can keep."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.publication.review.review_run import review_decisions
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment, Decision, DecisionItem, Notice
from models.database import transaction
from models.kinds import DecisionKind, NoticeKind
from models.publication_kinds import DecisionIssuer, ItemAct
from tests.support.sample_procedures import lay_decision, lay_procedure

NOW = at(date(2027, 3, 9), 9)
SIGNED = date(2027, 3, 8)


@pytest.fixture
def announce(engine):
    """A decision with its procedures; a ministry's, unless `by` says otherwise."""

    def laid(number, signed_on=SIGNED, *codes, by=DecisionIssuer.MINISTRY, **said):
        with transaction(engine) as session:
            row = lay_decision(session, number, signed_on, issuer=by)
            for code in codes:
                session.add(DecisionItem(decision_id=row.id, code=code, act=ItemAct.NEW))
                if by is DecisionIssuer.MINISTRY:
                    lay_procedure(session, code, f"Thủ tục mẫu {code}", row, **said)
        return row

    return laid


@pytest.fixture
def look(engine, rulebook):
    def looked(now=NOW):
        with transaction(engine) as session:
            return review_decisions(session, rulebook, now=now)

    return looked


@pytest.fixture
def facts(engine):
    def found(now=NOW):
        with transaction(engine, write=False) as session:
            return load_facts(session, as_of=now)

    return found


def test_the_unit_is_asked_once_by_the_fifth_working_day(announce, look, facts, cast):
    announce("12/QĐ-BỘ", SIGNED, "9.000001", units=["so-y-te"])

    first, again = look(), look()

    assert "quyết định của bộ, ngành: giao 1 việc trình công bố, 1 việc chờ trình" == (
        first.sentence()
    )
    assert ((), 1) == (again.asked, again.waiting)
    (one,) = facts()
    assert ("II.3.3.2", "so-y-te", date(2027, 3, 15), True) == (
        one.duty,
        one.unit_code,
        one.due_on,
        one.chased,
    )
    assert "Quyết định số 12/QĐ-BỘ ngày 08/03/2027" == one.subject
    assert one.arithmetic.startswith("theo Quyết định số 12/QĐ-BỘ ngày 08/03/2027: ")
    assert "cộng 5 ngày làm việc" in one.arithmetic


def test_it_is_told_at_once(announce, look, engine, cast):
    announce("12/QĐ-BỘ", SIGNED, "9.000001", units=["so-y-te"])
    look()

    with transaction(engine, write=False) as session:
        assert [NoticeKind.DEMAND] == list(session.exec(select(Notice.kind)))


def test_a_decision_learned_of_late_gives_a_date_that_can_be_kept(announce, look, facts):
    announce("12/QĐ-BỘ", date(2027, 2, 1), "9.000001", units=["so-y-te"])
    look()

    (one,) = facts()
    assert date(2027, 3, 10) == one.due_on
    assert "đơn vị biết muộn hơn" in one.arithmetic


def test_who_is_not_known_and_what_is_old_is_said_and_asked_of_nobody(announce, look, facts):
    announce("12/QĐ-BỘ", SIGNED, "9.000001")
    announce("1/QĐ-BỘ", date(2026, 5, 4), "9.000002", units=["so-y-te"], sector="Y tế")

    assert (
        "quyết định của bộ, ngành: 1 quyết định chưa rõ đơn vị (12/QĐ-BỘ),"
        " 1 quyết định cũ chưa giao" == look().sentence()
    )
    assert [] == facts()


def test_where_no_ministry_decided_nothing_is_said(look):
    assert "" == look().sentence()


def test_once_the_province_has_announced_nothing_more_is_wanted(announce, look, facts, engine):
    announce("12/QĐ-BỘ", SIGNED, "9.000001", units=["so-y-te"])
    look()
    announce("45/QĐ-TỈNH", date(2027, 3, 10), "9.000001", by=DecisionIssuer.PROVINCE)
    later = at(date(2027, 3, 11), 9)

    assert (1, 0) == (look(later).settled, look(later).waiting)
    (one,) = facts(later)
    assert StandingKind.WAIVED == standing(one, later).kind
    reason = "UBND tỉnh đã công bố tại Quyết định số 45/QĐ-TỈNH ngày 10/03/2027."
    assert [reason] == [decision.reason for decision in one.decisions]


def test_what_an_officer_opened_again_is_left_to_him(announce, look, facts, engine):
    announce("12/QĐ-BỘ", SIGNED, "9.000001", units=["so-y-te"])
    look()
    announce("45/QĐ-TỈNH", date(2027, 3, 10), "9.000001", by=DecisionIssuer.PROVINCE)
    later, after = at(date(2027, 3, 11), 9), at(date(2027, 3, 12), 9)
    look(later)
    with transaction(engine) as session:
        session.exec(select(Decision)).one().undone_at = after
        session.exec(select(Assignment)).one().waived_at = None
        row = session.exec(select(Assignment.id)).one()
        session.add(
            Decision(
                assignment_id=row,
                kind=DecisionKind.REOPENED,
                decided_at=after,
                decided_by="account:1",
            )
        )

    assert 0 == look(at(date(2027, 3, 15), 9)).settled


def test_two_units_of_one_decision_stand_in_one_round(announce, look, engine):
    announce("12/QĐ-BỘ", SIGNED, "9.000001", units=["so-y-te", "so-tu-phap"])
    look()

    with transaction(engine, write=False) as session:
        rows = session.exec(select(Assignment).order_by(col(Assignment.unit_code))).all()
    assert ["so-tu-phap", "so-y-te"] == [one.unit_code for one in rows]
    assert 1 == len({one.round_id for one in rows})
