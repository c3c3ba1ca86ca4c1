"""Is our own line up? If it is not, a run says nothing of anybody. Pure."""

from __future__ import annotations

from collections.abc import Collection

from dondoc.limits import LEAST_HOSTS, MOST_HOSTS_DOWN


def own_line_is_up(hosts: Collection[bool], canaries: Collection[bool] = ()) -> bool:
    """By who answered in a run: `hosts` one a host of a source, `canaries` one an address that is
    always there. Any answer counts, an error too: it came over our line.

    Down where no canary answered; where more than 30 % of enough hosts gave nothing, whatever the
    canaries say (publication.md §5.1); and, without canaries, where none of several hosts did.
    """
    silent = len(hosts) - sum(hosts)
    if canaries and not any(canaries):
        return False
    if len(hosts) >= LEAST_HOSTS:
        return silent <= MOST_HOSTS_DOWN * len(hosts)
    return bool(canaries) or len(hosts) < 2 or any(hosts)
