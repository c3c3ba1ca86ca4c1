"""An inspector's result in the ledger: a look at the office, its findings asked as remedies."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.inspections import sample
from dondoc.ledger.actors import Actor
from dondoc.problems import Refused
from dondoc.publication.posting.record_spot_check import (
    TypedSpot,
    record_spot_check,
    remedy_words,
    spot_checks,
    spot_words,
)
from models import Assignment, Audit, PublicationCheck, PublicationFinding, SpotCheck
from models.database import transaction
from models.kinds import INSPECTED
from models.publication_kinds import FindingKind
from tests.support.sample_procedures import lay_decision, lay_procedure

NOW = at(date(2027, 3, 15), 9)
BY = Actor.account(1)


@pytest.fixture
def visit(engine, rulebook):
    """A unit drawn for the inspection of the posting, with two procedures to post."""
    duty = rulebook.registry.plan.duty("III.1.3.b4")
    with transaction(engine) as session:
        sample.keep_draw(session, rulebook, duty, "2027-Q1", seed=7, by=BY, now=NOW)
        query = select(Assignment).where(col(Assignment.role) == INSPECTED)
        drawn = session.exec(query.order_by(col(Assignment.id))).first()
        decision = lay_decision(session)
        for code in ("9.000001", "9.000002"):
            lay_procedure(session, code, f"Thủ tục mẫu {code}", decision, units=[drawn.unit_code])
        number = drawn.id

    def recorded(now=NOW, *, seen_on="15/03/2027", about=duty, **typed):
        with transaction(engine) as session:
            row = session.get_one(Assignment, number)
            spot = TypedSpot(seen_on, **typed)
            record_spot_check(session, rulebook, about, row, spot, by=BY, now=now)
            return [(spot_words(one), remedy_words(one)) for one in spot_checks(session, row)]

    return recorded


def rows(engine, table):
    with transaction(engine, write=False) as session:
        return list(session.exec(select(table).order_by(col(table.id))))


def test_what_lacks_is_a_finding_by_procedure_and_no_second_assignment(visit, engine):
    before = len(rows(engine, Assignment))

    assert [
        (
            "15/03/2027: chưa niêm yết 1 thủ tục (9.000001)",
            "Niêm yết bổ sung 1 thủ tục (9.000001)",
        )
    ] == visit(not_posted="9.000001")

    (finding,) = rows(engine, PublicationFinding)
    assert (FindingKind.MISSING, "9.000001", None) == (
        finding.kind,
        finding.procedure,
        finding.assignment_id,
    )
    assert NOW == finding.confirmed_at
    assert before == len(rows(engine, Assignment))
    (check,) = rows(engine, PublicationCheck)
    assert (2, 1) == (check.counts["required"], check.counts["matched"])
    assert "ghi kết quả niêm yết" in {one.act for one in rows(engine, Audit)}


def test_the_same_once_more_is_one_and_another_visit_closes_it(visit, engine):
    visit(not_posted="9.000001")
    visit(not_posted="9.000001")
    assert 1 == len(rows(engine, SpotCheck))

    later = at(date(2027, 3, 25), 9)
    assert ("25/03/2027: niêm yết đủ và đúng", "") == visit(later, seen_on="25/03/2027")[-1]

    (finding,) = rows(engine, PublicationFinding)
    assert later == finding.closed_at


def test_a_wrong_code_is_refused_and_nothing_is_kept(visit, engine):
    with pytest.raises(Refused, match=r"mã 9\.000009 không có trong danh mục của đơn vị"):
        visit(outdated="9.000009")

    assert [] == rows(engine, SpotCheck)


def test_another_inspection_has_no_such_result(visit, rulebook):
    with pytest.raises(Refused, match="không kiểm tra niêm yết"):
        visit(about=rulebook.registry.plan.duty("III.1.2.a3.2"))
