"""One request at a time to one host, and so many seconds between two, by all threads together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dondoc.clock import Watch
from dondoc.web.site_rules import SiteRules


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float | None = None  # when the last request began


class HostTurns:
    """The turns of one run."""

    def __init__(self, watch: Watch | None = None) -> None:
        self._watch = watch or Watch()
        self._guard = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str, rules: SiteRules) -> Iterator[float]:
        """Waits for the host's turn and holds it; gives the seconds that the waiting took."""
        with self._guard:
            one = self._hosts.setdefault(host.lower(), _Host())
        came = self._watch.elapsed()
        with one.lock:
            pause = (
                0.0 if one.last is None else one.last + rules.gap_seconds - self._watch.elapsed()
            )
            if pause > 0:
                self._watch.wait(pause)
            one.last = self._watch.elapsed()
            yield one.last - came
