"""Settling the day: dates that moved because the calendar moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.decisions.calendar_moved import Moved, settle_dates
from models.database import transaction
from tasks.dondoc_task import dondoc_task
from tasks.task_context import surroundings


@dondoc_task("Đối chiếu hạn với lịch nghỉ")
def settle_moved_dates(duties: Sequence[str], now: datetime) -> list[Moved]:
    """Move the dates that the calendar moved, and plan the notice that says so, once."""
    here = surroundings()
    plan = here.rulebook.registry.plan
    with transaction(here.engine) as session:
        return [
            moved
            for code in duties
            for moved in settle_dates(session, here.rulebook, plan.duty(code), now=now)
        ]
