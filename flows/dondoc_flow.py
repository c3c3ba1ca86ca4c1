"""How every flow is declared: a Vietnamese name, its run's name, a limit, what its log hears."""

from __future__ import annotations

import functools
import inspect
from asyncio import CancelledError
from collections.abc import Callable
from datetime import timedelta
from typing import ParamSpec

from prefect import Flow, flow
from prefect.client.schemas.objects import State

from flows.ending import out_of_time
from flows.run_log import our_warnings
from tasks.dondoc_task import (
    BACKUP_LIMIT,
    READING_LIMIT,
    SCAN_LIMIT,
    SENDING_LIMIT,
    TASK_LIMIT,
    OutOfTime,
)

P = ParamSpec("P")

RUN_LIMIT = 2 * TASK_LIMIT
"""A duty's run, or a form: seconds; a minute or two where the ledger is locked again and again.
A run that hangs holds one of the pool's four slots.
"""

HOUSEKEEPING_LIMIT = BACKUP_LIMIT + 2 * TASK_LIMIT
"""At night, when nobody waits: a copy of everything, and the schedules of the whole plan."""

SCAN_RUN_LIMIT = 2 * SCAN_LIMIT
"""Early in the morning, before the first window: visits, then the ledger."""

DISPATCH_LIMIT = READING_LIMIT + SENDING_LIMIT + timedelta(minutes=5)
"""One hour: the longest honest window, and a reserve for the steps around it. The next window waits
for this run, so mail never stands longer than that.
"""


def dondoc_flow(
    name: str, *, run_name: Callable[[], str], limit: timedelta = RUN_LIMIT
) -> Callable[[Callable[P, State[None]]], Flow[P, State[None]]]:
    """`@dondoc_flow("Phát hành thông báo", run_name=…, limit=DISPATCH_LIMIT)`.

    A run whose time is up ends Failed and says so in Vietnamese. Prefect breaks off the main thread
    by an alarm, also in a call that blocks; its name for that is `CancelledError`.
    """

    def declare(body: Callable[P, State[None]]) -> Flow[P, State[None]]:
        @functools.wraps(body)
        def within_limit(*args: P.args, **kwargs: P.kwargs) -> State[None]:
            with our_warnings():
                try:
                    return body(*args, **kwargs)
                except (CancelledError, OutOfTime):
                    return out_of_time()

        # Prefect would look up the words of the annotations among the names of this module.
        within_limit.__signature__ = inspect.signature(body, eval_str=True)  # type: ignore[attr-defined] # a function has one
        declared = flow(name=name, flow_run_name=run_name, timeout_seconds=limit.total_seconds())
        return declared(within_limit)

    return declare
