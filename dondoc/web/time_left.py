"""The end of a visit: whatever the other side does, no wait on its line goes beyond it.

A time-out of `requests` bounds one wait; a server that sends a byte now and then is waited for
without end. These sockets wait, each time, no longer than what is left of the whole.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dondoc.clock import Watch
from dondoc.web.site_answer import NotFetched, Why


class TimeLeft:
    """So many seconds for a visit; `longest` for one wait within it."""

    def __init__(self, seconds: float, *, longest: float, watch: Watch | None = None) -> None:
        self._seconds = seconds
        self._longest = longest
        self._watch = watch or Watch()
        self._elsewhere = 0.0

    def spent(self) -> float:
        """Seconds of it that are over."""
        return self._watch.elapsed() - self._elsewhere

    def left(self) -> float:
        """Raises NotFetched where nothing is left."""
        left = self._seconds - self.spent()
        if left <= 0:
            raise NotFetched(Why.SLOW)
        return left

    def step(self, longest: float | None = None) -> float:
        """How long one wait may be. Raises NotFetched where nothing is left."""
        return min(longest or self._longest, self.left())

    def forgive(self, seconds: float) -> None:
        """Waiting that is not the other side's doing: for its turn."""
        self._elsewhere += seconds

    @contextmanager
    def forgiving(self) -> Iterator[None]:
        """What is done in it has a time of its own."""
        before = self.spent()
        try:
            yield
        finally:
            self.forgive(self.spent() - before)

    def wait(self, seconds: float) -> None:
        self._watch.wait(seconds)


class TimedSocket(socket.socket):
    """A plain line that ends with its deadline."""

    time: TimeLeft | None = None

    def recv_into(self, *given: Any, **named: Any) -> int:
        if self.time is not None:
            self.settimeout(self.time.step())
        return super().recv_into(*given, **named)


class TimedTlsSocket(ssl.SSLSocket):
    """The same under TLS; its handshake is bounded by the time-out it comes with."""

    time: TimeLeft | None = None

    def recv_into(self, *given: Any, **named: Any) -> int:
        if self.time is not None:
            self.settimeout(self.time.step())
        return super().recv_into(*given, **named)
