"""How one source may be visited: what may be reached, how slowly, for how long."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.limits import VISIT_SECONDS


@dataclass(frozen=True)
class SiteRules:
    """How one source may be visited.

    `inside` (the demo alone) lets any address and port be reached; `allow_cidrs` are the private
    networks of this source («10.20.0.0/16»), `ports` its own beside 80 and 443. `hosts` are the
    ends of host names that are official for it (none: its own host alone). `gap_seconds` lie
    between two requests to one host, `within` bounds one visit with all its redirects.
    """

    inside: bool = False
    allow_cidrs: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    hosts: tuple[str, ...] = ()
    gap_seconds: float = 1.0
    within: float = VISIT_SECONDS

    def is_official(self, host: str, *, own: str) -> bool:
        """Is this host one of them, by whole labels?"""
        ends = self.hosts or (own,)
        name = host.rstrip(".").lower()
        return any(name == end or name.endswith(f".{end}") for end in map(_bare, ends))


def _bare(host: str) -> str:
    return host.strip(".").lower()
