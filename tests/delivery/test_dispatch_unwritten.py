"""One message that cannot be written, a ledger that is gone: the others are not held up or lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery import recording
from models import Attempt, Notice
from models.database import transaction
from models.kinds import MessageState
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
GONE = OperationalError("INSERT …", {}, OSError("server closed the connection"))


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def test_a_message_that_cannot_be_written_waits_and_the_others_leave(office):
    with transaction(office.engine) as session:
        broken = session.exec(select(Notice).order_by(col(Notice.id))).all()[0]
        broken.detail = "{not json"

    result = office.window(EIGHT)

    assert (2, 1) == (result.sent, result.deferred)
    (left,) = [one for one in office.messages() if one.sent_at is None]
    assert MessageState.PENDING is left.state
    assert timedelta(minutes=5) <= left.next_attempt_at - EIGHT < timedelta(minutes=6)
    query = select(Attempt).where(Attempt.message_id == left.id)
    (tried,) = office.read(lambda s: s.exec(query).all())
    assert tried.words.startswith("Không soạn được tin: JSONDecodeError")

    with transaction(office.engine) as session:
        session.get_one(Notice, broken.id).detail = ""
    assert 1 == office.window(EIGHT + timedelta(minutes=6)).sent


@pytest.mark.parametrize("fault", [GONE, KeyboardInterrupt(), SystemExit()])
def test_what_was_claimed_goes_back_when_it_cannot_be_written_now(office, fault):
    """The ledger fails, or a signal ends the process while letters are prepared."""
    with failing(office.engine, "INSERT INTO token", fault), pytest.raises(type(fault)):
        office.window(EIGHT)

    states = {(one.state, one.attempts, one.lease_until) for one in office.messages()}
    assert {(MessageState.PENDING, 0, None)} == states
    assert 3 == office.window(EIGHT + timedelta(minutes=1)).sent
    assert {False} == {message.possible_duplicate for message in office.messages()}


def test_an_outcome_that_cannot_be_kept_at_first_is_written_before_more_is_sent(
    office, monkeypatch
):
    monkeypatch.setattr(recording, "pause", lambda _seconds: None)
    office.settings = office.settings.model_copy(update={"smtp_connections": 1})

    with failing(office.engine, "INSERT INTO attempt"):
        assert 3 == office.window(EIGHT).sent

    sent = [ready.message_id for ready in office.postman.sent]
    assert sorted(set(sent)) == sorted(sent)
    states = {(one.state, one.possible_duplicate) for one in office.messages()}
    assert {(MessageState.SENT, False)} == states


@contextmanager
def failing(engine: Engine, words: str, fault: BaseException = GONE) -> Iterator[None]:
    """The fault comes once, at the first statement with these words in it."""

    def fail(_connection, _cursor, statement, *_rest):
        if words in statement:
            event.remove(engine, "before_cursor_execute", fail)
            raise fault

    event.listen(engine, "before_cursor_execute", fail)
    yield
