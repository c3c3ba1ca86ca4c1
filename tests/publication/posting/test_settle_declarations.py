"""Declarations in the ledger: each a look at the office, its findings the unit's work."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from dondoc.calendar.date_words import short_date
from dondoc.calendar.periods import period
from dondoc.clock import at
from dondoc.publication.posting.settle_declarations import settle_declarations
from dondoc.publication.score.load_state import publication_state
from dondoc.publication.score.score_parts import Measure, ScorePart
from dondoc.publication.score.source_words import source_words
from dondoc.rounds.opening import open_rounds
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, PublicationCheck, PublicationFinding, PublicationSource, Round
from models.database import transaction
from models.kinds import Way
from models.publication_kinds import CheckVerdict, FindingKind, SourceKind
from tests.support.sample_procedures import (
    HEALTH,
    SampleList,
    lay_decision,
    lay_procedure,
    sample_list,
)

DUTY = "II.3.5"
OPENED, DECLARED = at(date(2027, 3, 15), 7, 30), at(date(2027, 3, 16), 9)
FIRST, SECOND = ("", "02/11/2026"), ("2/QĐ-UBND", "01/02/2027")


class Office:
    """The quarter's round open, a small official list, and Sở Y tế that declares."""

    def __init__(self, engine: Any, rulebook: Any) -> None:
        self.engine, self.rulebook = engine, rulebook
        self.open(OPENED)
        with transaction(engine) as session:
            self.listed: SampleList = sample_list(session)

    def open(self, now: Any) -> None:
        duty = self.rulebook.registry.plan.duty(DUTY)
        with transaction(self.engine) as session:
            open_rounds(session, self.rulebook, duty, now=now)

    def announce(self) -> None:
        """A second decision, of a procedure more; to be shown by Monday 08/02/2027."""
        with transaction(self.engine) as session:
            row = lay_decision(session, SECOND[0], date(2027, 2, 1))
            lay_procedure(session, "9.000004", "Thủ tục mẫu số 4", row, units=[HEALTH])

    def declare(self, number: str, signed_on: str, *, now: Any = DECLARED) -> None:
        with transaction(self.engine) as session:
            query = select(Assignment.id).join(Round).where(col(Round.duty) == DUTY)
            mine = query.where(col(Assignment.unit_code) == HEALTH)
            newest = session.exec(mine.order_by(col(Assignment.id).desc())).first()
            given = Given(
                document_on=short_date(now.date()),
                list_number=number,
                list_on=signed_on,
                link="https://trang-mau.example/anh",
            )
            source = SubmissionSource("unit:so-y-te", Way.LINK, now)
            record_submission(
                session,
                self.rulebook,
                assignment_id=newest or 0,
                given=given,
                source=source,
                now=now,
            )

    def settle(self, now: Any = DECLARED) -> Any:
        with transaction(self.engine) as session:
            return settle_declarations(session, self.rulebook, now=now)

    def rows(self, table: Any) -> list[Any]:
        with transaction(self.engine, write=False) as session:
            return list(session.exec(select(table).order_by(col(table.id))))


@pytest.fixture
def office(engine, rulebook):
    return Office(engine, rulebook)


def test_a_declaration_of_the_newest_list_is_a_look_without_findings(office):
    office.declare(*FIRST)

    assert "niêm yết tại trụ sở: đối chiếu 1 bản tự khai" == office.settle().sentence()
    (check,) = office.rows(PublicationCheck)
    counts = check.counts
    assert (CheckVerdict.READ, 3, 3) == (check.verdict, counts["required"], counts["matched"])
    assert 64 == len(check.rows_digest)
    assert [] == office.rows(PublicationFinding)


def test_a_second_run_finds_nothing_new(office):
    office.declare(*FIRST)
    office.settle()

    assert "" == office.settle().sentence()
    assert 1 == len(office.rows(PublicationCheck))


def test_an_older_list_is_the_units_work_at_once(office):
    office.announce()
    office.declare(*FIRST)

    assert office.settle().sentence().endswith("đối chiếu 1 bản tự khai, 1 bản chưa cập nhật")

    (finding,) = office.rows(PublicationFinding)
    assert (FindingKind.MISSING, "", HEALTH) == (finding.kind, finding.procedure, finding.unit_code)
    with transaction(office.engine, write=False) as session:
        asked = session.get_one(Assignment, finding.assignment_id)
        assert ("II.3.5.2", HEALTH) == (
            session.get_one(Round, asked.round_id).duty,
            asked.unit_code,
        )


def test_the_next_quarters_declaration_of_the_newer_list_closes_it(office):
    office.announce()
    office.declare(*FIRST)
    office.settle()
    office.open(at(date(2027, 6, 15), 7, 30))
    later = at(date(2027, 6, 16), 9)
    office.declare(*SECOND, now=later)
    office.settle(later)

    (finding,) = office.rows(PublicationFinding)
    assert later == finding.closed_at
    with transaction(office.engine, write=False) as session:
        assert later == session.get_one(Assignment, finding.assignment_id).completed_at


def test_who_declared_nothing_when_the_day_passed_is_noted_once_and_asked_nothing(office):
    office.declare(*FIRST)
    office.settle()
    after = at(date(2027, 4, 1), 9)

    silent = office.settle(after).silent
    assert 0 == office.settle(after).silent

    found = office.rows(PublicationFinding)
    assert silent == len(found) > 100
    assert {FindingKind.OFFICE_NOT_DECLARED} == {one.kind for one in found}
    assert {None} == {one.assignment_id for one in found}
    assert HEALTH not in {one.unit_code for one in found}
    sources = office.rows(PublicationSource)
    assert {SourceKind.OFFICE} == {one.kind for one in sources if one.id != office.listed.site.id}


def test_a_declaration_that_comes_late_ends_what_was_noted(office):
    office.settle(at(date(2027, 4, 1), 9))
    late = at(date(2027, 4, 2), 9)
    office.declare(*FIRST, now=late)
    office.settle(late)

    (mine,) = [one for one in office.rows(PublicationFinding) if one.unit_code == HEALTH]
    assert late == mine.closed_at


@pytest.mark.one_database
def test_score_and_board_show_what_was_declared_and_by_whom_nothing(office):
    office.announce()
    office.declare(*FIRST)
    office.settle()
    after = at(date(2027, 4, 1), 9)
    office.settle(after)

    def shown(key, unit):
        with transaction(office.engine, write=False) as session:
            registry, span = office.rulebook.registry, period(key, "calendar")
            state = publication_state(session, registry, span, as_of=after)
        (source,) = [
            one for one in state.sources if (one.kind, one.unit.code) == (SourceKind.OFFICE, unit)
        ]
        return source.score.measure(ScorePart.COVERAGE), source_words(source).word

    assert (Measure(3, 4), "sai lệch nặng") == shown("2027-Q1", HEALTH)
    assert (Measure(0, 0), "chưa tự khai") == shown("2027-Q2", "so-tu-phap")
