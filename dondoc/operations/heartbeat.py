"""The reverse case: each window reports to an address, which alarms when no report comes.

Healthchecks' protocol (healthchecks.io/docs/http_api): a POST to the address says «well», to
`…/start` «begun», to `…/fail` «failed». Nothing of the ledger goes along.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from urllib.parse import urlunsplit

import requests

from dondoc.settings import Settings
from dondoc.text import parse_link

SECONDS = 5.0
"""For the connection, and again for the answer: a window waits no longer for it."""

_log = logging.getLogger(__name__)


class Pulse(StrEnum):
    """What is reported, as it stands behind the address."""

    BEGUN = "/start"
    WELL = ""
    FAILED = "/fail"


def report_pulse(settings: Settings, pulse: Pulse, *, seconds: float = SECONDS) -> bool:
    """Whether it was taken; an address that fails is logged without itself, which is a secret."""
    address = pulse_address(settings.heartbeat_url.get_secret_value(), pulse)
    if not address:
        return False
    try:
        answer = requests.post(address, timeout=seconds, allow_redirects=False, stream=True)
        answer.close()
    except requests.RequestException as fault:
        _log.warning("Chưa báo được nhịp tới DONDOC_HEARTBEAT_URL (%s)", type(fault).__name__)
        return False
    if not answer.ok:
        _log.warning("DONDOC_HEARTBEAT_URL trả lời %s", answer.status_code)
    return answer.ok


def pulse_address(url: str, pulse: Pulse) -> str:
    """The address of one report; what stands behind «?» stays behind it. Empty where none is."""
    parts = parse_link(url) if url else None
    if parts is None:
        return ""
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + pulse.value))
