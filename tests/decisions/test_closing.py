"""What can no longer be done is closed: it says so, and nobody is chased for it any more."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.closing import settle_closed
from dondoc.decisions.own_slot import settle_completions
from dondoc.messages.environment import phrases
from dondoc.notices.write import plan_notices
from dondoc.plan.closing_rule import Closing, closing_of
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import StandingKind, standing
from dondoc.rounds.standing_words import standing_words
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Audit, Decision, Notice, Round
from models.database import transaction
from models.kinds import DecisionKind, Way
from tests.support.life import FIGURES

REPORT, ABOVE, REVIEW = "III.1.1.c", "III.1.2.a4", "II.3.3"
UNIT = "so-tai-chinh"
NEVER = Closing()


@pytest.mark.parametrize(
    ("code", "period", "role", "closes"),
    [
        (REPORT, "2027-Q1", "so_nganh", Closing(report=ABOVE)),
        (ABOVE, "2027-Q1", "so_noi_vu", NEVER),  # due after its period: it is still wanted
        (REVIEW, "2027-M03", "so_nganh", Closing(date(2027, 4, 5))),
        ("III.1.6.a", "2027-Q1", "dai_ptth", Closing(date(2027, 4, 5))),  # due 25/03
        ("III.1.1.a1", "2027", "so_nganh", Closing(date(2028, 1, 6))),
        ("III.2.b3", "2027", "so_nganh", NEVER),  # last year's account, by 31/03
        ("III.1.7.a", "2027-M03", "bao", Closing(date(2027, 4, 8))),  # as the plan's file says
        ("III.1.2.a5.2", "2027-E3", "so_nganh", NEVER),  # on demand
    ],
)
def test_a_duty_says_when_it_closes(rulebook, code, period, role, closes):
    assert closes == closing_of(rulebook, rulebook.registry.plan.duty(code), period, role)


class Silence:
    """One unit in some rounds of quý I/2027, silent."""

    def __init__(self, engine, rulebook, officer) -> None:
        self.engine, self.rulebook, self.officer = engine, rulebook, officer

    def open(self, code: str, on: date) -> int:
        duty = self.rulebook.registry.plan.duty(code)
        unit = "so-noi-vu" if code == ABOVE else UNIT
        with transaction(self.engine) as session:
            open_rounds(session, self.rulebook, duty, now=at(on, 7, 30))
            mine = select(Assignment.id).join(Round).where(col(Round.duty) == code)
            query = mine.where(col(Assignment.unit_code) == unit).order_by(
                col(Assignment.id).desc()
            )
            return session.exec(query).first() or 0

    def morning(self, on: date) -> int:
        """How many are closed; then the notices of the day are planned."""
        now = at(on, 7, 30)
        plan = self.rulebook.registry.plan
        with transaction(self.engine) as session:
            settle_completions(session, self.rulebook, plan.duty(ABOVE), now)
            closed = settle_closed(session, self.rulebook, (REPORT, REVIEW, ABOVE), now)
            plan_notices(session, self.rulebook, now=now, after_due=True)
            return closed

    def hand_in(self, about: int, now: datetime, **figures: str) -> None:
        given = Given(
            document_number="12/BC-DV",
            document_on=f"{now:%d/%m/%Y}",
            signer="Nguyễn Văn An",
            figures=figures,
        )
        source = SubmissionSource(by="contact:1", way=Way.LINK, received_at=now)
        with transaction(self.engine) as session:
            record_submission(
                session, self.rulebook, assignment_id=about, given=given, source=source, now=now
            )

    def stands(self, about: int, as_of: datetime) -> tuple[StandingKind, str]:
        with transaction(self.engine, write=False) as session:
            [facts] = load_facts(session, col(Assignment.id) == about, as_of=as_of)
        here = standing(facts, as_of)
        return here.kind, standing_words(facts, here, as_of, self.rulebook.registry.plan).word

    def told(self, about: int, since: date) -> list[str]:
        query = select(Notice.rung).where(
            col(Notice.assignment_id) == about, col(Notice.created_at) >= at(since, 0)
        )
        with transaction(self.engine, write=False) as session:
            return list(session.exec(query))


@pytest.fixture
def silence(sqlite_engine, rulebook, sqlite_life):
    return Silence(sqlite_engine, rulebook, sqlite_life.officer)


@pytest.fixture
def reported(silence):
    """The report of the units, due 16/03, and Sở Nội vụ's own, handed in on 18/03."""
    mine = silence.open(REPORT, date(2027, 3, 1))
    above = silence.open(ABOVE, date(2027, 3, 1))
    silence.morning(date(2027, 3, 17))
    silence.hand_in(above, at(date(2027, 3, 18), 10))
    return mine


def test_a_report_closes_when_the_level_above_has_reported(silence, reported):
    assert (StandingKind.OVERDUE, "quá hạn") == silence.stands(reported, at(date(2027, 3, 18), 17))

    assert silence.morning(date(2027, 3, 19))
    assert (StandingKind.CLOSED, "không gửi") == silence.stands(reported, at(date(2027, 3, 19), 8))
    assert 0 == silence.morning(date(2027, 3, 22))
    assert [] == silence.told(reported, date(2027, 3, 19))


