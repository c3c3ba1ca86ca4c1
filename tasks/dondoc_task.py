"""How every task is declared: a Vietnamese name, and another try for faults that pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from sqlalchemy.exc import OperationalError

P = ParamSpec("P")
R = TypeVar("R")

RETRIES = (2.0, 10.0, 30.0)
"""Seconds before the second, third and fourth try."""


def passes(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """Is it a fault that passes: the database locked, restarting, or its line cut?

    Anything else is the same the second time, and must be seen at once.
    """
    return isinstance(state.data, OperationalError)


def act(name: str) -> Callable[[Callable[P, R]], Task[P, R]]:
    """`@act("Mở đợt")`: one side effect, one transaction, one call into dondoc."""
    return task(
        name=name,
        task_run_name=name,
        retries=len(RETRIES),
        retry_delay_seconds=list(RETRIES),
        retry_condition_fn=passes,
        cache_policy=NO_CACHE,
    )
