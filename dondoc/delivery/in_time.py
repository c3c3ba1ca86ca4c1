"""So much time for what nobody can cut short: it goes on in a thread of its own, without us."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any


def within(seconds: float, act: Callable[[], Any]) -> Any:
    """What `act` returns or raises; TimeoutError after so many seconds.

    It sees the caller's ContextVars, and does not hold Python's end up.
    """
    ended: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            ended.put((act(), None))
        except BaseException as fault:  # noqa: BLE001 - the caller raises it
            ended.put((None, fault))

    Thread(target=copy_context().run, args=(run,), name="in-time", daemon=True).start()
    try:
        found, fault = ended.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if fault is not None:
        raise fault
    return found
