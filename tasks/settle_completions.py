"""Settling what is complete without a paper of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.decisions.closing import settle_closed
from dondoc.decisions.own_slot import settle_completions
from dondoc.ledger.installation import load_installation
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Ghi nhận việc hoàn thành cùng báo cáo tổng hợp, khép việc hết kỳ")
def settle_completed(duties: Sequence[str], now: datetime) -> int:
    """Complete the consolidating body's own slots, returns how many; close what is over."""
    here = load_installation()
    plan = here.rulebook.registry.plan
    with transaction(here.engine) as session:
        done = sum(
            settle_completions(session, here.rulebook, plan.duty(code), now) for code in duties
        )
        settle_closed(session, here.rulebook, duties, now)
        return done
