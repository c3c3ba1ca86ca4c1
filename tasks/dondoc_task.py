"""How every task is declared: a Vietnamese name, a limit, another try for faults that pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.task_engine import TaskRunTimeoutError
from sqlalchemy.exc import OperationalError

from dondoc.delivery.retry import LEASE, WINDOW_PATIENCE

P = ParamSpec("P")
R = TypeVar("R")

RETRIES = (2.0, 10.0, 30.0)
"""Seconds before the second, third and fourth try."""

TASK_LIMIT = timedelta(minutes=10)
"""A task takes seconds; one that waits for a locked ledger, half a minute and then fails."""

READING_LIMIT = timedelta(minutes=10)
"""Reading the mailbox: hundreds of mails take a minute. What is left is read the next time; mail
that waits to be sent does not wait for it.
"""

SCAN_LIMIT = timedelta(minutes=20)
"""Visits take seconds, a host with many pages its gap times their number; nobody waits for it."""

BACKUP_LIMIT = timedelta(minutes=40)
"""Five gigabytes of evidence to a slow disk in the network; later copies take what is new. A first
one that is larger is made by hand.
"""

SENDING_LIMIT = WINDOW_PATIENCE + LEASE
"""A window goes on under the account's rate for its patience; a letter is tried for a lease."""

OutOfTime = TaskRunTimeoutError
"""What a task raises whose limit is over. It comes between two steps of Python: a line that blocks
is left when its own time-out ends (every line of ours has one), at the latest with the flow's limit
(docs/decisions/0020).
"""


def passes(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """Is it a fault that passes: the database locked, restarting, or its line cut?

    Anything else is the same the second time, and must be seen at once.
    """
    return isinstance(state.data, OperationalError)


def dondoc_task(
    name: str, *, limit: timedelta = TASK_LIMIT
) -> Callable[[Callable[P, R]], Task[P, R]]:
    """`@dondoc_task("Mở đợt")`: one side effect, one transaction, one call into dondoc."""
    return task(
        name=name,
        task_run_name=name,
        retries=len(RETRIES),
        retry_delay_seconds=list(RETRIES),
        retry_condition_fn=passes,
        cache_policy=NO_CACHE,
        timeout_seconds=limit.total_seconds(),
    )
