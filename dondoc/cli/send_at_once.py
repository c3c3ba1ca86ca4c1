"""The sending of what a command has just said."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.ledger import Ledger
from dondoc.delivery.dispatch import DispatchResult, deliver_immediate


def deliver(ledger: Ledger, now: datetime) -> DispatchResult:
    """Send at once what has just been committed, and say what became of it."""
    result = deliver_immediate(ledger.engine, ledger.settings, ledger.rulebook, now)
    print(f"Thông báo ngay: {result.sentence()}.")
    return result
