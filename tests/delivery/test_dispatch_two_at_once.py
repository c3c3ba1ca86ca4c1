"""Two dispatches of one window: whatever one of them is sending, the other leaves alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.delivery import workers
from models.kinds import MessageState
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)


@pytest.fixture
def office(engine, settings, rulebook, cast):
    one_line = settings.model_copy(update={"smtp_connections": 1})
    office = Office(engine, one_line, rulebook)
    office.morning(OPENING)
    return office


def test_a_whole_window_in_the_middle_of_another_sends_nothing(office):
    other = Office(office.engine, office.settings, office.rulebook)
    postman, meanwhile = office.postman, []

    def send(ready):
        meanwhile.append(other.window(EIGHT).sent)
        return postman(ready)

    office.postman = send
    result = office.window(EIGHT)

    assert (3, [0, 0, 0]) == (result.sent, meanwhile)
    assert 3 == len({ready.envelope.message_id for ready in postman.sent})
    assert {MessageState.SENT} == {message.state for message in office.messages()}


def test_a_letter_is_not_handed_to_a_line_when_its_lease_is_about_to_lapse(office, monkeypatch):
    """Another dispatch would take it for lost while a slow server is still reading it."""
    monkeypatch.setattr(workers, "LATEST", timedelta(seconds=-1))
    assert 0 == office.window(EIGHT).sent
    assert {(MessageState.PENDING, 0)} == {(one.state, one.attempts) for one in office.messages()}
    monkeypatch.undo()

    assert 3 == office.window(at(OPENING, 8, 1)).sent
    assert not any(message.possible_duplicate for message in office.messages())


def test_what_is_planned_meanwhile_is_sent_once_by_whoever_finds_it(office):
    """A message of the window exists already for each contact: the next window gathers it."""
    other = Office(office.engine, office.settings, office.rulebook)
    postman = office.postman

    def send(ready):
        if not postman.sent:
            other.morning(date(2027, 3, 12))
            other.window(EIGHT)
        return postman(ready)

    office.postman = send
    office.window(EIGHT)
    office.postman = postman
    office.window(at(date(2027, 3, 12), 8))
    office.window(at(date(2027, 3, 12), 14))

    ids = [ready.envelope.message_id for ready in (*postman.sent, *other.postman.sent)]
    assert len(ids) == len(set(ids)) == 6
