"""Does the Prefect server answer? Asked of its open door, which tells nothing else."""

from __future__ import annotations

import os

import requests

from dondoc.settings import Settings

SECONDS = 5.0
"""For the connection, and again for the answer: it takes milliseconds where the server is well."""


def prefect_health_url(settings: Settings) -> str:
    """Where to ask: the API that this process uses, else the one behind its pages."""
    api = os.environ.get("PREFECT_API_URL") or f"{settings.prefect_ui_url}/api"
    return f"{api.rstrip('/')}/health"


def prefect_answers(url: str, *, seconds: float = SECONDS) -> bool:
    """Whether it says that it is well. A proxy's own page does not count."""
    try:
        answer = requests.get(url, timeout=seconds, allow_redirects=False)
        return answer.ok and answer.json() is True
    except (requests.RequestException, ValueError):
        return False
