"""Between planning and sending things happen: what is no longer to be said is not said."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models.database import transaction
from models.kinds import DecisionKind, MessageState, Way
from tests.support.post import Office

OPENING, REMINDED, DUE = date(2027, 3, 1), date(2027, 3, 12), date(2027, 3, 16)
FIGURES = {"tin_bai": "1", "hoi_nghi": "1", "an_pham": "1", "luot_nguoi": "1"}


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Office(engine, settings, rulebook)


def _submit(office, now):
    given = Given(
        document_number="12/BC-STC", document_on="01/03/2027", signer="An", figures=FIGURES
    )
    with transaction(office.engine) as session:
        record_submission(
            session,
            office.rulebook,
            assignment_id=office.assignment("so-tai-chinh"),
            given=given,
            source=SubmissionSource("contact:1", Way.LINK, now),
            now=now,
        )


def test_a_submission_between_planning_and_sending_stops_the_reminder(office):
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    office.morning(REMINDED)
    _submit(office, at(REMINDED, 7, 45))

    office.window(at(REMINDED, 8))

    titles = [ready.title for ready in office.postman.to("so-tai-chinh")]
    assert 2 == len(titles)
    assert titles[0].startswith("[Mở kỳ]")
    assert titles[1].startswith("[Biên nhận]")
    assert MessageState.CANCELLED in {message.state for message in office.messages()}


def test_a_receipt_leaves_at_any_hour(office):
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    night = at(date(2027, 3, 13), 23)  # a Saturday
    _submit(office, night)

    assert 1 == office.at_once(night).sent
    assert office.postman.sent[-1].title.startswith("[Biên nhận]")


def test_a_return_waits_for_the_office_to_open_and_is_said_once(office, cast):
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    _submit(office, at(REMINDED, 9))
    office.at_once(at(REMINDED, 9))
    evening = at(REMINDED, 18)
    with transaction(office.engine) as session:
        decide(
            session,
            office.rulebook,
            assignment_id=office.assignment("so-tai-chinh"),
            account=cast.officer,
            ruling=Ruling(DecisionKind.RETURNED, "Thiếu mục II"),
            now=evening,
        )

    assert 0 == office.at_once(evening).sent
    assert 1 == office.window(at(date(2027, 3, 15), 8)).sent
    last = office.postman.sent[-1]
    assert last.title.startswith("[Trả lại]")
    assert "Thiếu mục II" in last.body
    assert 0 == office.window(at(date(2027, 3, 15), 14)).sent


def test_a_reminder_planned_before_the_date_is_not_sent_after_it(office):
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    office.morning(DUE)

    office.window(at(date(2027, 3, 17), 8))

    assert 1 == len(office.postman.to("so-tai-chinh"))


def test_after_an_outage_one_message_says_that_it_catches_up(office):
    office.morning(OPENING)
    office.window(at(OPENING, 8))

    office.morning(date(2027, 3, 22))  # the date was 16/03, nothing ran since
    office.window(at(date(2027, 3, 22), 8))

    (late,) = office.postman.to("van-thu%40so-tai-chinh")[1:]
    assert "gián đoạn" in late.body
