"""Who may decide: an officer of the monitoring body, and never who handed in."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from models import Audit, Decision
from models.database import transaction
from models.kinds import DecisionKind

NOW = at(date(2027, 3, 12), 9)


def test_a_viewer_may_not(sqlite_life, sqlite_cast):
    sqlite_life.submit(NOW)
    with pytest.raises(Refused, match="chỉ được xem"):
        sqlite_life.decide(NOW, DecisionKind.ACCEPTED, account=sqlite_cast.viewer)


def test_another_body_may_not(sqlite_life, sqlite_cast):
    sqlite_life.submit(NOW)
    with pytest.raises(Refused, match="chỉ cán bộ Sở Nội vụ"):
        sqlite_life.decide(NOW, DecisionKind.ACCEPTED, account=sqlite_cast.stranger)


def test_who_handed_in_may_not(sqlite_life):
    sqlite_life.submit(NOW, by=f"account:{sqlite_life.officer.id}")
    with pytest.raises(Refused, match="không tự quyết định"):
        sqlite_life.decide(NOW, DecisionKind.ACCEPTED)


def test_nothing_handed_in_cannot_be_accepted(sqlite_life):
    with pytest.raises(Refused, match="chưa có gì để chấp nhận"):
        sqlite_life.decide(NOW, DecisionKind.ACCEPTED)


def test_a_return_needs_a_reason(sqlite_life):
    sqlite_life.submit(NOW)
    with pytest.raises(Refused, match="hãy ghi lý do"):
        sqlite_life.decide(NOW, DecisionKind.RETURNED)


def test_a_refused_decision_leaves_nothing_behind(sqlite_life, sqlite_cast):
    sqlite_life.submit(NOW)
    with pytest.raises(Refused):
        sqlite_life.decide(NOW, DecisionKind.RETURNED)

    with transaction(sqlite_life.engine, write=False) as session:
        assert [] == session.exec(select(Decision)).all()
    assert StandingKind.SUBMITTED is sqlite_life.standing(NOW).kind


def test_every_decision_is_in_the_audit(sqlite_life):
    sqlite_life.submit(NOW)
    sqlite_life.decide(NOW, DecisionKind.RETURNED, "Thiếu mục II")

    with transaction(sqlite_life.engine, write=False) as session:
        target = f"assignment:{sqlite_life.id}"
        query = select(Audit).where(col(Audit.target) == target).order_by(col(Audit.id))
        lines = session.exec(query).all()
    assert ["nộp", "trả lại"] == [line.act for line in lines]
    assert ["contact:1", f"account:{sqlite_life.officer.id}"] == [line.actor for line in lines]
