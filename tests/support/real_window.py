"""A window of a day long past or to come, as its own run would have sent it: no command may."""

from __future__ import annotations

from datetime import datetime

from dondoc.delivery.dispatch_window import DispatchResult, dispatch_window
from dondoc.ledger.installation import load_installation


def window_at(now: datetime) -> DispatchResult:
    """Send what was due then, with the settings of this process."""
    here = load_installation()
    return dispatch_window(here.engine, here.settings, here.rulebook, now)
