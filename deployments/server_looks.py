"""What the doctor asks of the Prefect server: its door, its settings, our pool, what runs when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateName,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError

from deployments.door import api_address, look_at_door
from deployments.ownership import mark_of
from deployments.server_variables import too_little
from deployments.switched_off import what_is_off
from dondoc.limits import LIVE_LOOK_SECONDS
from dondoc.operations.doctor.examine import LeftOut, Look, WhyNot
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom
from dondoc.operations.doctor.symptom_kinds import symptom
from dondoc.problems import Refused

_GROUP = "Prefect"
_SECONDS = 5.0
_MOST_LATE = 200

_Ask = Callable[[SyncPrefectClient, Patient], Iterable[Symptom]]


def door(patient: Patient) -> Iterator[Symptom]:
    """Shut to whoever has no password, and ours opens it."""
    try:
        warning = look_at_door(open_allowed=patient.settings.prefect_open)
    except httpx.TransportError:
        yield symptom("prefect_silent", address=api_address())
        return
    if warning:
        yield symptom("prefect_door", words=warning)


@contextmanager
def _let_in() -> Iterator[None]:
    """Left out where the server does not answer us: that is what `door` says."""
    try:
        api_address()
        yield
    except (httpx.TransportError, Refused):
        raise LeftOut(WhyNot.NO_SERVER) from None
    except PrefectHTTPStatusError as fault:
        if fault.response.status_code in (401, 403):
            raise LeftOut(WhyNot.NO_SERVER) from None
        raise


def _if_let_in(ask: _Ask) -> Callable[[Patient], list[Symptom]]:
    """With a client, where it is let in."""

    @wraps(ask)
    def asked(patient: Patient) -> list[Symptom]:
        with (
            _let_in(),
            get_client(sync_client=True, httpx_settings={"timeout": _SECONDS}) as client,
        ):
            return list(ask(client, patient))

    return asked


@_if_let_in
def settings(client: SyncPrefectClient, _patient: Patient) -> Iterator[Symptom]:
    """Whose pages it answers, whether it has its own, and how far it looks ahead."""
    told: dict[str, Any] = client.request("GET", "/admin/settings").json()["server"]
    if "*" in str(told["api"].get("cors_allowed_origins")).split(","):
        yield symptom("prefect_cors")
    if told["ui"].get("enabled") and without_pages(_told_to_browsers(told["ui"])):
        yield symptom("prefect_no_pages")
    for one in too_little(told["services"]):
        yield symptom(
            "server_variable", variable=one.variable, present=one.present, wanted=one.wanted
        )


def _told_to_browsers(ui: Mapping[str, Any]) -> Any:
    """What the UI asks for first; None where nothing of the kind is told, as by a proxy."""
    root = api_address().removesuffix("/api") + str(ui.get("serve_base") or "").rstrip("/")
    answer = httpx.get(f"{root}/ui-settings", timeout=_SECONDS)
    try:
        return answer.json() if answer.is_success else None
    except ValueError:
        return None


def without_pages(told: Any) -> bool:
    """Could it write no page at its start? Where nothing is told, nothing is said."""
    return isinstance(told, dict) and told.get("available_uis") == []


@_if_let_in
def worker(client: SyncPrefectClient, patient: Patient) -> Iterator[Symptom]:
    """The pool is there and runs, and a worker of it has given a sign of life."""
    pool = mark_of(patient.settings).pool
    try:
        paused = client.read_work_pool(pool).is_paused
    except ObjectNotFound:
        yield symptom("pool_missing", pool=pool)
        return
    if paused:
        yield symptom("pool_paused", pool=pool)
    workers = client.read_workers_for_work_pool(pool)
    if not any(one.status == "ONLINE" for one in workers):
        signs = [one.last_heartbeat_time for one in workers if one.last_heartbeat_time]
        yield symptom("worker_silent", pool=pool, last=max(signs, default=None))


@_if_let_in
def runs(client: SyncPrefectClient, patient: Patient) -> Iterator[Symptom]:
    """Something is to come, and nothing is late."""
    pool = mark_of(patient.settings).pool
    late = FlowRunFilterState(name=FlowRunFilterStateName(any_=["Late"]))
    found = _expected(client, pool, FlowRunFilter(state=late), _MOST_LATE)
    if found:
        yield symptom("runs_late", count=len(found), since=found[0])
    scheduled = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED]))
    ahead = FlowRunFilterExpectedStartTime(after_=patient.now)
    wanted = FlowRunFilter(state=scheduled, expected_start_time=ahead)
    if not _expected(client, pool, wanted, 1):
        yield symptom("nothing_ahead")


def schedules(patient: Patient) -> list[Symptom]:
    """Which of ours somebody switched off (`switched_off`)."""
    with _let_in():
        off = what_is_off(patient.settings).schedules
    return [symptom("schedules_off", names=list(off))] if off else []


def _expected(
    client: SyncPrefectClient, pool: str, wanted: FlowRunFilter, most: int
) -> list[datetime]:
    """When the first of them are expected to start, the earliest first."""
    own = WorkPoolFilter(name=WorkPoolFilterName(any_=[pool]))
    found = client.read_flow_runs(
        flow_run_filter=wanted,
        work_pool_filter=own,
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=most,
    )
    return [run.expected_start_time for run in found if run.expected_start_time]


def _look(name: str, ask: Callable[[Patient], Iterable[Symptom]]) -> Look:
    return Look(_GROUP, name, ask, seconds=LIVE_LOOK_SECONDS)


SERVER: tuple[Look, ...] = (
    _look("máy chủ Prefect đóng với người lạ, nhận mật khẩu của ta", door),
    _look("thiết lập của máy chủ Prefect", settings),
    _look("worker đang chạy", worker),
    _look("lịch đang bật", schedules),
    _look("lượt sắp chạy, lượt quá giờ", runs),
)
