"""What becomes of a run whose process is gone: one more try, or an end with the reason."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.states import Cancelling, Crashed, Pending, Running, Scheduled, Submitting

from deployments import server
from deployments.catalogue import OURS, Timetable, Wanted
from deployments.outages import AGAIN, Patience, mend
from deployments.schedule import Moment
from dondoc import clock
from tests.support.prefect_harness import PrefectServer

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.wall,
    pytest.mark.xdist_group("prefect"),
    pytest.mark.usefixtures("prefect_server"),
]
SOME_DAY = Timetable("ngay-co-viec", (Moment(datetime(2099, 1, 1, 7, 30), ""),))  # noqa: DTZ001
LATER = timedelta(minutes=11)


@dataclass
class Left:
    """A run as an outage left it, in these states, then looked at `after` that time."""

    states: tuple[State[Any], ...]
    tables: tuple[Timetable, ...] = (SOME_DAY,)
    after: timedelta = LATER
    due: timedelta = timedelta(0)

    def found(self) -> tuple[str, str]:
        return asyncio.run(self._found())

    async def _found(self) -> tuple[str, str]:
        async with get_client() as client:
            run = await self._left(client)
            await mend(client, clock.now() + self.after, Patience())
            state = (await client.read_flow_run(run.id)).state
            await client.delete_flow_run(run.id)
            assert state is not None
            return str(state.name), str(state.message or "")

    async def _left(self, client: PrefectClient) -> FlowRun:
        wanted = Wanted("gian-doan", "dispatch", "", (OURS,), self.tables)
        await server.ensure_pool(client)
        await server.put(client, wanted, server.flow_facts(wanted), None)
        ours = await server.read_ours(client)
        seen = next(one for one in ours.values() if one.found.name == "gian-doan")
        # Due at the time of the look: no midnight may come between the two.
        due = Scheduled(scheduled_time=clock.now() + self.after + self.due)
        run = await client.create_flow_run_from_deployment(seen.found.id, state=due)
        for state in self.states:
            await client.set_flow_run_state(run.id, state, force=True)
        return run


@pytest.fixture(autouse=True)
def _gone() -> Any:
    """What this leaves on the shared server goes again."""
    yield
    ask(_retire)


async def _retire(client: PrefectClient) -> None:
    for one in (await server.read_ours(client)).values():
        if one.found.name == "gian-doan":
            await server.retire(client, one)


def ask(question: Callable[[PrefectClient], Awaitable[Any]]) -> Any:
    async def asking() -> Any:
        async with get_client() as client:
            return await question(client)

    return asyncio.run(asking())


@pytest.mark.parametrize("left", [Pending(), Submitting(), Running(), Crashed()])
def test_a_run_of_today_gets_one_more_try(left: State[Any], prefect_server: PrefectServer):
    assert AGAIN == Left((left,)).found()[0]


def test_one_that_began_a_moment_ago_is_left_alone():
    young = timedelta(minutes=4)

    assert "Pending" == Left((Pending(),), after=young).found()[0]
    assert "Running" == Left((Running(),), after=timedelta(minutes=9)).found()[0]


def test_the_second_time_it_is_given_up_with_the_reason():
    name, words = Left((Pending(), Scheduled(name=AGAIN), Pending())).found()

    assert "Crashed" == name
    assert words.startswith("Tiến trình của lượt chạy đã mất hai lần")
    assert "Crashed" == Left((Scheduled(name=AGAIN), Crashed())).found()[0]


def test_one_of_yesterday_is_closed_since_today_makes_it_up():
    name, words = Left((Pending(),), due=-timedelta(days=1)).found()

    assert "Crashed" == name
    assert "lượt của hôm nay làm bù" in words


def test_what_a_person_entered_is_not_written_twice():
    name, words = Left((Pending(), Running()), tables=()).found()

    assert "Crashed" == name
    assert "hãy xem đã ghi chưa" in words
    assert AGAIN == Left((Pending(),), tables=()).found()[0]


def test_one_that_was_being_cancelled_is_cancelled():
    assert "Cancelled" == Left((Running(), Cancelling())).found()[0]
