"""Tasks are thin, speak Vietnamese, and try again only for faults that pass."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest
from prefect import Task
from prefect.states import Failed
from sqlalchemy.exc import IntegrityError, OperationalError

from dondoc.problems import Problem, Refused
from tasks.dondoc_task import passes

FOLDER = Path(__file__).resolve().parents[2] / "tasks"
TASKS = [
    (name, found)
    for path in sorted(FOLDER.glob("*.py"))
    for name, found in inspect.getmembers(importlib.import_module(f"tasks.{path.stem}"))
    if isinstance(found, Task) and found.fn.__module__ == f"tasks.{path.stem}"
]
named = pytest.mark.parametrize("task", [task for _, task in TASKS], ids=[n for n, _ in TASKS])


def test_there_are_tasks():
    assert len(TASKS) > 8


@named
def test_it_has_a_vietnamese_name_for_its_runs(task: Task):
    assert not task.name.isascii()
    assert task.name == task.task_run_name


@named
def test_it_is_thin(task: Task):
    assert len(inspect.getsource(task.fn).splitlines()) <= 25


@named
def test_it_tries_again_only_where_that_helps(task: Task):
    assert (3, passes) == (task.retries, task.retry_condition_fn)


@pytest.mark.parametrize(
    ("fault", "again"),
    [
        (OperationalError("UPDATE", {}, Exception("database is locked")), True),
        (IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")), False),
        (Refused(Problem("DONDOC_TRIAL", "có lẽ", "hãy ghi true hoặc false")), False),
        (KeyError("so_nganh"), False),
    ],
)
def test_a_locked_database_passes_and_a_wrong_plan_does_not(fault: Exception, again: bool):
    assert again is passes(TASKS[0][1], None, Failed(data=fault))
