"""The number of the giấy mời in letters: as issued, and only while it says what the letter says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from dondoc.clock import at
from dondoc.conference.conference_files import withdraw_file
from dondoc.conference.find_conference import find_conference
from dondoc.delivery.dispatch_window import deliver_immediate
from models import ConferenceFile
from models.database import transaction
from tests.support.conference_hall import CODE, OFFICER, Hall, to_day
from tests.support.post import SENT

ISSUED, INVITED, MOVED = (at(date(2026, 11, day), 9) for day in (4, 5, 10))
PAPER = "Giấy mời số 12/GM-SNV ngày 04/11/2026."
ANOTHER = "Giấy mời số 15/GM-SNV ngày 10/11/2026."

pytestmark = pytest.mark.one_database


def issue(hall: Hall, now: datetime, number: str, on: str) -> ConferenceFile:
    paper = {"kind": "invitation", "number": number, "dated_on": on, "sha256": number[:2] * 32}
    return hall.publish(now, "Giấy mời", **paper).file


def letter(hall: Hall, settings: Any, now: datetime) -> str:
    """What Sở Y tế is told then."""
    told: list[str] = []

    def keep(ready: Any) -> Any:
        told.extend([ready.body] if "so-y-te.example" in ready.url else [])
        return SENT

    deliver_immediate(hall.engine, settings, hall.rulebook, now, keep)
    [one] = told
    return one


def test_before_it_is_issued_no_number_is_said(hall: Hall, settings: Any) -> None:
    hall.plan()
    hall.invite(INVITED)

    assert "Giấy mời số" not in letter(hall, settings, INVITED)


def test_as_issued_it_stands_in_the_invitation(hall: Hall, settings: Any) -> None:
    hall.plan()
    issue(hall, ISSUED, "12/GM-SNV", "04/11/2026")
    hall.invite(INVITED)

    assert PAPER in letter(hall, settings, INVITED)


def test_taken_back_it_is_said_no_more(hall: Hall, settings: Any) -> None:
    hall.plan()
    paper = issue(hall, ISSUED, "12/GM-SNV", "04/11/2026")
    with transaction(hall.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        file = session.get_one(ConferenceFile, paper.id)
        withdraw_file(
            *(session, hall.rulebook, conference, file), reason="Sai giờ.", by=OFFICER, now=ISSUED
        )
    hall.invite(INVITED)

    assert "Giấy mời số" not in letter(hall, settings, INVITED)


@pytest.mark.parametrize("anew", [False, True])
def test_the_letter_of_a_move_says_the_paper_of_the_new_day_alone(
    hall: Hall, settings: Any, anew: bool
) -> None:
    hall.plan()
    issue(hall, ISSUED, "12/GM-SNV", "04/11/2026")
    hall.invite(INVITED)
    letter(hall, settings, INVITED)
    hall.move(MOVED, to_day(date(2026, 12, 4)))
    if anew:
        issue(hall, MOVED, "15/GM-SNV", "10/11/2026")

    said = letter(hall, settings, MOVED)

    assert PAPER not in said
    assert anew == (ANOTHER in said)
