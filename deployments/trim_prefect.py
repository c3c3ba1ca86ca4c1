"""Prefect's own database is kept small: old runs of ours, and old tables that they made.

It grew by 2.7 MiB a working day. A run takes its task runs, states and logs along; the newest of
each table stays. Only what has this installation's mark is touched, so much a night.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import TERMINAL_STATES
from prefect.client.schemas.sorting import ArtifactCollectionSort, ArtifactSort, FlowRunSort
from prefect.exceptions import ObjectNotFound
from prefect.settings import PREFECT_API_URL
from prefect.utilities.asyncutils import run_coro_as_sync

from deployments import server
from deployments.ownership import Mark, mark_of
from dondoc.limits import MOST_RUNS_A_NIGHT, MOST_TABLE_NAMES, PREFECT_PAGE
from dondoc.messages.environment import phrases
from dondoc.retention_periods import ARTIFACTS_KEPT
from dondoc.settings import Settings


@dataclass(frozen=True)
class Trim:
    """How much went; `why` it stopped early, empty where it did not."""

    runs: int = 0
    artifacts: int = 0
    why: str = ""

    @property
    def sentence(self) -> str:
        """A clause of the night's sentence; empty where nothing was to be done."""
        book = phrases("retention")
        said = [book.trimmed(self.runs, self.artifacts)]
        return "; ".join(filter(None, [*said, book.not_trimmed(self.why) if self.why else ""]))


class Trimming:
    """One night's work on an open client; what was done is known where it breaks off, too."""

    def __init__(self, client: PrefectClient, mark: Mark) -> None:
        self._client, self._mark = client, mark
        self.runs = self.artifacts = 0

    async def work(self, before: datetime, *, newest: int, most: int) -> None:
        """Tables first: of a run that is gone nobody knows whose they were."""
        ours = [one.found.id for one in (await server.read_ours(self._client, self._mark)).values()]
        if not ours:
            return  # an empty list would be no filter
        await self._trim_artifacts(ours, newest, most)
        await self._trim_runs(ours, before, most)

    async def _trim_runs(self, ours: Sequence[UUID], before: datetime, most: int) -> None:
        old = FlowRunFilter(
            deployment_id=FlowRunFilterDeploymentId(any_=list(ours)),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(TERMINAL_STATES))),
            expected_start_time=FlowRunFilterExpectedStartTime(before_=before),
        )
        while self.runs < most:
            found = await self._client.read_flow_runs(
                flow_run_filter=old,
                sort=FlowRunSort.EXPECTED_START_TIME_ASC,
                limit=min(PREFECT_PAGE, most - self.runs),
            )
            if not found:
                return
            for run in found:
                await self._delete_run(run.id)

    async def _delete_run(self, run_id: UUID) -> None:
        with suppress(ObjectNotFound):  # another has deleted it since we asked
            await self._client.delete_flow_run(run_id)
        self.runs += 1

    async def _trim_artifacts(self, ours: Sequence[UUID], newest: int, most: int) -> None:
        mine = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=list(ours)))
        for key in await self._keys():
            while self.artifacts < most:
                found = await self._client.read_artifacts(
                    artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key])),
                    flow_run_filter=mine,
                    sort=ArtifactSort.CREATED_DESC,
                    offset=newest,
                    limit=min(PREFECT_PAGE, most - self.artifacts),
                )
                if not found:
                    break
                for one in found:
                    await self._delete_artifact(one.id)

    async def _keys(self) -> list[str]:
        """Of all tables on the server: the newest of one name may be another installation's."""
        keys: list[str] = []
        while len(keys) < MOST_TABLE_NAMES:
            found = await self._client.read_latest_artifacts(
                sort=ArtifactCollectionSort.KEY_ASC, limit=PREFECT_PAGE, offset=len(keys)
            )
            keys += [one.key for one in found]
            if len(found) < PREFECT_PAGE:
                break
        return keys

    async def _delete_artifact(self, artifact_id: UUID) -> None:
        with suppress(ObjectNotFound):  # another has deleted it since we asked
            await self._client.delete_artifact(artifact_id)
        self.artifacts += 1


def trim_prefect(
    now: datetime,
    settings: Settings,
    *,
    newest: int = ARTIFACTS_KEPT,
    most: int = MOST_RUNS_A_NIGHT,
) -> Trim:
    """Delete ended runs older than `prefect_keep_days`, tables beyond the `newest` of each name.

    At most `most` of each. An error ends it early and is said in `why`; the night goes on.
    """
    if not PREFECT_API_URL.value():
        return Trim()
    before = now - timedelta(days=settings.prefect_keep_days)
    mark = mark_of(settings)

    async def ask() -> Trim:
        async with get_client() as client:
            work = Trimming(client, mark)
            why = ""
            try:
                await work.work(before, newest=newest, most=most)
            except httpx.HTTPError as error:  # PrefectHTTPStatusError is one
                why = type(error).__name__
            return Trim(work.runs, work.artifacts, why)

    try:
        return run_coro_as_sync(ask()) or Trim()
    except httpx.HTTPError as error:  # the door itself: no client was to be had
        return Trim(why=type(error).__name__)
