"""A sender thread breaks on something that is no fault of mail or ledger, or a signal comes in
mid-dispatch: it ends in a clear failure, and nothing is lost.
"""

from __future__ import annotations

import os
import signal
import threading
from asyncio import CancelledError
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.delivery import workers
from dondoc.delivery.retry import LEASE
from dondoc.delivery.workers import Lines
from dondoc.ledger.installation import Context
from models.kinds import MessageState
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
LAPSED = EIGHT + LEASE + timedelta(minutes=1)


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


def test_one_after_the_letter_left_repeats_that_letter_alone_with_its_message_id(office):
    postman = office.postman

    def breaks(ready):
        outcome = postman(ready)
        if "so-y-te" in ready.url:
            raise ZeroDivisionError
        return outcome

    office.postman = breaks
    with pytest.raises(ZeroDivisionError):
        office.window(EIGHT)
    office.postman = postman
    office.window(at(OPENING, 8, 1))
    office.window(LAPSED)

    copies = Counter(ready.envelope.message_id for ready in postman.sent)
    assert [1, 1, 2] == sorted(copies.values())
    assert 2 == len(postman.to("so-y-te"))
    assert {MessageState.SENT} == {one.state for one in office.messages()}


def test_what_a_sender_broke_on_is_raised_when_everything_comes_home(office):
    def breaks(_ready):
        raise ZeroDivisionError

    context = Context(office.settings, office.rulebook, office.engine, EIGHT)
    letter = office.claimed(EIGHT)[0]
    with ThreadPoolExecutor(1) as pool:
        lines = Lines(office.engine, context, breaks, pool, lambda: EIGHT)
        lines.take([letter])
        with pytest.raises(ZeroDivisionError):
            lines.bring_home()

    assert lines.idle


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl+C as at a terminal: started in the background, a test run inherits it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
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


def test_when_the_limit_of_a_run_is_over_a_line_that_hangs_holds_nobody_up(office, monkeypatch):
    hangs, over = threading.Event(), []
    monkeypatch.setattr(workers, "LAST_MOMENTS", 0.2)

    def alarm(*_):
        over.append("the run's time")
        raise CancelledError

    def hang(ready):
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        hangs.wait()

    before = signal.signal(signal.SIGALRM, alarm)
    postman = _before_each(office, hang)
    try:
        with pytest.raises(CancelledError):
            office.window(EIGHT)
    finally:
        signal.signal(signal.SIGALRM, before)
    states = Counter(one.state for one in office.messages())
    office.postman = postman
    at_once = office.window(at(OPENING, 8, 1)).sent
    lapsed = office.window(LAPSED).sent
    hangs.set()

    assert ["the run's time"] == over
    assert {MessageState.SENDING: 1, MessageState.PENDING: 2} == dict(states)
    assert (2, 1) == (at_once, lapsed)
    assert 1 == len([one for one in office.messages() if one.possible_duplicate])
