"""What we ask of a Prefect server: read ours, put one, retire one, have a work pool."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import (
    DeploymentCreate,
    DeploymentScheduleCreate,
    WorkPoolCreate,
    WorkPoolUpdate,
)
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import (
    ConcurrencyLimitStrategy,
    ConcurrencyOptions,
    DeploymentSchedule,
    FlowRun,
    StateType,
)
from prefect.client.schemas.schedules import CronSchedule, RRuleSchedule
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.utilities.callables import parameter_schema

from deployments.catalogue import OURS, PULL, Timetable, Wanted
from deployments.difference import Seen
from deployments.ownership import Mark, our_schedule
from deployments.schedule import ZONE

NOBODYS = Mark()
RUNS_AT_ONCE = 4
"""Thirty runs due at once on SQLite crashed one to four of them; with four at a time none did."""

_PAGE = 200


def flow_facts(one: Wanted) -> tuple[str, dict[str, Any]]:
    """The flow's name and the schema of its form, from its code."""
    flow: Flow[..., Any] = load_flow_from_entrypoint(one.entrypoint)
    return flow.name, parameter_schema(flow).model_dump(mode="json", exclude_unset=True)


async def ensure_pool(client: PrefectClient, mark: Mark = NOBODYS) -> bool:
    """Have the work pool, with a limit; returns whether anything was done.

    A limit that an administrator set is left alone.
    """
    wanted = WorkPoolCreate(name=mark.pool, type="process", concurrency_limit=RUNS_AT_ONCE)
    try:
        await client.create_work_pool(wanted)
    except ObjectAlreadyExists:
        if (await client.read_work_pool(mark.pool)).concurrency_limit is not None:
            return False
        await client.update_work_pool(mark.pool, WorkPoolUpdate(concurrency_limit=RUNS_AT_ONCE))
    return True


async def pool_is_ready(client: PrefectClient, mark: Mark = NOBODYS) -> bool:
    """Is the work pool there, with some limit?"""
    try:
        return (await client.read_work_pool(mark.pool)).concurrency_limit is not None
    except ObjectNotFound:
        return False


async def read_ours(client: PrefectClient, mark: Mark = NOBODYS) -> dict[tuple[str, str], Seen]:
    """The deployments that are this installation's own, by flow name and name."""
    everything = await read_every(client)
    return {key: one for key, one in everything.items() if mark.owns(one.found.labels)}


async def read_every(client: PrefectClient) -> dict[tuple[str, str], Seen]:
    """The deployments of every installation on the server, by flow name and name."""
    tagged = DeploymentFilter(tags=DeploymentFilterTags(all_=[OURS]))
    found: list[Seen] = []
    flows: dict[UUID, str] = {}
    while True:
        page = await client.read_deployments(
            deployment_filter=tagged, limit=_PAGE, offset=len(found)
        )
        for one in page:
            if one.flow_id not in flows:
                flows[one.flow_id] = (await client.read_flow(one.flow_id)).name
            found.append(Seen(flows[one.flow_id], one))
        if len(page) < _PAGE:
            return {one.key: one for one in found}


async def put(
    client: PrefectClient,
    one: Wanted,
    flow: tuple[str, Mapping[str, Any]],
    before: Seen | None,
    mark: Mark = NOBODYS,
) -> None:
    """Create the deployment, or make it as wanted; `flow` is what `flow_facts` says of it.

    A schedule that somebody paused stays paused, and one that somebody added stays.
    """
    flow_name, schema = flow
    kept = before.found.schedules if before else []
    active = {one.slug: one.active for one in kept}
    added = [_as_it_is(one) for one in kept if not our_schedule(one.slug)]
    queue = ConcurrencyOptions(collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
    wanted = DeploymentCreate(
        flow_id=await client.create_flow_from_name(flow_name),
        name=one.name,
        description=one.description,
        tags=list(one.tags),
        labels={**(before.found.labels if before else {}), **mark.labels},
        parameters=dict(one.parameters),
        parameter_openapi_schema=dict(schema),
        enforce_parameter_schema=True,
        entrypoint=one.entrypoint,
        work_pool_name=mark.pool,
        pull_steps=PULL,
        concurrency_limit=1 if one.one_at_a_time else None,
        concurrency_options=queue if one.one_at_a_time else None,
        schedules=[
            *(_schedule(table, active.get(table.slug, True)) for table in one.timetables),
            *added,
        ],
    )
    # The client's own method knows no labels.
    given = wanted.model_dump(mode="json", exclude_unset=True)
    await client.request("POST", "/deployments/", json=given)


async def retire(client: PrefectClient, seen: Seen) -> None:
    """Take a deployment off the server, leaving no run behind.

    Pause first: deleted during a pass of the scheduler, it would leave runs of a deployment that
    is gone (prefect.md).
    """
    await client.pause_deployment(seen.found.id)
    await _drop_scheduled(client, seen)
    await client.delete_deployment(seen.found.id)
    await _drop_scheduled(client, seen)


async def scheduled_runs(client: PrefectClient, seen: list[Seen]) -> list[FlowRun]:
    """Every run of these deployments that waits for its time, the soonest first."""
    if not seen:
        return []
    waiting = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[one.found.id for one in seen]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
    )
    runs: list[FlowRun] = []
    while True:
        page = await client.read_flow_runs(
            flow_run_filter=waiting,
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            limit=_PAGE,
            offset=len(runs),
        )
        runs += page
        if len(page) < _PAGE:
            return runs


async def _drop_scheduled(client: PrefectClient, seen: Seen) -> None:
    runs = await scheduled_runs(client, [seen])
    await asyncio.gather(*(client.delete_flow_run(run.id) for run in runs))


def _as_it_is(one: DeploymentSchedule) -> DeploymentScheduleCreate:
    return DeploymentScheduleCreate(
        schedule=one.schedule,
        active=one.active,
        max_scheduled_runs=one.max_scheduled_runs,
        parameters=one.parameters,
        slug=one.slug,
    )


def _schedule(table: Timetable, active: bool) -> DeploymentScheduleCreate:
    timed = (
        CronSchedule(cron=table.cron, timezone=ZONE)
        if table.cron
        else RRuleSchedule(rrule=table.rrule, timezone=ZONE)
    )
    return DeploymentScheduleCreate(slug=table.slug, schedule=timed, active=active)
