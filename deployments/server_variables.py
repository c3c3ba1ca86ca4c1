"""What a Prefect server must be told so that the whole year shows, and how to see it at work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter

SERVER_VARIABLES = {
    # The year is shown under Upcoming only if the scheduler looks that far (by default 100 days).
    "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_SCHEDULED_TIME": "PT9600H",
    "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS": "100",
    "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "400",
    # A run that waits for one of the pool's slots is not late.
    "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "900",
}
"""More than this is right as well."""

_SPAN: TypeAdapter[timedelta] = TypeAdapter(timedelta)
_PREFIX = "PREFECT_SERVER_SERVICES_"


@dataclass(frozen=True)
class TooLittle:
    """A variable that the server does not have, or that is less than wanted."""

    variable: str
    present: str
    wanted: str


def too_little(services: Mapping[str, Mapping[str, Any]]) -> Iterator[TooLittle]:
    """Of the part `server.services` of what `/admin/settings` tells."""
    for variable, wanted in SERVER_VARIABLES.items():
        present = _present(services, variable.removeprefix(_PREFIX).lower())
        if present is None or _size(present) < _size(wanted):
            yield TooLittle(variable, _shown(present), wanted)


def _present(services: Mapping[str, Mapping[str, Any]], name: str) -> Any:
    for service, values in services.items():
        if name.startswith(f"{service}_"):
            return values.get(name.removeprefix(f"{service}_"))
    return None


def _size(value: Any) -> float:
    """Numbers as they are; a span of time (ISO 8601) in seconds."""
    text = str(value)
    return float(text) if text.isdigit() else _SPAN.validate_python(text).total_seconds()


def _shown(value: Any) -> str:
    if value is None:
        return "chưa đặt"
    text = str(value)
    return text if text.isdigit() else f"{_size(value):.0f} giây"
