"""The one way to fetch: in so much time, by few redirects, each to where it may lead.

Who visits sites of others (the publication check) does it by `SiteVisitor`; a link or a feed is
`fetch`ed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import cache
from urllib.parse import urljoin

from dondoc.limits import (
    ANSWER_SECONDS,
    LONGEST_WAIT,
    MOST_FETCHES_AT_ONCE,
    MOST_HOPS,
    TOTAL_SECONDS,
)
from dondoc.web.asking import Asker, Asking, Turn
from dondoc.web.certificate_chain import Trust
from dondoc.web.connector import Resolve, system_resolve
from dondoc.web.page_body import BodyCaps
from dondoc.web.site_answer import NotFetched, SiteAnswer, Why
from dondoc.web.site_rules import SiteRules
from dondoc.web.target import Target, target_of
from dondoc.web.time_left import TimeLeft

_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 502, 503, 504})
_AGENT = "Mozilla/5.0 (compatible; DonDoc)"

_asked_now = threading.BoundedSemaphore(MOST_FETCHES_AT_ONCE)


class Fetcher:
    """Fetches by one trust, one resolver and the turns of one run."""

    def __init__(
        self,
        trust: Trust,
        *,
        resolve: Resolve = system_resolve,
        turn: Turn = lambda _host, _rules: nullcontext(0.0),
    ) -> None:
        self._trust = trust
        self._resolve = resolve
        self._turn = turn

    def fetch(
        self,
        address: str,
        asking: Asking,
        *,
        before: Callable[[str, Target], None] = lambda _address, _target: None,
    ) -> SiteAnswer:
        """The answer at the end of the redirects. Raises NotFetched.

        `before` may refuse an address before it is asked, each redirect's too; its time is its own.
        """
        time = TimeLeft(asking.rules.within, longest=asking.read_seconds)
        asker = Asker(asking, time, trust=self._trust, resolve=self._resolve, turn=self._turn)
        own = target = target_of(address, asking.rules)
        repeated = False
        for _hop in range(MOST_HOPS + 1):
            with time.forgiving():
                before(address, target)
            answer, headers = asker.ask(address, target)
            if not repeated and _is_briefly_busy(answer, headers, time):
                repeated = True
                answer, headers = asker.ask(address, target)
            onward = headers.get("Location")
            if answer.status not in _MOVED or not onward:
                off_host = not asking.rules.is_official(target.host, own=own.host)
                return replace(answer, off_host=off_host, seconds=time.spent())
            address = _onward(address, onward)
            target = target_of(address, asking.rules)
        raise NotFetched(Why.TOO_MANY)


def _is_briefly_busy(answer: SiteAnswer, headers: Mapping[str, str], time: TimeLeft) -> bool:
    """Is the server busy for no longer than may be waited? Then it has been waited for."""
    if answer.status not in _BUSY:
        return False
    said = headers.get("Retry-After", "0").strip()
    if not (said.isascii() and said.isdecimal() and len(said) < 5):
        return False
    if int(said) > LONGEST_WAIT or int(said) >= time.left():
        return False
    time.wait(int(said))
    return True


def _onward(address: str, location: str) -> str:
    """Where a redirect leads: its bytes are UTF-8 where they are not ASCII."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(address, location)
    except ValueError:
        raise NotFetched(Why.UNREACHED) from None


def fetch(
    link: str, *, inside: bool = False, most: int = 0, within: float = TOTAL_SECONDS
) -> SiteAnswer:
    """What a link leads to, with at most so many bytes of it.

    `inside` (the demo alone) lets it reach private addresses and ports. Raises NotFetched.
    """
    asking = Asking(
        rules=SiteRules(inside=inside, within=within),
        caps=BodyCaps(wire=most, unpacked=most, kept=most),
        connect_seconds=ANSWER_SECONDS,
        read_seconds=ANSWER_SECONDS,
        headers={"User-Agent": _AGENT},
    )
    if not _asked_now.acquire(blocking=False):
        raise NotFetched(Why.SLOW)
    try:
        return _fetcher_of_links().fetch(link, asking)
    finally:
        _asked_now.release()


@cache
def _fetcher_of_links() -> Fetcher:
    return Fetcher(Trust())
