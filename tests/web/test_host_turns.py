"""One request at a time to a host, and so long between two; other hosts do not wait for it."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from dondoc.web.host_turns import HostTurns
from dondoc.web.site_rules import SiteRules


class Clock:
    """Time that passes where somebody waits, and nowhere else."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def elapsed(self) -> float:
        return self.now

    def wait(self, pause: float) -> None:
        self.waits.append(pause)
        self.now += pause


RULES = SiteRules(gap_seconds=2)


def test_two_requests_to_a_host_lie_apart():
    clock = Clock()
    turns = HostTurns(clock)
    waited = []
    for work in (0.5, 3.0, 0.0):
        with turns.turn("so-y.example", RULES) as seconds:
            waited.append(seconds)
            clock.now += work

    assert [0, 1.5, 0] == waited
    assert [1.5] == clock.waits


def test_another_host_does_not_wait():
    clock = Clock()
    turns = HostTurns(clock)
    with turns.turn("so-y.example", RULES), turns.turn("so-tu-phap.example", RULES) as seconds:
        assert 0 == seconds


def test_never_two_threads_ask_one_host_at_once():
    turns, busy, most = HostTurns(), Counter(), Counter()
    begun = threading.Barrier(8)

    def ask(number: int) -> None:
        host = f"{number % 2}.example"
        begun.wait()
        for _time in range(50):
            with turns.turn(host.upper() if number > 3 else host, SiteRules(gap_seconds=0)):
                busy[host] += 1
                most[host] = max(most[host], busy[host])
                busy[host] -= 1

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(8)))

    assert {"0.example": 1, "1.example": 1} == most
