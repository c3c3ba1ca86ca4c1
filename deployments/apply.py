"""The plan put on a Prefect server: computed from today, touching only what differs.

Any deploy of a deployment deletes its future runs and their names, so what stands as wanted is
left alone, and applying twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.exceptions import ObjectNotFound
from prefect.utilities.asyncutils import run_coro_as_sync

from deployments import automations, server, upcoming
from deployments.catalogue import POOL, Wanted, catalogue
from deployments.difference import DeploymentChange, Seen, difference
from deployments.door import api_address, look_at_door
from deployments.ownership import Mark, mark_of
from deployments.schedule import Range
from deployments.switched_off import SwitchedOff, look
from dondoc.clock import local_date
from dondoc.delivery.operating.run_alarm import hook_url
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings

Key = tuple[str, str]
_TAKEN = (
    "một bản cài khác dùng chung máy chủ Prefect này đã có lịch cùng tên; hãy đặt"
    " DONDOC_INSTALLATION là một tên riêng, như tinh-2. Đã có: "
)


@dataclass(frozen=True)
class Applied:
    """What an apply did, or would do; `left_alone` is why it did nothing at all."""

    changes: tuple[DeploymentChange, ...]
    pool: bool = False
    named: int = 0
    complete: bool = True
    alarms: bool = False
    unreachable: str = ""
    open_door: str = ""
    left_alone: str = ""
    off: SwitchedOff = field(default_factory=SwitchedOff)

    @property
    def unchanged(self) -> bool:
        return not (self.changes or self.pool or self.named or self.alarms)

    @property
    def touched(self) -> set[str]:
        """The deployments whose future runs the server makes anew."""
        return {change.name for change in self.changes if change.kind != "gone"}

    def lines(self) -> list[str]:
        """The difference, readable; one line says so where there is none."""
        said = [f"+ nhóm chạy {POOL}: tạo mới hoặc đặt giới hạn"] if self.pool else []
        said += [change.line() for change in self.changes]
        said += [f"= đặt tên {self.named} lượt sắp chạy"] if self.named else []
        said += ["+ báo sự cố lượt chạy cho quản trị: đặt hoặc sửa"] if self.alarms else []
        if not self.complete:
            said.append("! máy chủ Prefect chưa sinh đủ lượt chạy; đêm nay sẽ đặt tên tiếp")
        said = said or ["= lịch chạy đã đúng với kế hoạch, không có gì phải đổi"]
        if self.unreachable:
            wanted = "không trả lời; lượt chạy hỏng sẽ chỉ thấy trong giao diện Prefect"
            said.append(f"! cổng {self.unreachable} {wanted}")
        said += [f"! {sentence}" for sentence in self.off.sentences()]
        if self.open_door:
            said.insert(0, f"! {self.open_door}")
        return said

    def sentence(self) -> str:
        """For a run's message: what changed, in short."""
        if self.left_alone:
            return phrases("day").schedules_left_alone(self.left_alone)
        done = "lịch chạy đã đúng với kế hoạch"
        if not self.unchanged:
            done = phrases("day").schedules(len(self.changes), self.named)
        return "; ".join([done, *self.off.sentences()])


@dataclass(frozen=True)
class _Plan:
    """What is wanted, as the server knows things: by flow name and name."""

    wanted: dict[Key, Wanted]
    schemas: dict[str, dict[str, Any]]
    mark: Mark

    @classmethod
    def of(cls, rulebook: Rulebook, now: datetime, mark: Mark) -> _Plan:
        wanted: dict[Key, Wanted] = {}
        schemas: dict[str, dict[str, Any]] = {}
        for planned in catalogue(rulebook, Range.around(local_date(now))):
            one = replace(planned, name=mark.named(planned.name))
            flow_name, schemas[one.name] = server.flow_facts(one)
            wanted[flow_name, one.name] = one
        return cls(wanted, schemas, mark)

    def on(self, seen: dict[Key, Seen]) -> tuple[dict[UUID, Wanted], list[Seen]]:
        """What is wanted of those deployments that the plan has, by the server's own id."""
        ours = {key: one for key, one in seen.items() if key in self.wanted}
        return {one.found.id: self.wanted[key] for key, one in ours.items()}, list(ours.values())

    def difference(self, seen: dict[Key, Seen], now: datetime) -> list[DeploymentChange]:
        return difference(self.wanted, self.schemas, seen, today=local_date(now), mark=self.mark)

    async def seen(self, client: PrefectClient) -> dict[Key, Seen]:
        """What is ours there, and what has our names but no mark yet.

        Raises Refused where another installation has our names.
        """
        every = await server.read_every(client)
        taken = [
            one.found.name
            for key, one in every.items()
            if key in self.wanted and self.mark.is_anothers(one.found.labels)
        ]
        if taken:
            wanted = _TAKEN + ", ".join(taken[:3])
            raise Refused(Problem("DONDOC_INSTALLATION", self.mark.id, wanted))
        return {
            key: one
            for key, one in every.items()
            if self.mark.owns(one.found.labels) or key in self.wanted
        }


