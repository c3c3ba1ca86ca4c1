"""No flow and no task is without a limit, and the limits fit into each other."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

from dondoc.delivery.retry import LEASE, WINDOW_PATIENCE
from flows.dispatch import dispatch
from flows.dondoc_flow import DISPATCH_LIMIT
from tasks.dondoc_task import READING_LIMIT, SENDING_LIMIT
from tasks.read_mail import read_mail
from tasks.send_messages import send_due
from tests.flows.test_flow_files import FILES, declared_flow
from tests.flows.test_task_declarations import TASKS

ROOT = Path(__file__).resolve().parents[2]


def test_every_flow_and_task_has_a_limit_of_at_most_an_hour():
    flows = {path.stem: declared_flow(path.stem).timeout_seconds for path in FILES}
    tasks = {name: task.timeout_seconds for name, task in TASKS}

    assert [] == [name for name, limit in (flows | tasks).items() if not 0 < (limit or 0) <= 3600]


def test_nobody_else_declares_one():
    calls = {
        (path.relative_to(ROOT).as_posix(), node.func.id)
        for folder in ("flows", "tasks", "deployments", "dondoc")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("flow", "task")
    }

    assert {("flows/dondoc_flow.py", "flow"), ("tasks/dondoc_task.py", "task")} == calls


def test_a_dispatch_has_time_for_its_honest_window():
    assert WINDOW_PATIENCE + LEASE == SENDING_LIMIT
    assert READING_LIMIT + SENDING_LIMIT < DISPATCH_LIMIT <= timedelta(hours=1)
    limits = (DISPATCH_LIMIT, SENDING_LIMIT, READING_LIMIT)
    seconds = (dispatch.timeout_seconds, send_due.timeout_seconds, read_mail.timeout_seconds)
    assert tuple(limit.total_seconds() for limit in limits) == seconds
