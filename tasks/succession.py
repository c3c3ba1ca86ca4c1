"""Passing on what bodies that are no more still owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.decisions.succession import Passed, settle_abolished
from models.database import transaction
from tasks.dondoc_task import dondoc_task
from tasks.task_context import surroundings


@dondoc_task("Chuyển việc của đơn vị hết hoạt động")
def settle_succession(duties: Sequence[str], now: datetime) -> Passed:
    """Give it to the successor, or waive it with the reason; a second call finds nothing."""
    here = surroundings()
    with transaction(here.engine) as session:
        return settle_abolished(session, here.rulebook, duties, now=now)
