"""One request to a web service, and what it came to when no answer arrives.

Our own chat plugins share one `requests.Session` a thread: an HTTPS request without one costs
some 30 ms of CPU for the CA bundle and two round trips more.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from dondoc.delivery.envelope import Outcome, OutcomeKind

TIMEOUT = (4.0, 10.0)
"""Seconds to connect, and to wait for the answer."""

_here = threading.local()


@dataclass(frozen=True)
class ServiceAnswer:
    """What a service said: the HTTP status, and its JSON object (empty if it was none)."""

    status: int
    body: Mapping[str, Any] = field(default_factory=dict)


class Lost(Exception):
    """No answer came; `outcome` says whether the request can have arrived."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.words)
        self.outcome = outcome


def session() -> requests.Session:
    """The session of the calling thread; a session is not safe to share between threads."""
    kept: requests.Session | None = getattr(_here, "session", None)
    if kept is None:
        kept = _here.session = requests.Session()
    return kept


def post(url: str, *, service: str, headers: Mapping[str, str], **body: Any) -> ServiceAnswer:
    """POST once, following no redirect; `body` is `json=` or `data=`. Raises Lost."""
    try:
        response = session().post(
            url, headers=dict(headers), timeout=TIMEOUT, allow_redirects=False, **body
        )
    except requests.RequestException as fault:
        raise Lost(_outcome(service, fault)) from None
    try:
        said = response.json()
    except ValueError:
        said = {}
    return ServiceAnswer(response.status_code, said if isinstance(said, dict) else {})


def _outcome(service: str, fault: requests.RequestException) -> Outcome:
    """Only what certainly broke before the request left may be tried again freely.

    The fault's own words can quote a header or an address: only its kind is kept.
    """
    kind = type(fault).__name__
    if "CERTIFICATE_VERIFY_FAILED" in str(fault):
        return Outcome(OutcomeKind.CHANNEL, None, f"Chứng thư của {service} không hợp lệ")
    if _never_left(fault):
        return Outcome(OutcomeKind.DEFERRED, None, f"Không kết nối được {service} ({kind})")
    words = f"Mất liên lạc với {service} sau khi gửi, chưa rõ đã nhận hay chưa ({kind})"
    return Outcome(OutcomeKind.UNKNOWN, None, words)


def _never_left(fault: requests.RequestException) -> bool:
    if isinstance(fault, requests.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    cause = fault.args[0] if fault.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)