def test_nothing_closes_before_the_unit_was_told_that_it_is_late(silence):
    """The report above came before the units' own date."""
    mine = silence.open(REPORT, date(2027, 3, 1))
    silence.hand_in(silence.open(ABOVE, date(2027, 3, 1)), at(date(2027, 3, 16), 10))

    silence.morning(date(2027, 3, 17))
    assert StandingKind.OVERDUE is silence.stands(mine, at(date(2027, 3, 17), 8))[0]
    assert "T+1" in silence.told(mine, date(2027, 3, 17))
    silence.morning(date(2027, 3, 18))  # on which the letter goes where it rested a day
    assert StandingKind.OVERDUE is silence.stands(mine, at(date(2027, 3, 18), 8))[0]
    silence.morning(date(2027, 3, 19))
    assert StandingKind.CLOSED is silence.stands(mine, at(date(2027, 3, 19), 8))[0]


def test_a_day_past_shows_what_it_showed(silence, reported):
    silence.morning(date(2027, 3, 19))
    assert (StandingKind.OVERDUE, "quá hạn") == silence.stands(reported, at(date(2027, 3, 18), 17))


def test_it_is_counted_apart_and_named(silence, reported):
    silence.morning(date(2027, 3, 19))
    with transaction(silence.engine, write=False) as session:
        now = at(date(2027, 3, 19), 8)
        round_now = progress(session, silence.rulebook, duty=REPORT, period="2027-Q1", as_of=now)

    silent = [row for row in round_now.rows if row.closed]
    assert UNIT in {row.facts.unit_code for row in silent}
    assert (len(silent), 0) == (round_now.tally.closed, round_now.tally.overdue)
    assert f"{len(silent)} không gửi" in round_now.sentence()


def test_what_is_done_within_a_period_closes_three_working_days_after_it(silence):
    """March ends on a Wednesday; 05/04 is the last day on which it is chased."""
    review = silence.open(REVIEW, date(2027, 3, 22))
    silence.morning(date(2027, 4, 5))
    assert StandingKind.OVERDUE is silence.stands(review, at(date(2027, 4, 5), 8))[0]
    assert silence.told(review, date(2027, 4, 5))

    silence.morning(date(2027, 4, 6))
    closed = silence.stands(review, at(date(2027, 4, 6), 8))
    assert (StandingKind.CLOSED, "không thực hiện trong kỳ") == closed


def test_it_is_still_taken_and_stands_as_late(silence, reported):
    silence.morning(date(2027, 3, 19))
    silence.hand_in(reported, at(date(2027, 3, 22), 9), **FIGURES)

    kind, word = silence.stands(reported, at(date(2027, 3, 22), 10))
    assert (StandingKind.SUBMITTED, "chờ kiểm tra, trễ hạn") == (kind, word)


def test_a_new_date_asks_for_it_again_and_closes_in_its_turn(silence, sqlite_life, reported):
    silence.morning(date(2027, 3, 19))
    sqlite_life.id = reported
    sqlite_life.decide(
        at(date(2027, 3, 19), 9),
        DecisionKind.EXTENSION_GRANTED,
        "Máy chủ hỏng",
        new_due_on=date(2027, 3, 24),
    )
    assert StandingKind.OPEN is silence.stands(reported, at(date(2027, 3, 22), 8))[0]

    for day in (25, 26, 29):
        silence.morning(date(2027, 3, day))
        assert StandingKind.OVERDUE is silence.stands(reported, at(date(2027, 3, day), 8))[0]
    silence.morning(date(2027, 3, 30))
    assert StandingKind.CLOSED is silence.stands(reported, at(date(2027, 3, 30), 8))[0]


def test_who_was_never_told_is_not_blamed(silence):
    """A body without a contact stays «chưa liên hệ được»."""
    review = silence.open(REVIEW, date(2027, 3, 22))
    query = select(Assignment.id).where(col(Assignment.unit_code) == "so-xay-dung")
    with transaction(silence.engine, write=False) as session:
        lost = session.exec(query.join(Round).where(col(Round.duty) == REVIEW)).one()
    silence.morning(date(2027, 4, 6))

    assert StandingKind.CLOSED is silence.stands(review, at(date(2027, 4, 6), 8))[0]
    assert StandingKind.UNREACHED is silence.stands(lost, at(date(2027, 4, 6), 8))[0]


def test_it_leaves_a_decision_and_a_line_of_the_audit(silence, reported):
    silence.morning(date(2027, 3, 19))
    with transaction(silence.engine, write=False) as session:
        mine = select(Decision).where(col(Decision.assignment_id) == reported)
        row = session.exec(mine).one()
        lines = session.exec(select(Audit).where(col(Audit.target) == f"assignment:{reported}"))
        acts = [one.act for one in lines]

    assert (DecisionKind.CLOSED, "system") == (row.kind, row.decided_by)
    assert "khép, hết kỳ chưa có kết quả" in acts
    assert "Khép việc này." == phrases("history").decided(row)
