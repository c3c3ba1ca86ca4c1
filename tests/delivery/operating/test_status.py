"""Accepted by the server, acknowledged by the unit, answered: three facts, none of them another."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.decisions.decide import acknowledge
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.status import Fate, fates
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models.database import transaction
from models.kinds import Way
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING, REMINDED = date(2027, 3, 1), date(2027, 3, 12)
FIGURES = {"tin_bai": "1", "hoi_nghi": "1", "an_pham": "1", "luot_nguoi": "1"}
ACCEPTED = "Máy chủ đã nhận lúc 08:00 ngày 01/03/2027 (250 2.0.0 queued)"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def _fate(office: Office, about: str = "so-tai-chinh") -> Fate:
    """The fate of the newest message about that unit's assignment."""
    assignment = office.assignment(about)
    mine = [n.message_id for n in office.notices() if n.assignment_id == assignment]
    messages = [one for one in office.messages() if one.id in mine]
    found: Fate = office.read(lambda s: fates(s, messages)[messages[-1].id])
    return found


def _submit(office: Office, now) -> None:
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


def test_what_no_server_took_is_none_of_the_three(office):
    office.postman.answers["so-tai-chinh"] = [Outcome(OutcomeKind.DEFERRED, 450, "busy")]
    office.window(at(OPENING, 8))

    assert ["Máy chủ chưa nhận", "Đơn vị chưa xác nhận", "Đơn vị chưa trả lời"] == list(
        _fate(office).sentences()
    )


def test_accepted_by_the_server_is_not_acknowledged_by_the_unit(office):
    office.window(at(OPENING, 8))

    assert [ACCEPTED, "Đơn vị chưa xác nhận", "Đơn vị chưa trả lời"] == list(
        _fate(office).sentences()
    )


def test_acknowledged_is_not_answered(office):
    office.window(at(OPENING, 8))
    about = office.assignment("so-tai-chinh")
    with transaction(office.engine) as session:
        acknowledge(session, assignment_id=about, by="contact:1", now=at(OPENING, 9, 10))

    assert [
        ACCEPTED,
        "Đơn vị xác nhận lúc 09:10 ngày 01/03/2027",
        "Đơn vị chưa trả lời",
    ] == list(_fate(office).sentences())
    assert ("09:10 ngày 01/03/2027", "") == (
        _fate(office).acknowledged_short(),
        _fate(office).answered_short(),
    )


def test_an_answer_before_the_message_is_said_to_be_before_it(office):
    office.window(at(OPENING, 8))
    _submit(office, at(OPENING, 10))
    assert "Đơn vị trả lời lúc 10:00 ngày 01/03/2027" in list(_fate(office).sentences())

    office.at_once(at(OPENING, 11))  # the receipt

    assert "Đơn vị trả lời lúc 10:00 ngày 01/03/2027, trước tin này" in list(
        _fate(office).sentences()
    )


def test_a_digest_names_each_assignment(office):
    office.window(at(OPENING, 8))
    office.morning(date(2027, 4, 9))
    office.morning(date(2027, 6, 1))
    office.window(at(date(2027, 6, 1), 8))
    digest = next(m for m in reversed(office.messages()) if "2 việc" in m.subject)

    fate = office.read(lambda s: fates(s, [digest])[digest.id])

    assert 2 == len(fate.reactions)
    assert "0/2" == fate.answered_short()
    assert f"Đơn vị chưa trả lời việc {fate.reactions[1].assignment_id}" in list(fate.sentences())
