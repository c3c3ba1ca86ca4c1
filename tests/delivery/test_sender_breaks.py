"""A sender thread breaks on something that is no fault of mail or ledger, or a signal comes in
mid-dispatch: it ends in a clear failure, and nothing is lost.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.delivery import outbox
from dondoc.delivery.batch import make_ready
from dondoc.delivery.control import release_channel
from dondoc.delivery.envelope import Envelope, Outcome, OutcomeKind
from dondoc.delivery.gathering import gather
from dondoc.delivery.letter import Desk, Ready
from dondoc.delivery.lines import Lines
from dondoc.delivery.outbox import LEASE
from models.database import transaction
from models.kinds import MessageState
from tests.delivery.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
LAPSED = EIGHT + LEASE + timedelta(minutes=1)
WRONG_PASSWORD = Outcome(OutcomeKind.CHANNEL, 535, "5.7.8 bad credentials")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    one_line = settings.model_copy(update={"smtp_connections": 1})
    office = Office(engine, one_line, rulebook)
    office.morning(OPENING)
    return office


def _sent_to(office):
    return sorted(ready.url.split("to=")[1] for ready in office.sent)


def _before_each(office, act):
    postman = office.postman
    office.sent = postman.sent

    def send(ready):
        act(ready)
        return postman(ready)

    office.postman = send
    return postman


def test_a_fault_of_our_own_is_raised_and_loses_nothing(office):
    def breaks(ready):
        if "so-y-te" in ready.url:
            raise ZeroDivisionError("a fault of ours")

    postman = _before_each(office, breaks)
    with pytest.raises(ZeroDivisionError, match="a fault of ours"):
        office.window(EIGHT)
    before = len(office.sent)
    office.postman = postman
    at_once = office.window(at(OPENING, 8, 1)).sent
    later = office.window(LAPSED).sent

    assert 1 == later  # what broke waited for its lease, the others did not
    assert 3 == before + at_once + later == len(set(_sent_to(office)))
    doubtful = [one for one in office.messages() if one.possible_duplicate]
    assert 1 == len(doubtful)
    assert {MessageState.SENT} == {one.state for one in office.messages()}


def test_what_a_sender_broke_on_is_raised_when_everything_comes_home(office):
    def breaks(_ready):
        raise ZeroDivisionError

    desk = Desk(office.settings, office.rulebook, EIGHT)
    letter = Ready(1, "email", "mailto://x", "a", "b", Envelope(message_id="a", text="b"))
    with ThreadPoolExecutor(1) as pool:
        lines = Lines(office.engine, desk, breaks, pool, lambda: EIGHT)
        lines.take([letter])
        with pytest.raises(ZeroDivisionError):
            lines.bring_home()

    assert lines.idle


def test_an_interrupt_lets_the_letter_on_its_way_end_and_repeats_none(office):
    def ctrl_c(_ready):
        if len(office.sent) == 1:  # the second letter
            os.kill(os.getpid(), signal.SIGINT)

    postman = _before_each(office, ctrl_c)
    with pytest.raises(KeyboardInterrupt):
        office.window(EIGHT)
    ended = [one.state for one in office.messages()]
    office.postman = postman
    office.window(at(OPENING, 8, 1))

    assert {MessageState.PENDING, MessageState.SENT} >= set(ended)  # none is in doubt
    assert 3 == len(office.sent) == len(set(_sent_to(office)))
    assert not any(one.possible_duplicate for one in office.messages())


def test_a_channel_that_failed_is_not_tried_again_in_this_dispatch_though_it_was_released(office):
    """Else what is given back would be claimed and given back again, for ever."""
    engine, desk = office.engine, Desk(office.settings, office.rulebook, EIGHT)
    with transaction(engine) as session:
        gather(session, office.settings, now=EIGHT, office=True, windowed=True)
        given = {"now": EIGHT, "office": True, "owner": outbox.this_process(), "limit": 9}
        ids = outbox.claim(session, tried=[], **given)
    first, *others = make_ready(engine, desk, ids, now=EIGHT).ready
    office.postman.answers["mailto"] = [WRONG_PASSWORD]
    with ThreadPoolExecutor(1) as pool:
        lines = Lines(engine, desk, office.postman, pool, lambda: EIGHT)
        lines.take([first])
        lines.land()
        with transaction(engine) as session:
            release_channel(session, "email", by="account:1", now=EIGHT)
        lines.take(others)
        while not lines.idle:
            lines.land()
        lines.bring_home()

    assert ([first], set(ids)) == (office.postman.sent, lines.unsent)
    assert {(MessageState.PENDING, 0)} == {(one.state, one.attempts) for one in office.messages()}
