"""A scan begins with the hosts that were slow the last time: it is over with the slowest."""

from __future__ import annotations

from dondoc.publication.scan.due_sources import DueSource, by_host
from dondoc.web.site_rules import SiteRules


def due(number: int, host: str, seconds: float) -> DueSource:
    return DueSource(number, "", f"https://{host}/{number}", SiteRules(), seconds=seconds)


def test_slow_hosts_come_first_and_a_hosts_sources_stay_together():
    sources = [due(1, "a.example", 1), due(2, "b.example", 12), due(3, "a.example", 0.5)]
    new = due(4, "c.example", 0)

    assert [(2,), (1, 3), (4,)] == [
        tuple(one.id for one in some) for some in by_host([*sources, new])
    ]
