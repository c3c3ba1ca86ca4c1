"""Sending: the only tasks that reach the network, through dondoc's one door."""

from __future__ import annotations

from datetime import datetime

from dondoc.clock import Watch
from dondoc.delivery.dispatch_window import DispatchResult, deliver_immediate
from dondoc.ledger.installation import load_installation
from dondoc.operations.regular_work import send_window
from tasks.dondoc_task import SENDING_LIMIT, dondoc_task


@dondoc_task("Gửi các tin đến giờ", limit=SENDING_LIMIT)
def send_due(now: datetime, watch: Watch) -> DispatchResult:
    """Gather and send everything due. Each message is claimed and recorded by itself.

    `watch` has run since `now` was read: the mailbox took its time, or a first try of this task.
    """
    return send_window(load_installation(), now, watch)


@dondoc_task("Gửi ngay biên nhận")
def send_immediate(now: datetime) -> DispatchResult:
    """Send what was just committed; a window finds what this misses."""
    here = load_installation()
    return deliver_immediate(here.engine, here.settings, here.rulebook, now)
