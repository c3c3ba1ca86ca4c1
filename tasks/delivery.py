"""Sending: the only tasks that reach the network, through dondoc's one door."""

from __future__ import annotations

from datetime import datetime

from dondoc.delivery.dispatch import DispatchResult, deliver_immediate, dispatch_window
from tasks.dondoc_task import SENDING_LIMIT, dondoc_task
from tasks.task_context import surroundings


@dondoc_task("Gửi các tin đến giờ", limit=SENDING_LIMIT)
def send_due(now: datetime) -> DispatchResult:
    """Gather and send everything due at `now`. Each message is claimed and recorded by itself."""
    here = surroundings()
    return dispatch_window(here.engine, here.settings, here.rulebook, now)


@dondoc_task("Gửi ngay biên nhận")
def send_immediate(now: datetime) -> DispatchResult:
    """Send what was just committed; a window finds what this misses."""
    here = surroundings()
    return deliver_immediate(here.engine, here.settings, here.rulebook, now)
