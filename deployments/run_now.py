"""One run of a deployment, now, and its end awaited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.utilities.asyncutils import run_coro_as_sync

from dondoc.problems import Problem, Refused

PATIENCE = 300.0
"""Seconds a run may take, its start included."""


def run_now(name: str, parameters: Mapping[str, Any]) -> str:
    """Run the deployment of that name and wait; returns its state's name.

    Raises Refused where there is no such deployment, or the run does not complete in time.
    """
    run = run_coro_as_sync(_run(name, parameters))
    if run is None:
        wanted = "chưa có trên máy chủ Prefect; hãy chạy `dondoc apply` trước"
        raise Refused(Problem("Lịch chạy", name, wanted))
    if run.state is None or not run.state.is_completed():
        said = run.state.message if run.state else ""
        wanted = f"lượt chạy không xong: {said or 'quá lâu, chưa bắt đầu'}"
        raise Refused(Problem("Lượt chạy", run.name, wanted))
    return str(run.state.name)


async def _run(name: str, parameters: Mapping[str, Any]) -> FlowRun | None:
    wanted = DeploymentFilter(name=DeploymentFilterName(any_=[name]))
    async with get_client() as client:
        found = await client.read_deployments(deployment_filter=wanted)
    if not found:
        return None
    started: Any = run_deployment(
        found[0].id, parameters=dict(parameters), timeout=PATIENCE, poll_interval=0.5
    )
    run: FlowRun = await started
    return run
