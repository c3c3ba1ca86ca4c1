"""The database goes away while letters are on the line, or its disk is full: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from dondoc.clock import at
from dondoc.delivery import recording
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.retry import LEASE
from models.kinds import MessageState
from tests.support.cast import Cast
from tests.support.failing_ledger import Ledger, cut_postgresql, full_disk
from tests.support.post import Office
from tests.support.prepared_ledger import build_ledger

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
LAPSED = EIGHT + LEASE + timedelta(minutes=1)
LONG = Outcome(OutcomeKind.SENT, 250, "2.0.0 queued " + "x" * 9000)  # a page of its own, and more


@pytest.fixture(params=["postgresql gone", "disk full"])
def ledger(request, tmp_path, rulebook) -> Iterator[Ledger]:
    if request.param == "disk full":
        made = full_disk(tmp_path)
    else:
        made = cut_postgresql(request.getfixturevalue("postgresql_url"))
    with made as ledger:
        build_ledger(ledger.engine, rulebook)
        Cast(ledger.engine, rulebook)
        yield ledger


@pytest.fixture
def office(ledger, settings, rulebook) -> Office:
    """One line, on which the database goes away with the second letter."""
    office = Office(ledger.engine, settings.model_copy(update={"smtp_connections": 1}), rulebook)
    office.morning(OPENING)
    for unit in ("so-tai-chinh", "so-tu-phap", "so-y-te"):
        office.postman.answers[unit] = [LONG]
    return office


def _gone_with_the_second(office: Office, ledger: Ledger) -> None:
    postman = office.postman

    def send(ready):
        outcome = postman(ready)
        if len(postman.sent) == 2:
            ledger.take_away()
        return outcome

    office.postman = send
    office.sent = postman.sent


def test_what_was_sent_meanwhile_is_written_when_it_is_back(office, ledger, monkeypatch):
    _gone_with_the_second(office, ledger)
    sent_meanwhile = []

    def pause(_seconds):
        sent_meanwhile.append(len(office.sent))
        ledger.give_back()

    monkeypatch.setattr(recording, "pause", pause)
    result = office.window(EIGHT)

    assert [2] == sent_meanwhile  # the third letter waited for the database
    assert (3, 3) == (result.sent, len({ready.url for ready in office.sent}))
    assert 3 == len(office.sent)
    assert {MessageState.SENT} == {message.state for message in office.messages()}
    assert not any(message.possible_duplicate for message in office.messages())


def test_if_it_stays_away_nothing_is_lost_and_what_is_repeated_has_its_message_id(
    office, ledger, monkeypatch
):
    _gone_with_the_second(office, ledger)
    monkeypatch.setattr(recording, "pause", lambda _seconds: None)
    with pytest.raises(OperationalError):
        office.window(EIGHT)
    ledger.give_back()

    office.window(LAPSED)

    copies = [ready.envelope.message_id for ready in office.sent]
    assert (4, 3) == (len(copies), len(set(copies)))
    assert copies[1] in copies[2:]
    assert {MessageState.SENT} == {message.state for message in office.messages()}


def test_if_it_is_gone_before_anything_is_sent_all_of_it_is_sent_later(office, ledger):
    ledger.take_away()
    with pytest.raises(OperationalError):
        office.window(EIGHT)
    assert [] == office.postman.sent
    ledger.give_back()

    assert 3 == office.window(LAPSED).sent
    assert 3 == len(office.postman.sent)
