"""One run over the sites that standard input names; prints what it took and what came of it."""

from __future__ import annotations

import json
import resource
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from dondoc.web.asking import Asking
from dondoc.web.page_text import decode_page
from dondoc.web.site_answer import NotFetched, SiteAnswer
from dondoc.web.site_rules import SiteRules
from dondoc.web.site_visitor import SiteVisitor
from dondoc.web.soft_failure import TROUBLE_OF, trouble_of
from tests.support.wild_site import resolve


class Run:
    """One run; `late` is by how much the latest of its fetches (robots.txt too) was over time."""

    def __init__(self, roots: Path, rules: SiteRules) -> None:
        self.visitor = SiteVisitor("DonDoc", resolve=resolve, roots=roots)
        self.rules = rules
        self.late = 0.0
        self.seconds: dict[str, float] = {}
        self._inside = threading.local()
        self._fetch = self.visitor._fetcher.fetch
        self.visitor._fetcher.fetch = self._timed  # type: ignore[method-assign]

    def look(self, address: str) -> str:
        """What a look at one site came to, and how long it took."""
        began = time.perf_counter()
        try:
            return self._look(address)
        finally:
            self.seconds[address] = time.perf_counter() - began

    def _look(self, address: str) -> str:
        try:
            answer = self.visitor.get(address, self.rules)
        except NotFetched as stopped:
            return TROUBLE_OF[stopped.why].value
        found = trouble_of(answer, decode_page(answer.body, answer.charset).text)
        return found.value if found else "ok"

    def _timed(self, address: str, asking: Asking, **more: Any) -> SiteAnswer:
        """A fetch; that of robots.txt stands inside the page's, with a time of its own."""
        inside, self._inside.seconds = getattr(self._inside, "seconds", 0.0), 0.0
        began = time.perf_counter()
        try:
            return self._fetch(address, asking, **more)
        finally:
            took = time.perf_counter() - began
            self.late = max(self.late, took - self._inside.seconds - self.rules.within)
            self._inside.seconds = inside + took


def main(threads: int, within: float) -> None:
    mix = json.loads(sys.stdin.read())
    rules = SiteRules(
        allow_cidrs=("127.0.0.0/8",), ports=tuple(mix["ports"]), gap_seconds=0, within=within
    )
    run = Run(Path(mix["roots"]), rules)
    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        outcomes = Counter(pool.map(run.look, mix["sites"]))
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss / 1024,
        "late": run.late,
        "seconds": run.seconds,
        "outcomes": outcomes,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
