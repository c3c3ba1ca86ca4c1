"""The sending of what a command has just said."""

from __future__ import annotations

from datetime import datetime

from dondoc.delivery.dispatch_window import DispatchResult, deliver_immediate
from dondoc.ledger.installation import Installation


def deliver(installation: Installation, now: datetime) -> DispatchResult:
    """Send at once what has just been committed, and say what became of it."""
    result = deliver_immediate(
        installation.engine, installation.settings, installation.rulebook, now
    )
    print(f"Thông báo ngay: {result.sentence()}.")
    return result
