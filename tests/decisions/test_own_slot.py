"""Sở Nội vụ's own slot is done with the report that consolidates the round."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.own_slot import settle_completions
from dondoc.problems import Refused
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import StandingKind, standing
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Audit, Decision, Round
from models.database import transaction
from models.kinds import DecisionKind, Way
from tests.support.colleagues import administrator

UNITS, ABOVE = "III.1.1.c", "III.1.2.a4"
BEFORE, REPORTED = at(date(2027, 3, 16), 9), at(date(2027, 3, 17), 9)


class Consolidation:
    """Both rounds of quý I/2027, and the two assignments of Sở Nội vụ in them."""

    def __init__(self, life) -> None:
        self.life, self.rulebook = life, life.rulebook
        above = self.rulebook.registry.plan.duty(ABOVE)
        with transaction(life.engine) as session:
            open_rounds(session, self.rulebook, above, now=at(date(2027, 3, 1), 7, 31))
        self.slot, self.report = self._assignment(UNITS), self._assignment(ABOVE)

    def _assignment(self, duty: str) -> int:
        query = select(Assignment.id).join(Round)
        own = (col(Round.duty) == duty, col(Assignment.unit_code) == "so-noi-vu")
        with transaction(self.life.engine, write=False) as session:
            return session.exec(query.where(*own)).one()

    def hand_in(self, assignment_id: int, number: str, now: datetime) -> None:
        figures = {} if assignment_id == self.report else self.life.given().figures
        given = Given(
            document_number=number,
            document_on="17/03/2027" if now == REPORTED else "15/03/2027",
            signer="Trần Thị Bình",
            figures=figures,
        )
        source = SubmissionSource(by="contact:1", way=Way.LINK, received_at=now)
        with transaction(self.life.engine) as session:
            record_submission(
                session,
                self.rulebook,
                assignment_id=assignment_id,
                given=given,
                source=source,
                now=now,
            )

    def settle(self, now: datetime, duty: str = UNITS) -> int:
        with transaction(self.life.engine) as session:
            wanted = self.rulebook.registry.plan.duty(duty)
            return settle_completions(session, self.rulebook, wanted, now)

    def standing(self, now: datetime) -> StandingKind:
        with transaction(self.life.engine, write=False) as session:
            facts = load_facts(session, col(Assignment.id) == self.slot, as_of=now)[0]
            return standing(facts, now).kind


@pytest.fixture
def consolidation(sqlite_life) -> Consolidation:
    return Consolidation(sqlite_life)


def test_nothing_completes_before_the_report(consolidation: Consolidation):
    assert 0 == consolidation.settle(BEFORE)
    assert StandingKind.OPEN is consolidation.standing(BEFORE)


@pytest.mark.parametrize("duty", [UNITS, ABOVE])
def test_the_slot_completes_with_the_report_naming_its_number(
    consolidation: Consolidation, duty: str
):
    consolidation.hand_in(consolidation.report, "120/BC-SNV", REPORTED)

    assert 1 == consolidation.settle(REPORTED, duty)
    with transaction(consolidation.life.engine, write=False) as session:
        decided = session.exec(
            select(Decision).where(col(Decision.assignment_id) == consolidation.slot)
        ).one()
        slot = session.get_one(Assignment, consolidation.slot)
        target = col(Audit.target) == f"assignment:{consolidation.slot}"
        told = session.exec(select(Audit).where(target)).one()
    reason = "Hoàn thành cùng báo cáo tổng hợp số 120/BC-SNV ngày 17/03/2027."
    assert (DecisionKind.ACCEPTED, reason, "system") == (
        decided.kind,
        decided.reason,
        decided.decided_by,
    )
    assert REPORTED == slot.completed_at
    assert ("chấp nhận", reason) == (told.act, told.detail)
    assert StandingKind.COMPLETED is consolidation.standing(REPORTED)


def test_a_second_look_finds_nothing(consolidation: Consolidation):
    consolidation.hand_in(consolidation.report, "120/BC-SNV", REPORTED)
    consolidation.settle(REPORTED)

    assert 0 == consolidation.settle(REPORTED)


def test_figures_entered_in_the_slot_are_accepted_with_it(consolidation: Consolidation):
    consolidation.hand_in(consolidation.slot, "88/BC-SNV", BEFORE)
    consolidation.hand_in(consolidation.report, "120/BC-SNV", REPORTED)

    assert StandingKind.SUBMITTED is consolidation.standing(REPORTED)
    assert 1 == consolidation.settle(REPORTED)
    assert StandingKind.COMPLETED is consolidation.standing(REPORTED)


def test_no_other_unit_completes_with_it(consolidation: Consolidation):
    consolidation.hand_in(consolidation.report, "120/BC-SNV", REPORTED)
    consolidation.settle(REPORTED)

    here = consolidation.life.standing(REPORTED)
    assert StandingKind.OVERDUE is here.kind


def test_a_report_learned_of_later_does_not_count_yet(consolidation: Consolidation):
    consolidation.hand_in(consolidation.report, "120/BC-SNV", REPORTED)

    assert 0 == consolidation.settle(BEFORE)


def test_the_slot_is_open_again_with_the_report_and_completes_with_it_again(
    consolidation: Consolidation,
):
    life, other = consolidation.life, administrator(consolidation.life.engine)
    consolidation.hand_in(consolidation.report, "120/BC-SNV", REPORTED)
    consolidation.settle(REPORTED)
    later = at(date(2027, 3, 18), 9)
    life.id = consolidation.slot
    with pytest.raises(Refused, match="số 120/BC-SNV ngày 17/03/2027; hãy mở lại báo cáo đó"):
        life.decide(later, DecisionKind.REOPENED, "Nhầm", account=other)
    life.id = consolidation.report
    life.decide(later, DecisionKind.REOPENED, "Thiếu phụ lục", account=other)

    assert StandingKind.OPEN is consolidation.standing(later)
    assert 0 == consolidation.settle(later)
    life.decide(later, DecisionKind.ACCEPTED, account=other)
    assert 1 == consolidation.settle(later)


def test_done_with_the_report_it_says_so_and_is_counted_on_time_by_nobody(
    consolidation: Consolidation,
):
    consolidation.hand_in(consolidation.slot, "88/BC-SNV", BEFORE)
    consolidation.hand_in(consolidation.report, "120/BC-SNV", REPORTED)
    consolidation.settle(REPORTED)

    with transaction(consolidation.life.engine, write=False) as session:
        found = progress(
            session, consolidation.rulebook, duty=UNITS, period="2027-Q1", as_of=REPORTED
        )
    [own] = [row for row in found.rows if row.unit.code == "so-noi-vu"]
    assert ("✓", "cùng báo cáo tổng hợp") == (own.spoken.sign, own.spoken.phrase)
    assert date(2027, 3, 18) == own.facts.due_on  # the report's date, not the units'
    assert (1, 0) == (found.tally.handed_in, found.tally.on_time)
