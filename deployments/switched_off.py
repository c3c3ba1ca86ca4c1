"""What somebody switched off on the Prefect server: it stays off, and is said wherever one looks.

`apply` keeps a pause that a person made (docs/decisions/0082), so nothing else would ever tell that
a duty is no longer opened, or that no letter leaves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prefect.client.orchestration import PrefectClient, get_client
from prefect.exceptions import ObjectNotFound
from prefect.utilities.asyncutils import run_coro_as_sync

from deployments import server
from deployments.difference import Seen
from deployments.ownership import Mark, mark_of, our_schedule
from dondoc.messages.environment import phrases
from dondoc.settings import Settings


@dataclass(frozen=True)
class SwitchedOff:
    """Names of the deployments with a schedule of the plan that is off; the pool, if it is."""

    schedules: tuple[str, ...] = ()
    pool: str = ""

    def __bool__(self) -> bool:
        return bool(self.schedules or self.pool)

    @property
    def figure(self) -> str:
        """For the name of a run's state: «2 lịch đang tắt»"""
        book = phrases("deployment")
        return book.pool_off_figure() if self.pool else book.off_figure(len(self.schedules))

    def sentences(self) -> list[str]:
        """What is off and where it is switched on again, without a full stop; empty for nothing."""
        book = phrases("deployment")
        said = [book.pool_off(self.pool)] if self.pool else []
        return said + ([book.schedules_off(self.schedules)] if self.schedules else [])


def what_is_off(settings: Settings) -> SwitchedOff:
    """Asks the server. Raises `httpx.TransportError` where none answers."""
    mark = mark_of(settings)

    async def ask() -> SwitchedOff:
        async with get_client() as client:
            return await look(client, (await server.read_ours(client, mark)).values(), mark)

    found = run_coro_as_sync(ask())
    assert found is not None
    return found


async def look(client: PrefectClient, seen: Iterable[Seen], mark: Mark) -> SwitchedOff:
    """What is off among deployments that were read already, and the pool they run in."""
    names = sorted(one.found.name for one in seen if is_off(one))
    try:
        paused = (await client.read_work_pool(mark.pool)).is_paused
    except ObjectNotFound:
        paused = False
    return SwitchedOff(tuple(names), mark.pool if paused else "")


def is_off(one: Seen) -> bool:
    """The whole deployment is paused, or one of the schedules that the plan gave it."""
    ours = [schedule for schedule in one.found.schedules if our_schedule(schedule.slug)]
    return bool(ours) and (one.found.paused or not all(schedule.active for schedule in ours))
