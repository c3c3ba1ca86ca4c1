"""Something done in the background, on a thread that holds nobody up when all has to stop."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Found = TypeVar("Found")


def in_background(work: Callable[[], Found]) -> Future[Found]:
    """Begin the work; `result()` waits for it and raises what it raised."""
    future: Future[Found] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as fault:  # noqa: BLE001 - the caller of `result` gets it
            future.set_exception(fault)

    Thread(target=run, daemon=True).start()
    return future
