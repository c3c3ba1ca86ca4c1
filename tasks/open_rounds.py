"""Opening the rounds whose day has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.ledger.installation import load_installation
from dondoc.rounds.opening import OpenedRound, open_rounds
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Mở kỳ đến ngày mở")
def open_due_rounds(duties: Sequence[str], now: datetime) -> list[OpenedRound]:
    """Open every round of these duties that is due to open; a second call opens none.

    A duty's rounds in a transaction of their own: the ledger is not locked for all of them.
    """
    here = load_installation()
    plan = here.rulebook.registry.plan
    opened: list[OpenedRound] = []
    for code in duties:
        with transaction(here.engine) as session:
            opened += open_rounds(session, here.rulebook, plan.duty(code), now=now)
    return opened
