"""A watch whose time passes where a test says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class SetWatch:
    """Time stands still but for `passes`, and where a dispatch waits."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def elapsed(self) -> float:
        return self.seconds

    def wait(self, pause: float) -> None:
        self.passes(pause)

    def passes(self, seconds: float) -> None:
        self.seconds += seconds


def slowly(watch: SetWatch, seconds: float, send: Callable[..., Any]) -> Callable[..., Any]:
    """The same sending, each letter of which takes so long."""

    def takes_its_time(ready: Any) -> Any:
        outcome = send(ready)
        watch.passes(seconds)
        return outcome

    return takes_its_time
