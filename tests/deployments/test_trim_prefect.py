"""Prefect's database is kept small: what is old and ours goes, the newest stays."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
)
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Running, Scheduled

from deployments import server
from deployments.catalogue import OURS, Wanted
from deployments.ownership import mark_of
from deployments.trim_prefect import Trim, trim_prefect
from dondoc.settings import Settings, load_settings

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.wall,
    pytest.mark.xdist_group("prefect"),
    pytest.mark.usefixtures("prefect_server"),
]
NOW = datetime(2024, 6, 30, 18, tzinfo=UTC)
"""Long ago: no run of another test is as old."""
NAME, KEY = "don-cu", "don-cu-bang"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path, installation="don-cu", prefect_keep_days=30)


@pytest.fixture
def ours(settings: Settings) -> Iterator[UUID]:
    """A deployment of this installation; it and its runs go again."""
    mark = mark_of(settings)

    async def put() -> UUID:
        async with get_client() as client:
            wanted = Wanted(NAME, "dispatch", "", (OURS,), ())
            await server.ensure_pool(client, mark)
            await server.put(client, wanted, server.flow_facts(wanted), None, mark)
            found = await server.read_ours(client, mark)
            return next(iter(found.values())).found.id

    async def retire() -> None:
        async with get_client() as client:
            for one in (await server.read_ours(client, mark)).values():
                await server.retire(client, one)

    yield asyncio.run(put())
    asyncio.run(retire())


def test_old_runs_that_ended_go_young_and_open_ones_stay(ours: UUID, settings: Settings) -> None:
    async def prepare(client: PrefectClient) -> None:
        for days, states in ((40, [Completed()]), (31, [Completed()]), (29, [Completed()])):
            await _run(client, ours, days, states)
        await _run(client, ours, 50, [Running()])

    _ask(prepare)

    assert Trim(runs=1) == trim_prefect(NOW, settings, most=1)
    assert [50, 31, 29] == _ask(lambda client: _ages(client, ours))
    assert Trim(runs=1) == trim_prefect(NOW, settings)
    assert [50, 29] == _ask(lambda client: _ages(client, ours))


def test_of_a_table_the_newest_stay(ours: UUID, settings: Settings) -> None:
    async def prepare(client: PrefectClient) -> None:
        run = await _run(client, ours, 1, [Completed()])
        for number in range(5):
            made = ArtifactCreate(key=KEY, type="markdown", data=str(number), flow_run_id=run)
            await client.create_artifact(made)
        await client.create_artifact(ArtifactCreate(key=KEY, type="markdown", data="of others"))

    _ask(prepare)

    assert Trim(artifacts=3) == trim_prefect(NOW, settings, newest=2)
    assert ["3", "4", "of others"] == _ask(_artifacts)


def test_a_server_that_is_down_is_said_and_fails_nothing(settings: Settings) -> None:
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        trim = trim_prefect(NOW, settings)

    assert (0, 0) == (trim.runs, trim.artifacts)
    assert trim.sentence.startswith("chưa dọn được Prefect (")


async def _run(client: PrefectClient, ours: UUID, days: int, states) -> UUID:
    due = Scheduled(scheduled_time=NOW - timedelta(days=days))
    run = await client.create_flow_run_from_deployment(ours, state=due)
    for state in states:
        await client.set_flow_run_state(run.id, state, force=True)
    return run.id


async def _ages(client: PrefectClient, ours: UUID) -> list[int]:
    mine = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[ours]))
    runs = await client.read_flow_runs(flow_run_filter=mine)
    return sorted(((NOW - run.expected_start_time).days for run in runs), reverse=True)


async def _artifacts(client: PrefectClient) -> list[str]:
    found = await client.read_artifacts(
        artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[KEY]))
    )
    return sorted(str(one.data) for one in found)


def _ask(question):
    async def asking():
        async with get_client() as client:
            return await question(client)

    return asyncio.run(asking())
