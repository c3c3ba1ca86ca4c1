"""robots.txt: may this page be read? As RFC 9309 has it; what cannot be asked is not read."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from protego import Protego

from dondoc.web.media_types import HTML
from dondoc.web.site_answer import NotFetched, SiteAnswer, Why

NAME = "DonDoc"
"""What a robots.txt calls us by."""

_KEPT = timedelta(hours=24)


class Robots:
    """What the hosts of a run ask for; each answer counts for a day."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, tuple[datetime, Protego | None]] = {}

    def check(self, address: str, origin: str, get: Callable[[str], SiteAnswer]) -> None:
        """Raises NotFetched where the page is not to be read, or its robots.txt does not come."""
        with self._lock:
            asked_at, rules = self._known.get(origin, (None, None))
        now = self._clock()
        if asked_at is None or now - asked_at >= _KEPT:
            rules = _rules(get(f"{origin}/robots.txt"))
            with self._lock:
                self._known[origin] = (now, rules)
        if rules is not None and not rules.can_fetch(address, NAME):
            raise NotFetched(Why.ROBOTS)


def _rules(answer: SiteAnswer) -> Protego | None:
    """None: nothing is asked for. Raises NotFetched where the server cannot say."""
    if answer.status == 429 or answer.status >= 500:
        raise NotFetched(Why.ROBOTS_UNKNOWN)
    if answer.status != 200 or answer.media_type == HTML:
        return None  # a page of the site's own in its place is no wish of anybody
    return Protego.parse(answer.body.decode("utf-8-sig", "replace"))
