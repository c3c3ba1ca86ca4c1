"""Settling the day: dates that moved because the calendar moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.decisions.calendar_move import Moved, settle_dates
from dondoc.ledger.follow_plan import follow_plan
from dondoc.ledger.installation import load_installation
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Đối chiếu hạn với lịch nghỉ")
def settle_moved_dates(duties: Sequence[str], now: datetime) -> list[Moved]:
    """Move the dates that the calendar moved, and plan the notice that says so, once.

    Before anything of the day, the ledger follows the codes that the plan has now.
    """
    here = load_installation()
    plan = here.rulebook.registry.plan
    with transaction(here.engine) as session:
        follow_plan(session, here.rulebook.registry, now=now)
        return [
            moved
            for code in duties
            for moved in settle_dates(session, here.rulebook, plan.duty(code), now=now)
        ]
