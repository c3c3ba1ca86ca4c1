"""The demo lives days again by the real code; a round of it is checked as a user would read it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from dondoc.clock import end_of, local, local_date
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.plan.rulebook import load_rulebook
from dondoc.rounds.progress import progress
from dondoc.simulation.demo_characters import seed
from dondoc.simulation.replay import Replay, last_speaking_day
from models import Attempt, Contact, Message, Submission
from models.database import transaction
from models.kinds import MessageState

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 20)


@pytest.fixture
def lived(sqlite_engine, settings):
    rulebook = load_rulebook(demo=True)
    demo = settings.model_copy(update={"demo": True})
    with transaction(sqlite_engine) as session:
        seed(session, rulebook, today=LAST)
    sent = []

    def send(ready):
        sent.append(ready)
        return Outcome(OutcomeKind.SENT, 250, "nhận")

    days = list(Replay(sqlite_engine, demo, rulebook, send).days(FIRST, LAST))
    return sqlite_engine, rulebook, sent, days


def test_a_round_is_lived_through(lived):
    engine, rulebook, sent, days = lived
    with transaction(engine, write=False) as session:
        seen = partial(progress, session, rulebook, duty="III.1.1.c", period="2026-Q1")
        late = seen(as_of=end_of(date(2026, 3, 18))).tally
        shown = seen(as_of=end_of(LAST))
        attempts = session.exec(select(Attempt)).all()
        left = select(Message).where(col(Message.state) == MessageState.SENT)
        messages = session.exec(left).all()
        addresses = session.exec(select(Contact.address)).all()
        said = select(func.count()).select_from(Submission).group_by(col(Submission.assignment_id))
        answers = session.exec(said).all()

    assert [day for day in days if day.weekday() > 4] == []
    assert max(answers) <= 2  # nobody says the same every day; what was returned comes again
    assert 139 == shown.tally.asked
    assert late.overdue > 0  # until the report above is in: then the round closes
    assert 0 == shown.tally.overdue
    assert shown.tally.closed > 0
    assert shown.tally.not_done > 0
    assert shown.tally.on_time > 100
    assert 0 < shown.tally.handed_in < 139
    assert len(sent) == len(attempts) == len(messages)
    assert all(address.endswith(".example") for address in addresses)
    for attempt in attempts:
        assert rulebook.workdays.is_workday(local_date(attempt.at))
        assert 7 <= local(attempt.at).hour < 17


def test_the_day_that_runs_for_real_is_the_last_that_had_something_to_say():
    rulebook = load_rulebook(demo=True)

    assert date(2026, 9, 16) == last_speaking_day(rulebook, before=date(2026, 11, 23))
    assert date(2026, 12, 1) == last_speaking_day(rulebook, before=date(2026, 12, 2))


@pytest.mark.parametrize("start", [date(2025, 1, 1), date(2029, 12, 31)])
def test_any_day_of_any_year_has_such_a_day_before_it(start):
    rulebook = load_rulebook(demo=True)

    for offset in range(0, 366, 13):
        today = start + timedelta(days=offset)
        assert today - timedelta(days=100) < last_speaking_day(rulebook, before=today) < today
