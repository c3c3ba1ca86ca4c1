"""Passing on what bodies that are no more still owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.decisions.succession import Passed, settle_abolished
from dondoc.ledger.installation import load_installation
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Chuyển việc của đơn vị hết hoạt động")
def settle_succession(duties: Sequence[str], now: datetime) -> Passed:
    """Give it to the successor, or waive it with the reason; a second call finds nothing."""
    here = load_installation()
    with transaction(here.engine) as session:
        return settle_abolished(session, here.rulebook, duties, now=now)
