"""After an outage: runs whose process is gone are run once more, or given up with a reason.

A worker or a server that dies leaves runs in Submitting, Pending or Running for ever, each of
them holding one of the pool's slots (prefect.md). Every flow is idempotent, so what is run once
too often does no harm; what is never run again stops the pool.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError
from prefect.settings import PREFECT_API_URL
from prefect.states import Cancelled, Crashed, Scheduled
from prefect.utilities.asyncutils import run_coro_as_sync

from deployments.catalogue import OURS, POOL
from deployments.processes_here import runs_here
from dondoc.clock import at, local_date

AGAIN = "Chạy lại"
"""The name of the state in which an interrupted run waits for its second try: its only one."""

_AGAIN_WORDS = "Tiến trình của lượt chạy đã mất giữa chừng; hệ thống cho chạy lại một lần."
_TWICE = "Tiến trình của lượt chạy đã mất hai lần; lượt sau sẽ làm bù. Hãy xem nhật ký của worker."
_YESTERDAY = "Tiến trình của lượt chạy đã mất từ hôm trước; lượt của hôm nay làm bù."
_BY_HAND = "Tiến trình đã mất khi lượt chạy đang ghi; hãy xem đã ghi chưa, nếu chưa thì nhập lại."
_CANCELLED = "Đã hủy; tiến trình không còn."


@dataclass(frozen=True)
class Patience:
    """How long a run without a process here is left alone.

    Between Submitting and its first sign of life a run takes seconds. A running one may live on
    another machine, where it gives a sign every three minutes.
    """

    starting: timedelta = timedelta(minutes=5)
    running: timedelta = timedelta(minutes=10)


@dataclass(frozen=True)
class Mended:
    """A run that was put right: tried again, or closed."""

    name: str
    again: bool


def mended_sentence(mended: Sequence[Mended]) -> str:
    """«2 lượt bị gián đoạn chạy lại, 1 lượt khép lại»; empty where nothing was wrong."""
    again = sum(one.again for one in mended)
    closed = len(mended) - again
    said = [(again, "lượt bị gián đoạn chạy lại"), (closed, "lượt bị gián đoạn khép lại")]
    return ", ".join(f"{count} {words}" for count, words in said if count)


def put_runs_right(
    now: datetime, *, patience: Patience | None = None, pool: str = POOL
) -> list[Mended]:
    """Find our runs whose process is gone and put them right; [] where no server answers."""
    if not PREFECT_API_URL.value():
        return []

    async def ask() -> list[Mended]:
        async with get_client() as client:
            return await mend(client, now, patience or Patience(), pool)

    try:
        return run_coro_as_sync(ask()) or []
    except (httpx.TransportError, PrefectHTTPStatusError):
        return []  # the server is the one that is down: the next look finds what it left


async def mend(
    client: PrefectClient, now: datetime, patience: Patience, pool: str = POOL
) -> list[Mended]:
    """The same, on a client that is open."""
    living = runs_here()
    lost = [
        run
        for run in await _interrupted(client, now, pool)
        if run.id not in living and await _is_lost(client, run, now, patience)
    ]
    mended = [await _put_right(client, run, now) for run in lost]
    return [one for one in mended if one is not None]


async def _interrupted(client: PrefectClient, now: datetime, pool: str) -> list[FlowRun]:
    """Our runs that have begun and not ended, and those of today that crashed."""
    today = local_date(now)
    begun = _in_states(StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
    crashed = _in_states(StateType.CRASHED)
    crashed.expected_start_time = FlowRunFilterExpectedStartTime(after_=at(today, 0, 0))
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[OURS]))
    own = WorkPoolFilter(name=WorkPoolFilterName(any_=[pool]))  # another installation has another
    return [
        run
        for chosen in (begun, crashed)
        for run in await client.read_flow_runs(
            flow_run_filter=chosen, deployment_filter=ours, work_pool_filter=own
        )
    ]


def _in_states(*types: StateType) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))))


async def _is_lost(client: PrefectClient, run: FlowRun, now: datetime, patience: Patience) -> bool:
    state = run.state
    if state is None:
        return False
    if state.is_crashed():
        return not await _tried_again(client, run)
    waits = patience.starting if state.is_pending() else patience.running
    if now - state.timestamp < waits:
        return False
    return state.is_pending() or now - await _last_sign(client, run, state) >= waits


async def _last_sign(client: PrefectClient, run: FlowRun, state: State[Any]) -> datetime:
    """The run's last heartbeat, wherever it runs; the state's own time where it gave none."""
    wanted = {
        "event": {"name": ["prefect.flow-run.heartbeat"]},
        "resource": {"id": [f"prefect.flow-run.{run.id}"]},
        "occurred": {"since": state.timestamp.isoformat()},
    }
    # The client has no method for events that have been.
    answer = await client.request("POST", "/events/filter", json={"filter": wanted, "limit": 1})
    signs = [datetime.fromisoformat(one["occurred"]) for one in answer.json()["events"]]
    return max([state.timestamp, *signs]).astimezone(UTC)


async def _tried_again(client: PrefectClient, run: FlowRun) -> bool:
    return any(state.name == AGAIN for state in await client.read_flow_run_states(run.id))


async def _put_right(client: PrefectClient, run: FlowRun, now: datetime) -> Mended | None:
    wanted = await _wanted_state(client, run, now)
    try:
        kept = await client.read_flow_run(run.id)
        if wanted is None or kept.state_id != run.state_id:
            return None  # it has gone on since we looked
        await client.set_flow_run_state(run.id, wanted, force=True)
    except ObjectNotFound:
        return None
    return Mended(run.name, wanted.is_scheduled())


async def _wanted_state(client: PrefectClient, run: FlowRun, now: datetime) -> State[Any] | None:
    assert run.state is not None
    if run.state.is_cancelling():
        return Cancelled(message=_CANCELLED)
    why = await _why_not_again(client, run, now)
    if not why:
        return Scheduled(scheduled_time=now, name=AGAIN, message=_AGAIN_WORDS)
    return None if run.state.is_crashed() else Crashed(message=why)


async def _why_not_again(client: PrefectClient, run: FlowRun, now: datetime) -> str:
    started_by_hand = not await _is_scheduled_duty(client, run.deployment_id)
    if started_by_hand and run.start_time is not None:
        return _BY_HAND  # what it wrote once it must not write twice
    if run.expected_start_time and local_date(run.expected_start_time) < local_date(now):
        return _YESTERDAY
    return _TWICE if await _tried_again(client, run) else ""


async def _is_scheduled_duty(client: PrefectClient, deployment_id: UUID | None) -> bool:
    """Has the deployment days of its own? One without is a form that a person fills in."""
    if deployment_id is None:
        return False
    return bool((await client.read_deployment(deployment_id)).schedules)
