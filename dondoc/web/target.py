"""Whom an address asks, as it is written; where its name leads is the connector's affair. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.text import parse_link
from dondoc.web.public_address import may_be_public
from dondoc.web.site_answer import NotFetched, Why
from dondoc.web.site_rules import SiteRules

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Target:
    """Whom an address asks. `origin` is the address up to its path."""

    scheme: str
    host: str
    port: int
    origin: str


def target_of(address: str, rules: SiteRules) -> Target:
    """Whom it asks, as it is written; where the name leads is looked at when the line is opened.

    Raises NotFetched where it may not be asked.
    """
    parts = parse_link(address)
    if parts is None:
        raise NotFetched(Why.UNREACHED)
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
        raise NotFetched(Why.INSIDE)
    usual = _PORTS[parts.scheme]
    port = parts.port or usual
    if not rules.inside and port not in (usual, *rules.ports):
        raise NotFetched(Why.ODD_PORT if may_be_public(parts.hostname) else Why.INSIDE)
    return Target(parts.scheme, parts.hostname, port, f"{parts.scheme}://{parts.netloc}")