def plan_changes(rulebook: Rulebook, now: datetime, settings: Settings | None = None) -> Applied:
    """What `apply` would do now; touches nothing. Raises Refused where no server answers."""
    return _ask(_look, rulebook, now, settings)


def apply(rulebook: Rulebook, now: datetime, settings: Settings | None = None) -> Applied:
    """Bring the server up to the plan and name the upcoming runs; returns what was done.

    With `settings` the server also reports runs that fail to the portal that they name.
    """
    return _ask(_apply, rulebook, now, settings)


def deploy(rulebook: Rulebook, now: datetime, settings: Settings | None = None) -> Applied:
    """The same without the names, which `name_upcoming` gives when there is time for them.

    A day's runs can start at once; to name a year of them asks the server a thousand times.
    """
    return _ask(_deploy, rulebook, now, settings)


def name_upcoming(
    deployed: Applied, rulebook: Rulebook, now: datetime, settings: Settings | None = None
) -> Applied:
    """Name the upcoming runs, those of what was just deployed too; returns all that was done."""
    return _ask(partial(_name, deployed), rulebook, now, settings)


def schedule_once_more(deployment: str, *, at: datetime, name: str, key: str) -> bool:
    """Plan one more run of a deployment (flow name/name) at an instant; the same key, once.

    False where it is not deployed: a person who runs flows by hand sees to the rest.
    """

    async def ask() -> bool:
        async with get_client() as client:
            try:
                await upcoming.once_more(client, deployment, at=at, name=name, key=key)
            except ObjectNotFound:
                return False
            return True

    return bool(run_coro_as_sync(ask()))


def _ask(act: Any, rulebook: Rulebook, now: datetime, settings: Settings | None) -> Applied:
    address = api_address()
    mark = mark_of(settings) if settings else Mark()

    async def ask() -> Applied:
        async with get_client() as client:
            done: Applied = await act(client, _Plan.of(rulebook, now, mark), now)
            if settings is None:
                return done
            return await _with_alarms(client, act, done, settings, mark)

    try:
        opened = look_at_door(open_allowed=settings is not None and settings.prefect_open)
        found = run_coro_as_sync(ask())
    except httpx.TransportError:
        wanted = "không kết nối được máy chủ Prefect; hãy khởi động nó hoặc sửa địa chỉ"
        raise Refused(Problem("PREFECT_API_URL", address, wanted)) from None
    assert found is not None
    return replace(found, open_door=opened)


async def _with_alarms(
    client: PrefectClient, act: Any, done: Applied, settings: Settings, mark: Mark
) -> Applied:
    url = hook_url(settings)
    if act is _look:
        changed = not await automations.ready(client, url, mark)
    else:
        changed = await automations.ensure(client, url, mark=mark)
    deaf = "" if automations.reachable(settings.base_url) else settings.base_url
    return replace(done, alarms=changed or done.alarms, unreachable=deaf)


async def _look(client: PrefectClient, plan: _Plan, now: datetime) -> Applied:
    seen = await plan.seen(client)
    pool = not await server.pool_is_ready(client, plan.mark)
    unnamed = await upcoming.misnamed(client, *plan.on(seen))
    off = await look(client, seen.values(), plan.mark)
    return Applied(tuple(plan.difference(seen, now)), pool=pool, named=len(unnamed), off=off)


async def _apply(client: PrefectClient, plan: _Plan, now: datetime) -> Applied:
    return await _name(await _deploy(client, plan, now), client, plan, now)


async def _deploy(client: PrefectClient, plan: _Plan, now: datetime) -> Applied:
    seen = await plan.seen(client)
    pool = await server.ensure_pool(client, plan.mark)
    changes = Applied(tuple(plan.difference(seen, now)), pool=pool)
    for key, one in plan.wanted.items():
        if one.name in changes.touched:
            facts = key[0], plan.schemas[one.name]
            await server.put(client, one, facts, seen.get(key), plan.mark)
    for key in seen.keys() - plan.wanted.keys():
        await server.retire(client, seen[key])
    return changes


async def _name(deployed: Applied, client: PrefectClient, plan: _Plan, now: datetime) -> Applied:
    wanted, seen = plan.on(await server.read_ours(client, plan.mark))
    fresh = [one for one in seen if one.found.name in deployed.touched]
    complete = await upcoming.await_runs(client, wanted, fresh, now=now)
    unnamed = await upcoming.misnamed(client, wanted, seen)
    await upcoming.name_runs(client, unnamed)
    off = await look(client, seen, plan.mark)
    return replace(deployed, named=len(unnamed), complete=complete, off=off)
