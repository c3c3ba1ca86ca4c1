"""What a dead sender held is sent as soon as that is safe; only what may have left is marked."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, select

from dondoc.calendar.date_words import moment
from dondoc.clock import at
from dondoc.delivery import outbox
from dondoc.delivery.lease_owner import is_gone, this_process
from dondoc.delivery.retry import LEASE
from models import Message
from models.database import transaction
from models.kinds import MessageState
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
ELSEWHERE = "may-khac:17:4711:0b5d.402653"
SAY_WHO = "from dondoc.delivery.lease_owner import this_process; print(this_process())"


@pytest.fixture(scope="module")
def dead() -> str:
    """The name of a process of this machine that has ended."""
    told = subprocess.run(
        [sys.executable, "-c", SAY_WHO], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def _claimed_by(office: Office, owner: str, now: datetime) -> int:
    """Three letters were claimed and one put on a connection when the process died; its number."""
    office.settings = office.settings.model_copy(update={"trial": True, "trial_allow": ()})
    office.window(now)  # gathered and held
    office.settings = office.settings.model_copy(update={"trial": False})
    with transaction(office.engine) as session:
        outbox.settle_held(session, office.settings, now=now)
        ids = outbox.claim(session, now=now, office=True, owner=owner, limit=9, tried=[])
        assert 3 == len(ids)
        assert {ids[0]} == outbox.begin(session, {ids[0]: now}, owner=owner)
    return ids[0]


def _marked(office: Office) -> list[int | None]:
    twice = select(Message.id).where(col(Message.possible_duplicate).is_(True))
    return office.read(lambda s: list(s.exec(twice)))


def test_a_process_of_this_machine_that_is_gone_holds_nothing(office, dead):
    begun = _claimed_by(office, dead, EIGHT)

    result = office.window(EIGHT + timedelta(minutes=1))

    assert (3, 0) == (result.sent, result.held_by_others)
    assert [begun] == _marked(office)
    assert {2, 3} == {message.attempts for message in office.messages()}


def test_what_another_machine_holds_is_said_and_sent_when_its_lease_ends(office):
    begun = _claimed_by(office, ELSEWHERE, EIGHT)

    result = office.window(at(OPENING, 8, 1))

    assert 0 == result.sent
    held = f"3 tin do một lượt gửi khác giữ đến {moment(EIGHT + LEASE)}"
    assert held in result.sentence()
    assert "3 lượt khác giữ" in result.figure()
    assert EIGHT + LEASE + timedelta(seconds=1) == result.next_attempt_at
    assert 3 == office.window(result.next_attempt_at).sent
    assert [begun] == _marked(office)


def test_a_letter_whose_lease_went_to_another_is_not_put_on_a_connection(office):
    number = _claimed_by(office, ELSEWHERE, EIGHT)

    with transaction(office.engine) as session:
        assert set() == outbox.begin(session, {number: EIGHT}, owner=this_process())

    assert {MessageState.SENDING} == {message.state for message in office.messages()}


def test_only_a_process_of_this_machine_is_known_to_be_gone(dead):
    assert is_gone(dead)
    assert not is_gone(this_process())
    assert not is_gone(ELSEWHERE)
    assert not is_gone("may-khac:17")  # as an older program wrote it
    assert not is_gone(None)
