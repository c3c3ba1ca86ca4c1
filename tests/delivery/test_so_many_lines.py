"""More threads than lines: the spare ones write what is begun, and never open another line."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.delivery.workers import senders
from tests.support.campaign import plan_messages
from tests.support.post import SENT

pytestmark = pytest.mark.one_database

LINES, LETTERS = 4, 24
EIGHT = at(date(2027, 3, 1), 8)


def test_no_more_letters_are_on_their_way_than_there_are_lines(engine, settings, rulebook):
    plan_messages(engine, rulebook, LETTERS)
    four = settings.model_copy(update={"smtp_connections": LINES})
    all_busy = threading.Barrier(LINES)
    on_their_way: set[str] = set()
    most = []

    def send(ready):
        on_their_way.add(ready.url)
        all_busy.wait(20)
        most.append(len(on_their_way))
        all_busy.wait(20)
        on_their_way.discard(ready.url)
        return SENT

    result = dispatch_window(engine, four, rulebook, EIGHT, send=send)

    assert LINES < senders(LINES)
    assert LETTERS == result.sent
    assert {LINES} == set(most)
