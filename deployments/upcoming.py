"""The runs that wait for their time: their names, and one more where something was deferred."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun
from prefect.states import Scheduled

from deployments.catalogue import Wanted
from deployments.difference import Seen
from deployments.made_up_names import made_up
from deployments.server import scheduled_runs
from deployments.switched_off import is_off
from dondoc.clock import local

PATIENCE = timedelta(seconds=60)
"""The scheduler makes the runs of a new deployment in 5 to 15 s."""

SURELY = timedelta(days=90)
"""A stock server plans at least three runs, 100 days ahead."""

_POLL = 0.5
_AT_ONCE = 8


async def misnamed(
    client: PrefectClient, wanted: Mapping[UUID, Wanted], seen: list[Seen]
) -> list[tuple[FlowRun, str]]:
    """The planned runs that lack the name which the plan has for their time, with that name."""
    runs = await scheduled_runs(client, seen)
    named = [(run, _wanted_name(run, wanted)) for run in runs]
    return [
        (run, name) for run, name in named if name and name != run.name and _nobodys(run, wanted)
    ]


async def name_runs(client: PrefectClient, runs: list[tuple[FlowRun, str]]) -> None:
    """Give each run its name; it sticks over restarts and the scheduler's later passes."""
    at_once = asyncio.Semaphore(_AT_ONCE)

    async def rename(run: FlowRun, name: str) -> None:
        async with at_once:
            await client.update_flow_run(run.id, name=name)

    await asyncio.gather(*(rename(run, name) for run, name in runs))


async def await_runs(
    client: PrefectClient,
    wanted: Mapping[UUID, Wanted],
    seen: list[Seen],
    *,
    now: datetime,
    patience: timedelta = PATIENCE,
) -> bool:
    """Wait until the scheduler has made the runs of what was just deployed; False if it does not.

    Done when every deployment has what any server surely plans, and a second look finds no more.
    """
    least = {one.found.id: _surely(wanted[one.found.id], now) for one in seen}
    least = {key: count for key, count in least.items() if count}
    waits = [one for one in seen if one.found.id in least and not is_off(one)]
    loop = asyncio.get_running_loop()
    deadline = loop.time() + patience.total_seconds()
    before: Counter[UUID | None] = Counter()
    while waits:
        found = Counter(run.deployment_id for run in await scheduled_runs(client, waits))
        if found == before and all(found[one.found.id] >= least[one.found.id] for one in waits):
            return True
        if loop.time() > deadline:
            return False
        before = found
        await asyncio.sleep(_POLL)
    return True


async def once_more(
    client: PrefectClient, deployment: str, *, at: datetime, name: str, key: str
) -> FlowRun:
    """Plan one more run of a deployment (flow name/name); the same key plans it once."""
    found = await client.read_deployment_by_name(deployment)
    return await client.create_flow_run_from_deployment(
        found.id, state=Scheduled(scheduled_time=at), name=name, idempotency_key=key
    )


def _wanted_name(run: FlowRun, wanted: Mapping[UUID, Wanted]) -> str | None:
    """None for a run that a person or a flow planned: it keeps the name they gave it."""
    if not run.auto_scheduled or run.deployment_id is None or run.expected_start_time is None:
        return None
    at = local(run.expected_start_time).replace(tzinfo=None)
    return wanted[run.deployment_id].run_name(at)


def _nobodys(run: FlowRun, wanted: Mapping[UUID, Wanted]) -> bool:
    """Was its name made up by Prefect, or is it one of the plan's, given before the plan changed?

    What a person typed stays.
    """
    assert run.deployment_id is not None
    return made_up(run.name) or wanted[run.deployment_id].gives(run.name)


def _surely(one: Wanted, now: datetime) -> int:
    first = local(now).replace(tzinfo=None)
    last = first + SURELY
    counts = [
        3 if table.cron else sum(first < moment.at < last for moment in table.moments)
        for table in one.timetables
    ]
    return min(3, sum(counts))
