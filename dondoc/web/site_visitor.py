"""Visits the sites that are checked: politely, within bounds, no further than the rules allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dondoc.clock import now
from dondoc.limits import (
    CONNECT_SECONDS,
    KEPT_OF_LARGER,
    LARGEST_ON_WIRE,
    LARGEST_PAGE,
    LARGEST_ROBOTS,
    READ_SECONDS,
)
from dondoc.text import fold
from dondoc.web.asking import Asking
from dondoc.web.certificate_chain import Trust
from dondoc.web.connector import Resolve, system_resolve
from dondoc.web.fetch import Fetcher
from dondoc.web.host_turns import HostTurns
from dondoc.web.missing_page import MissingPage, MissingPages
from dondoc.web.page_body import BodyCaps
from dondoc.web.robots import NAME, Robots
from dondoc.web.site_answer import SiteAnswer
from dondoc.web.site_rules import SiteRules
from dondoc.web.target import Target, target_of

_PAGE = BodyCaps(wire=LARGEST_ON_WIRE, unpacked=LARGEST_PAGE, kept=KEPT_OF_LARGER)
_ROBOTS = BodyCaps(wire=LARGEST_ROBOTS, unpacked=LARGEST_ROBOTS, kept=LARGEST_ROBOTS)


def agent_name(office: str, contact: str) -> str:
    """The User-Agent: who asks, and whom to write to. A header holds ASCII alone."""
    said = fold(f"{office}; {contact}").encode("ascii", "ignore").decode("ascii")
    return f"Mozilla/5.0 (compatible; {NAME}; {' '.join(said.split())})"


class SiteVisitor:
    """The visits of one run, by as many threads as like.

    It keeps what a run needs once: whose turn it is, robots.txt, verified certificates, and what a
    host shows for a path that cannot exist (`missing.known`; the next run may begin with it).
    `folder` holds intermediates that the office keeps; `clock`, `resolve`, `roots` are for tests.
    """

    def __init__(
        self,
        agent: str,
        *,
        folder: Path | None = None,
        missing: Mapping[str, MissingPage] | None = None,
        clock: Callable[[], datetime] = now,
        resolve: Resolve = system_resolve,
        roots: Path | None = None,
    ) -> None:
        self._agent = agent
        self._robots = Robots(clock)
        self.missing = MissingPages(clock, missing or {})
        self._fetcher = Fetcher(Trust(roots, folder), resolve=resolve, turn=HostTurns().turn)

    def get(
        self, address: str, rules: SiteRules, *, etag: str = "", last_modified: str = ""
    ) -> SiteAnswer:
        """What the page answers, within `rules.within` seconds; with validators, perhaps a 304.

        Raises NotFetched: nothing came, or it may not be asked for.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asking = self._asking(rules, _PAGE, {key: said for key, said in validators.items() if said})

        def before(hop: str, target: Target) -> None:
            robots = self._asking(rules, _ROBOTS, {})
            self._robots.check(hop, target.origin, lambda at: self._fetcher.fetch(at, robots))

        answer = self._fetcher.fetch(address, asking, before=before)
        return replace(answer, like_missing=self._is_like_missing(answer, rules))

    def _is_like_missing(self, answer: SiteAnswer, rules: SiteRules) -> bool:
        origin = target_of(answer.address, rules).origin
        asking = self._asking(rules, _PAGE, {})
        return self.missing.is_like(answer, origin, lambda at: self._fetcher.fetch(at, asking))

    def _asking(self, rules: SiteRules, caps: BodyCaps, headers: Mapping[str, str]) -> Asking:
        return Asking(
            rules=rules,
            caps=caps,
            connect_seconds=CONNECT_SECONDS,
            read_seconds=READ_SECONDS,
            headers={"User-Agent": self._agent, **headers},
        )
