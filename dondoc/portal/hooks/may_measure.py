"""Who may read figures of the machine: by a token, or from an address that the settings name."""

from __future__ import annotations

import hmac
from ipaddress import ip_address, ip_network

from fastapi import Request

from dondoc.settings import Settings


def may_measure(request: Request) -> bool:
    """Nobody may where neither is set.

    The address is the visitor's own as the proxy in front tells it; a proxy that tells none would
    lend its own to everybody, so it must not pass these paths on (docs/theo-doi-van-hanh.md).
    """
    settings: Settings = request.app.state.settings
    return _by_token(request, settings) or _by_address(request, settings)


def _by_token(request: Request, settings: Settings) -> bool:
    wanted = settings.metrics_token.get_secret_value()
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    same = hmac.compare_digest(given.strip().encode(), wanted.encode())
    return bool(wanted) and scheme.lower() == "bearer" and same


def _by_address(request: Request, settings: Settings) -> bool:
    if not settings.metrics_from or request.client is None:
        return False
    try:
        visitor = ip_address(request.client.host)
    except ValueError:
        return False
    return any(visitor in ip_network(one) for one in settings.metrics_from)
