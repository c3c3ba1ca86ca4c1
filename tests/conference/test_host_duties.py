"""The plan's own duties of a conference are done by what it records (III.1.2.c1, c2)."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.conference.find_conference import find_conference
from dondoc.conference.plan_conference import record_plan_paper
from dondoc.rounds.opening import open_rounds
from models import Assignment, Round, Submission
from models.database import transaction
from tests.support.conference_hall import CODE, OFFICER, Hall

pytestmark = pytest.mark.one_database
PREPARE, HOLD = "III.1.2.c1", "III.1.2.c2"
PAPER = {"number": "45/KH-SNV", "signed_on": "03/11/2026", "signer": "Nguyễn Văn Minh"}
NOW, AFTER = at(date(2026, 11, 9), 9), at(date(2026, 11, 30), 9)


def _open(hall: Hall, code: str, now: datetime) -> None:
    duty = hall.rulebook.registry.plan.duty(code)
    with transaction(hall.engine) as session:
        open_rounds(session, hall.rulebook, duty, now=now)


def _handed(hall: Hall, code: str) -> list[tuple[str | None, bool]]:
    query = (
        select(Submission.document_number, Assignment.completed_at)
        .join(Assignment, col(Assignment.id) == col(Submission.assignment_id))
        .join(Round)
        .where(col(Round.duty) == code)
    )
    return [(number, done is not None) for number, done in hall.read(lambda s: list(s.exec(query)))]


def _record(hall: Hall) -> None:
    with transaction(hall.engine) as session:
        found = find_conference(session, CODE, hold=True)
        record_plan_paper(session, hall.rulebook, found, PAPER, by=OFFICER, now=NOW)


def test_its_plan_prepares_it(hall: Hall) -> None:
    hall.plan()
    _open(hall, PREPARE, at(date(2026, 10, 20), 9))

    _record(hall)
    _record(hall)  # entered again it is one

    assert [("45/KH-SNV", True)] == _handed(hall, PREPARE)
    assert "45/KH-SNV" == hall.conference().plan_number


def test_its_minutes_hold_it(hall: Hall) -> None:
    hall.plan()
    _open(hall, HOLD, NOW)

    hall.publish(AFTER, "Biên bản Hội nghị", kind="minutes", number="12/BB-SNV")

    assert [("12/BB-SNV", True)] == _handed(hall, HOLD)


def test_before_its_round_is_open_nothing_is_handed_in(hall: Hall) -> None:
    hall.plan()

    _record(hall)

    assert [] == _handed(hall, PREPARE)
