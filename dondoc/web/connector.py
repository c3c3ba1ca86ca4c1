"""Opens lines to where they may lead: the name is looked up once, and that address is gone to.

A name is refused where any of its addresses may not be reached; what it says a moment later does
not count, for the line goes to the very address that was looked at.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from dondoc.limits import MOST_ADDRESSES, MOST_LOOKUPS
from dondoc.web.public_address import is_allowed, is_public
from dondoc.web.site_answer import NotFetched, Why
from dondoc.web.site_rules import SiteRules
from dondoc.web.time_left import TimedSocket, TimeLeft

Resolve = Callable[[str, int], list[Any]]
"""What a name leads to, in the shape of `socket.getaddrinfo`; a test brings its own."""

_hanging = threading.BoundedSemaphore(MOST_LOOKUPS)


def system_resolve(host: str, port: int) -> list[Any]:
    """What this machine's resolver says."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


class Connector:
    """Opens the lines of one visit. `ip` is where the last one went."""

    def __init__(
        self, rules: SiteRules, time: TimeLeft, *, connect_seconds: float, resolve: Resolve
    ) -> None:
        self.time = time
        self.ip = ""
        self.rules = rules
        self._connect_seconds = connect_seconds
        self._resolve = resolve

    def open(self, host: str, port: int) -> TimedSocket:
        """A line to it. Raises NotFetched where there may or can be none."""
        ends = self._ends(host, port)
        for _try in range(2):  # a server that is being restarted refuses for a moment
            line = self._first(ends)
            if line is not None:
                return line
        raise NotFetched(Why.UNREACHED)

    def _first(self, ends: list[Any]) -> TimedSocket | None:
        """A line to the first address that takes it; None where all refuse at once."""
        late = False
        for family, _kind, _protocol, _name, end in ends[:MOST_ADDRESSES]:
            line = TimedSocket(family, socket.SOCK_STREAM)
            line.settimeout(self.time.step(self._connect_seconds))
            try:
                line.connect(end)
            except OSError as error:
                line.close()
                late = late or isinstance(error, TimeoutError)
                continue
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.settimeout(self.time.step())
            line.time = self.time
            self.ip = str(end[0])
            return line
        if late:
            raise NotFetched(Why.SLOW)
        return None

    def _ends(self, host: str, port: int) -> list[Any]:
        if "%" in host:  # a zone of our own machine
            raise NotFetched(Why.INSIDE)
        found = self._look_up(host, port)
        if not self.rules.inside and not all(self._may_reach(str(one[4][0])) for one in found):
            raise NotFetched(Why.INSIDE)
        return found

    def _may_reach(self, address: str) -> bool:
        return is_public(address) or is_allowed(address, self.rules.allow_cidrs)

    def _look_up(self, host: str, port: int) -> list[Any]:
        """Its addresses. Only a thread of its own bounds how long the system's resolver takes."""
        if not _hanging.acquire(timeout=self.time.step()):
            raise NotFetched(Why.SLOW)
        found: SimpleQueue[list[Any]] = SimpleQueue()

        def run() -> None:
            try:
                found.put(self._resolve(host, port))
            except (OSError, ValueError):
                found.put([])  # nobody knows the name
            finally:
                _hanging.release()

        threading.Thread(target=run, name="name-lookup", daemon=True).start()
        with suppress(Empty):
            return found.get(timeout=self.time.step())
        raise NotFetched(Why.SLOW)
