"""Does the portal answer at the address that stands in letters? Asked as a unit comes to it."""

from __future__ import annotations

import os

import requests

from dondoc.settings import Settings

SECONDS = 5.0
"""For the connection, and again for the answer."""


def portal_answers(settings: Settings, *, seconds: float = SECONDS) -> bool:
    """Whether `/suc-khoe` says that it lives. A proxy's own page does not count."""
    try:
        answer = requests.get(
            f"{settings.base_url}/suc-khoe",
            timeout=seconds,
            allow_redirects=False,
            verify=trusted_roots(),
        )
        return answer.ok and answer.json() == {"status": "ok"}
    except (requests.RequestException, ValueError):
        return False


def trusted_roots() -> str | bool:
    """Whose certificates are believed: an office's own authority, where it names one."""
    return os.environ.get("SSL_CERT_FILE") or True
